internal import Casework
import Foundation
internal import Imaging
internal import Inspection
internal import Judgement
internal import Model
internal import Pipelines
internal import Sandbox

@testable internal import Inspector

/// One parser each. Inputs that once broke one stand in the ordinary tests.
enum FuzzTarget: String, CaseIterable {
  case intake, frames, report, pipeline, accounts, table, codeLines, judge, form

  /// By the variable that `scripts/fuzz` sets.
  static let chosen: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["KYC_FUZZ"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      preconditionFailure("KYC_FUZZ names one of \(allCases.map(\.rawValue).joined(separator: " "))")
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .intake: intake(bytes)
    case .frames: frames(bytes)
    case .report: report(bytes)
    case .pipeline: pipeline(bytes)
    case .accounts: _ = AccountBook(lines: bytes, file: "accounts.jsonl")
    case .table: _ = AccountBook(table: bytes, file: "accounts.csv")
    case .codeLines: codeLines(bytes)
    case .judge: judge(bytes)
    case .form: form(bytes)
    }
  }

  private static let order = InspectionOrder(
    accepts: [.pdf, .jpeg, .png],
    limits: InspectionLimits(
      files: 4, pages: 4, megabytes: 20, megapixels: 60, seconds: 45, addressSpaceMegabytes: 2048),
    renderDotsPerInch: 300, languages: ["dan", "eng"], mask: MaskKind.allCases)

  /// Format, JPEG header, PNG header, and the refusal that comes of them.
  private func intake(_ bytes: [UInt8]) {
    let refusal = Intake.refusal(of: bytes, Self.order)
    if let header = JPEGHeader(bytes) {
      precondition((1...65_535).contains(header.width) && (1...65_535).contains(header.height))
      precondition(header.scans <= JPEGHeader.mostScans + 1)
    }
    if let header = PNGHeader(bytes) { precondition(header.width > 0 && header.height > 0) }
    if let megapixels = refusal?.measured { precondition(megapixels.isFinite) }
  }

  /// However a stream is cut, the same frames come out of it.
  private func frames(_ bytes: [UInt8]) {
    guard let cut = bytes.first else { return }
    let stream = bytes.dropFirst()
    let whole = FuzzTarget.frames(in: [stream])
    let place = stream.startIndex + min(Int(cut), stream.count)
    let halves = FuzzTarget.frames(in: [stream[..<place], stream[place...]])
    precondition(whole == halves, "the same frames wherever a stream is cut")
  }

  private static func frames(in pieces: [ArraySlice<UInt8>]) -> [Frame]? {
    var reader = FrameReader(longest: [.picture: 1000, .facts: 100, .missing: 10, .ready: 0])
    var frames: [Frame] = []
    do {
      for piece in pieces {
        reader.append(piece)
        while let frame = try reader.next() { frames.append(frame) }
      }
      return frames
    } catch {
      return nil
    }
  }

  /// However a form is cut, the same pieces come out of it.
  private func form(_ bytes: [UInt8]) {
    guard let cut = bytes.first else { return }
    let body = bytes.dropFirst()
    let place = body.startIndex + min(Int(cut), body.count)
    let whole = FuzzTarget.form(in: [body])
    precondition(whole == FuzzTarget.form(in: [body[..<place], body[place...]]), "the same wherever a form is cut")
    _ = MultipartReader.boundary(of: String(decoding: body, as: UTF8.self))
  }

  /// Contents that follow each other as one; nil for what is no form.
  private static func form(in pieces: [ArraySlice<UInt8>]) -> [MultipartReader.Piece]? {
    var found: [MultipartReader.Piece] = []
    do throws(MultipartReader.Failure) {
      var reader = try MultipartReader(boundary: "b")
      for piece in pieces {
        for next in try reader.read(piece) {
          if case .content(let more) = next, case .content(let before)? = found.last {
            found[found.count - 1] = .content(before + more)
          } else {
            found.append(next)
          }
        }
      }
      try reader.finish()
      return found
    } catch {
      return nil
    }
  }

  private func report(_ bytes: [UInt8]) {
    // A right sum could not be guessed, and what comes behind it is to be reached.
    var reader = ReportReader(order: Self.order) { _ in "sum" }
    do { try reader.append(bytes) } catch { return }
  }

  private func pipeline(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    do { _ = try PipelineLoader.load(text: text, path: "pipelines/address.yaml") } catch { return }
  }

  /// Lines of letters, as a recogniser might have read them: made into code lines, and taken apart.
  private func codeLines(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 0x0A, maxSplits: 3).map { line in
      line.prefix(60).enumerated().map { index, byte in
        ReadCharacter(
          character: Character(UnicodeScalar(byte)), probability: Double(byte) / 255,
          position: (Double(index) + 0.5) / Double(line.count))
      }
    }
    let candidate = (2...3).contains(lines.count) ? MRZAssembler().best(of: lines.map { [$0] }, boxes: []) : nil
    let text = lines.map { String($0.map(\.character)) }
    let layouts: [MRZLayout] = [.td1, .td2, .td3]
    let zones =
      layouts.compactMap { MachineReadableZone(layout: $0, lines: text) } + [candidate?.zone].compactMap { $0 }
    for zone in zones {
      _ = zone.birthDate(asOf: Self.today)
      _ = zone.expiryDate(asOf: Self.today)
    }
  }

  private static let today = Day(unixSeconds: 1_795_341_600)

  private static let account = Account(
    id: "A-1001", name: Account.Name(given: Private("Søren Emil"), family: Private("Ågård Nielsen")),
    dateOfBirth: Day(year: 1988, month: 4, day: 12).map(Private.init),
    address: Account.Address(
      street: Private("Nørrebrogade"), houseNumber: Private("44A"), floor: Private("3"), door: Private("tv"),
      postalCode: Private("2200"), city: Private("København N"), country: "DK"),
    card: Account.Card(first6: Private("411111"), last4: Private("1111"), holder: Private("S E NIELSEN")))

  /// The shipped ones.
  private static let pipelines: [Pipeline] = {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../pipelines").standardized
    guard let files = try? PipelineLoader.load(folder: folder.path) else {
      preconditionFailure("the pipeline files of this checkout are sound")
    }
    return files.map(\.pipeline)
  }()

  /// Any text on a page, judged by every shipped check.
  private func judge(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(2000), as: UTF8.self)
    let lines = text.split(separator: "\n").enumerated().map { row, line in
      var x = 40
      return TextLine(
        words: line.split(separator: " ").map { word in
          let box = PixelRect(x0: x, y0: 40 + row * 40, x1: x + word.count * 16, y1: 70 + row * 40)
          x = box.x1 + 12
          return Word(text: Private(String(word)), box: box, confidence: 0.9)
        })
    }
    let page = Page(
      number: 1, width: 1654, height: 2339, turned: 0, transform: [[1, 0, 0], [0, 1, 0], [0, 0, 1]], origin: .vector,
      dotsPerInch: 300, sharpness: Sharpness(block: nil, lineAcutance: nil), textHeight: 22, lines: lines,
      machineReadableZone: nil, codeLinesSeen: false, cards: [], masked: [])
    let document = Inspected.document(Document(format: .pdf, pages: [page], damagedButReadable: false))
    for pipeline in Self.pipelines {
      let verdict = pipeline.judge([document], Self.account, Self.today, [])
      precondition(verdict.decision == .approve || !verdict.findings.isEmpty, "no rejection without a reason")
    }
  }
}
