import FoundationEssentials
import Inspection
import Logging
import Model

/// Paints something over on a kept page, for good: what stood there is left neither in a picture nor in what was read, in
/// this run and in those before. The case is judged again from what is left.
package struct PagePainter: Sendable {
  /// It does not lie on the page, or is smaller than two pixels.
  package struct FieldDoesNotFit: Error {}

  private let review: any ReviewQueue
  private let ledger: any DeskLedger
  private let blobs: any BlobStore
  private let inspector: any DocumentInspector
  private let now: @Sendable () -> Date
  private let log: CaseLog

  package init(
    review: any ReviewQueue, ledger: any DeskLedger, blobs: any BlobStore, inspector: any DocumentInspector,
    now: @escaping @Sendable () -> Date, logger: Logger
  ) {
    self.review = review
    self.ledger = ledger
    self.blobs = blobs
    self.inspector = inspector
    self.now = now
    log = CaseLog(logger)
  }

  /// `field` is in pixels of the kept page; `index` counts the kept pages of all files, from 1. Throws `FieldDoesNotFit`,
  /// `ReviewFailure`, `StoreFailure` and `InspectorFailure`; then nothing has changed.
  package func cover(
    _ field: PixelRect, onPage index: Int, of number: CaseNumber, version: Int, through pipeline: Pipeline,
    by person: String
  ) async throws -> Case {
    guard let file = try await review.find(number) else { throw ReviewFailure.noSuchCase(number) }
    let standing = file.summary
    guard standing.version == version else { throw ReviewFailure.changed(number) }
    guard standing.state == .inReview || standing.state == .awaitingCustomer, let last = file.runs.last?.conclusion
    else { throw ReviewFailure.notInReview(number, standing.state) }
    if let hold = standing.holder(at: now()), hold.by != person { throw ReviewFailure.heldBy(number, hold) }
    let places = last.files.indices.flatMap { file in last.files[file].pages.indices.map { (file, $0) } }
    guard places.indices.contains(index - 1) else { throw FieldDoesNotFit() }
    let (place, page) = places[index - 1]
    guard case .document(var document) = last.files[place].inspected, document.pages.indices.contains(page) else {
      throw FieldDoesNotFit()
    }
    let kept = document.pages[page].painted(over: field)
    guard field.width >= 2, field.height >= 2, field.clamped(width: kept.width, height: kept.height) == field else {
      throw FieldDoesNotFit()
    }

    let jpeg = try await blobs.read(last.files[place].pages[page], of: number)
    var order = pipeline.inspectionOrder(for: file.account).forKeptPage(kept, bytes: jpeg.count)
    order.covered = [field]
    let report = try await inspector.inspect(jpeg, order)
    guard case .document(let seen) = report.inspected, let fresh = seen.pages.first,
      let picture = report.pictures.first
    else { throw InspectorFailure.cannotStart("a kept page could not be examined again") }
    document.pages[page] = SecondLook(at: kept, seeing: fresh).page
    // The new picture is the one that is kept, whatever else was found.
    document.pages[page].proof = fresh.proof

    let key = try await blobs.write(picture.jpeg, of: number)
    var files = last.files
    files[place].inspected = .document(document)
    files[place].pages[page] = key
    let conclusion = pipeline.conclusion(
      on: files, account: file.account,
      asOf: last.asOf ?? Day(unixSeconds: Int(standing.times.arrived.timeIntervalSince1970.rounded(.down))),
      seen: last.seen, Dictionary(uniqueKeysWithValues: report.milliseconds.map { ($0.key.rawValue, $0.value) }))
    var covered = CoveredCase(
      number: number, conclusion: conclusion, earlier: [], gone: [], place: "\(place + 1)/\(page + 1)")
    for run in file.runs {
      covered.add(run, field: field, sha256: last.files[place].sha256, page: page, size: kept, key: key)
    }
    do {
      let changed = try await ledger.cover(
        covered, version: version, policy: pipeline.review, by: person, at: now())
      log.edge(.covered, changed)
      await blobs.drop(covered.gone, log)
      return changed
    } catch let failure as ReviewFailure {
      await blobs.drop([key], log)
      throw failure
    }
  }
}

/// A case of which something was painted over.
package struct CoveredCase: Sendable {
  package let number: CaseNumber
  package let conclusion: Conclusion
  /// The runs before, without what was painted over.
  package private(set) var earlier: [CaseRun]
  /// Pages that show it still.
  package private(set) var gone: [BlobKey]
  /// File and page, counting from 1.
  package let place: String

  fileprivate init(number: CaseNumber, conclusion: Conclusion, earlier: [CaseRun], gone: [BlobKey], place: String) {
    self.number = number
    self.conclusion = conclusion
    self.earlier = earlier
    self.gone = gone
    self.place = place
  }

  /// Takes the field out of an earlier run: the page's picture, its text there, and what checks repeat of that text.
  fileprivate mutating func add(
    _ run: CaseRun, field: PixelRect, sha256: String, page: Int, size: Page, key: BlobKey
  ) {
    var run = run
    for index in run.conclusion.files.indices where run.conclusion.files[index].sha256 == sha256 {
      guard run.conclusion.files[index].pages.indices.contains(page),
        case .document(var document) = run.conclusion.files[index].inspected, document.pages.indices.contains(page)
      else { continue }
      let before = document.pages[page]
      let fits = (before.width, before.height) == (size.width, size.height)
      // A page that stood another way up is let go of whole.
      let whole = PixelRect(x0: 0, y0: 0, x1: before.width, y1: before.height)
      let after = before.painted(over: fits ? field : whole)
      document.pages[page] = after
      run.conclusion.files[index].inspected = .document(document)
      let old = run.conclusion.files[index].pages[page]
      if !gone.contains(old) { gone.append(old) }
      run.conclusion.files[index].pages[page] = key
      let words = before.wordsLost(in: after)
      for check in run.conclusion.verdict.checks.indices {
        run.conclusion.verdict.checks[check].evidence.personal = run.conclusion.verdict.checks[check].evidence.personal
          .filter { key, value in key == "account" || !words.contains { value.value.holds($0) } }
      }
    }
    earlier.append(run)
  }
}

extension Page {
  /// The facts without what stood in the field.
  fileprivate func painted(over field: PixelRect) -> Page {
    var page = self
    let corners = [
      PixelPoint(x: field.x0, y: field.y0), PixelPoint(x: field.x1, y: field.y0), PixelPoint(x: field.x1, y: field.y1),
      PixelPoint(x: field.x0, y: field.y1),
    ]
    page.masked.append(Mask(kind: .drawn, box: field, polygon: corners))
    page.lines = lines.compactMap { line in
      let words = line.words.filter { $0.box.intersection(field).isEmpty }
      return words.isEmpty ? nil : TextLine(words: words)
    }
    if let zone = machineReadableZone, zone.boxes.contains(where: { !$0.intersection(field).isEmpty }) {
      page.machineReadableZone = nil
    }
    for index in page.cards.indices {
      if let number = page.cards[index].number, !number.box.intersection(field).isEmpty {
        page.cards[index].number = nil
      }
    }
    return page
  }

  /// Words of two characters and more that the other page has no more.
  fileprivate func wordsLost(in other: Page) -> [String] {
    let left = other.lines.flatMap(\.words)
    let lost = lines.flatMap(\.words).filter { !left.contains($0) }.map(\.text.value)
    let zone = other.machineReadableZone == nil ? (machineReadableZone?.lines ?? []).map(\.value) : []
    return (lost + zone).filter { $0.count >= 2 }
  }
}

extension String {
  fileprivate func holds(_ word: String) -> Bool { lowercased().contains(word.lowercased()) }
}
