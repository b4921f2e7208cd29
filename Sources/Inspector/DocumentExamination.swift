import Glibc
import Imaging
import Inspection
import Model

/// Takes one document through all stages. Whatever is wrong with the document is in the answer.
package struct DocumentExamination {
  private let order: InspectionOrder
  private let engines: () throws(MissingPiece) -> Engines

  /// `engines` is called when the first page is about to be read: a file that cannot be opened needs none.
  package init(order: InspectionOrder, engines: @escaping () throws(MissingPiece) -> Engines) {
    self.order = order
    self.engines = engines
  }

  /// Throws only for our own trouble.
  package func report(on bytes: [UInt8]) throws(StageFailure) -> InspectionReport {
    var clock = StageClock()
    do throws(StageFailure) {
      let file = try clock.time(OpenStage(order: order), bytes)
      let engines: Engines
      do {
        engines = try self.engines()
      } catch {
        throw StageFailure.missing(error.sentence)
      }
      var pages: [Page] = []
      var pictures: [PagePicture] = []
      var isDamaged = false
      for number in 1...file.pageCount {
        let image = try clock.time(RenderStage(order: order), RenderStage.Input(file: file, number: number))
        isDamaged = isDamaged || image.isDamaged
        let upright = try clock.time(UprightStage(engines: engines), image)
        let measured = try clock.time(MeasureStage(), upright)
        let read = try clock.time(ReadStage(engines: engines), measured)
        let masked = try clock.time(MaskStage(order: order), read)
        let cleared = try clock.time(ProveStage(engines: engines, order: order), masked)
        pages.append(cleared.facts)
        pictures.append(PagePicture(page: number, jpeg: cleared.jpeg))
      }
      let document = Document(format: file.format, pages: pages, damagedButReadable: isDamaged)
      return InspectionReport(inspected: .document(document), pictures: pictures, milliseconds: clock.milliseconds)
    } catch {
      guard case .unreadable(let unreadable) = error else { throw error }
      return InspectionReport(inspected: .unreadable(unreadable), pictures: [], milliseconds: clock.milliseconds)
    }
  }
}

/// Sums the wall-clock time of each stage over all pages.
private struct StageClock {
  private var nanoseconds: [StageName: UInt64] = [:]

  var milliseconds: [StageName: Int] { nanoseconds.mapValues { Int($0 / 1_000_000) } }

  mutating func time<S: Stage>(_ stage: S, _ input: S.Input) throws(StageFailure) -> S.Output {
    let start = now()
    defer { nanoseconds[S.name, default: 0] += now() - start }
    return try stage.run(input)
  }

  private func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
