import Imaging
import Inspection
import Model
import Testing

@testable import Inspector

/// Every card and personal number of the fixtures, taken through all stages with the real engine.
@MainActor
@Suite("What has to be masked on the fixtures")
struct FixtureMaskTests {
  /// A file with something protected on it, and where that stands, in units of the upload as shown.
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    let polygons: [[[Double]]]
    /// Those of them that hold the end of a group of digits, a space and the next group.
    let withSpace: [[[Double]]]
    /// Digits that may not be in the facts: a code, a number with its middle, a serial.
    let digits: [String]
    var testDescription: String { path }
  }

  nonisolated static let cases: [Case] = {
    guard let uploads = try? ExpectedUpload.all() else { return [] }
    return uploads.flatMap { upload -> [Case] in
      let places = (upload.cvv ?? []) + (upload.pan ?? []) + (upload.cpr ?? [])
      return Set(places.map(\.file)).sorted().map { file in
        func protected(_ places: [ExpectedUpload.Place]?, _ digits: [String]) -> [String] {
          (places ?? []).contains { $0.file == file } ? digits : []
        }
        let plain = upload.planted.filter { $0.allSatisfy { $0.isASCII && $0.isNumber } }
        let codes = plain.filter { (3...4).contains($0.count) }
        // With the six before it: in a number like 4242…, the visible digits alone hold the middle's.
        let middles = plain.filter { $0.count >= 15 }.map { String($0.dropLast(4)) }
        let serials = upload.planted.filter { $0.count == 11 && $0.dropFirst(6).first == "-" }
          .map { String($0.suffix(4)) }
        return Case(
          path: upload.folder + file, polygons: places.filter { $0.file == file }.flatMap(\.polygons),
          withSpace: plain.contains { $0.count == 16 }
            ? (upload.pan ?? []).filter { $0.file == file && $0.polygons.count == 1 }.flatMap(\.polygons) : [],
          digits: protected(upload.cvv, codes) + protected(upload.pan, middles) + protected(upload.cpr, serials))
      }
    }
  }()

  @Test("is on many files")
  func count() {
    #expect(Self.cases.count >= 15)
    #expect(Self.cases.allSatisfy { !$0.polygons.isEmpty && !$0.digits.isEmpty })
  }

  /// The share of a quadrangle's points that show the cover on the kept picture.
  private func coveredShare(_ polygon: [[Double]], except gap: Range<Double>?, on page: Page, _ picture: Raster)
    -> Double
  {
    var covered = 0
    var all = 0
    for row in 0..<24 {
      for column in 0..<60 {
        let (u, v) = ((Double(column) + 0.5) / 60, (Double(row) + 0.5) / 24)
        if gap?.contains(u) ?? false { continue }
        func mixed(_ axis: Int) -> Double {
          let upper = polygon[0][axis] * (1 - u) + polygon[1][axis] * u
          let lower = polygon[3][axis] * (1 - u) + polygon[2][axis] * u
          return upper * (1 - v) + lower * v
        }
        let point = page.kept(mixed(0), mixed(1))
        let (x, y) = (Int(point.x), Int(point.y))
        all += 1
        guard (0..<picture.width).contains(x), (0..<picture.height).contains(y) else { continue }
        let at = (y * picture.width + x) * picture.bands
        if picture.pixels[at..<at + picture.bands].allSatisfy({ $0 <= Raster.coverLevel + 6 }) { covered += 1 }
      }
    }
    return Double(covered) / Double(all)
  }

  @Test("is under one flat colour on the kept picture", arguments: cases)
  func flat(file: Case) throws {
    let (page, picture) = try Desk.page(of: file.path)
    for polygon in file.polygons {
      // Of `11 1111`, seven places wide, the third holds no digit.
      let gap = file.withSpace.contains(polygon) ? 0.28..<0.44 : nil
      let share = coveredShare(polygon, except: gap, on: page, picture)
      #expect(share >= 0.95, "\(Int(share * 100)) % of \(polygon)")
    }
  }

  @Test("does not black out the page", arguments: cases)
  func rest(file: Case) throws {
    let (page, picture) = try Desk.page(of: file.path)
    let sample = stride(from: 0, to: picture.width * picture.height, by: 101)
    let dark = sample.count { picture.pixels[$0 * picture.bands] <= Raster.coverLevel + 6 }
    #expect(dark < picture.width * picture.height / 101 / 5)
    #expect(!page.lines.isEmpty)
  }

  @Test("is nowhere in the facts", arguments: cases)
  func facts(file: Case) throws {
    let (page, _) = try Desk.page(of: file.path)
    for line in page.text {
      let runs = line.split { !$0.isNumber }.map(String.init)
      let all = line.filter(\.isNumber)
      for digits in file.digits {
        #expect(!runs.contains(digits), "a covered \(digits.count)-digit number stands in a line")
        if digits.count > 4 { #expect(!all.contains(digits)) }
      }
    }
    for number in page.cards.compactMap(\.number) {
      #expect(number.first6.value.count == 6)
      #expect(number.last4.value.count == 4)
    }
  }

  @Test("is told in the facts", arguments: cases)
  func masks(file: Case) throws {
    let (page, picture) = try Desk.page(of: file.path)
    #expect(page.masked.count >= file.polygons.count)
    for mask in page.masked {
      #expect(mask.polygon.count == 4)
      #expect(mask.box.clamped(width: picture.width, height: picture.height) == mask.box)
    }
    for polygon in file.polygons {
      let middle = (0...1).map { axis in polygon.map { $0[axis] }.reduce(0, +) / 4 }
      let point = page.kept(middle[0], middle[1])
      #expect(
        page.masked.contains {
          ($0.box.x0...$0.box.x1).contains(Int(point.x)) && ($0.box.y0...$0.box.y1).contains(Int(point.y))
        })
    }
  }

  @Test("comes back with a proof of the very bytes that are kept", arguments: ["A-1001/payment/back.jpg"])
  func proof(path: String) throws {
    let report = try Desk.report(on: path)
    let jpeg = try #require(report.pictures.first?.jpeg)
    let proof = try #require(try Desk.page(of: path).0.proof)
    #expect(proof.sha256 == hexadecimalSHA256(of: jpeg))
    #expect((1...3).contains(proof.looks))
    #expect(proof.engines.contains { $0.hasPrefix("onnxruntime ") })
    #expect(proof.engines.count == 3)
  }

  @Test("comes back without metadata", arguments: ["A-1001/payment/back.jpg", "A-1005/payment/back.jpg"])
  func metadata(path: String) throws {
    #expect(try fixture(path).firstRange(of: Array("Exif".utf8)) != nil)
    let jpeg = try #require(try Desk.report(on: path).pictures.first?.jpeg)
    #expect(jpeg.firstRange(of: Array("Exif".utf8)) == nil)
    #expect(jpeg.firstRange(of: Array("Lumen".utf8)) == nil)
    // One picture only: a thumbnail would begin with a second start of image.
    #expect(jpeg.dropFirst().firstRange(of: [0xFF, 0xD8, 0xFF]) == nil)
    #expect(jpeg.firstRange(of: [0xFF, 0xE1]).map { $0.lowerBound > 600 } ?? true)
  }

  @Test(
    "is on none of these",
    arguments: [
      "A-1001/identity/passport.jpg", "A-1001/address/bill.pdf", "A-1003/address/rechnung.pdf",
      "A-1005/address/kontoudtog.jpg", "A-1005/identity/licence.jpg", "A-1009/payment/skaermbillede.jpg",
      "A-1004/identity/front.jpg", "A-1011/address/photo.jpg",
    ])
  func clean(path: String) throws {
    let (page, _) = try Desk.page(of: path)
    // A Danish passport shows the holder's personal number, which this order wants covered.
    #expect(page.masked.allSatisfy { $0.kind == .nationalIdentityNumber })
    #expect(!page.cards.contains { $0.numberExposed || $0.code == .exposed || $0.code == .uncertain })
  }

  @Test(
    "is covered already here, and is left so",
    arguments: ["A-1002/payment/back.jpg", "A-1011/payment/back.jpg"])
  func coveredBefore(path: String) throws {
    let (page, _) = try Desk.page(of: path)
    #expect(page.cards.map(\.code) == [.covered])
    #expect(page.masked.allSatisfy { $0.kind != .cardVerificationCode })
  }
}
