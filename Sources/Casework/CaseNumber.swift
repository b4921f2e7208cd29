/// The number of a case, as people say it: `K-2026-000017`. The serial alone is unique; the year is the year of arrival
/// (UTC).
package struct CaseNumber: Sendable, Hashable {
  /// 1–9999.
  package let year: Int
  /// Counts from 1 over the whole workspace, years included.
  package let serial: Int

  package init(year: Int, serial: Int) {
    precondition((1...9999).contains(year) && serial > 0, "a year of four digits and a serial from 1")
    self.year = year
    self.serial = serial
  }

  /// Reads exactly what `description` writes; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "K", parts[1].count == 4, let year = Int(parts[1]), let serial = Int(parts[2]),
      (1...9999).contains(year), serial > 0
    else { return nil }
    self.year = year
    self.serial = serial
    guard text == description else { return nil }
  }
}

extension CaseNumber: CustomStringConvertible {
  package var description: String { "K-\(padded(year, to: 4))-\(padded(serial, to: 6))" }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CaseNumber: Comparable {
  package static func < (left: CaseNumber, right: CaseNumber) -> Bool { left.serial < right.serial }
}
