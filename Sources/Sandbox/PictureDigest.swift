internal import Crypto
import Inspection

extension ReportReader {
  /// Takes SHA-256 from swift-crypto.
  package init(order: InspectionOrder) {
    self.init(order: order) { picture in
      SHA256.hash(data: picture).map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
    }
  }
}
