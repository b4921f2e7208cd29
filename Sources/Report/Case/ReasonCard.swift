import Judgement
import Model

/// One reason with everything that is known about it.
struct ReasonCard: Sendable, Equatable {
  /// Counts from 1 within the case; marks on the pages carry it.
  let number: Int
  let code: String
  let reasonClass: String
  let meaning: String
  /// File and page, or the whole submission.
  let place: String
  /// Where on this page the place is shown; nil where nothing can be shown.
  let link: String?
  /// What was measured against what; nil where nothing is.
  let measured: String?
  let staff: String
  let danish: String
  let english: String

  /// `hasPicture` tells of file and page whether the page is shown.
  init(_ finding: Finding, number: Int, hasPicture: (_ file: Int, _ page: Int) -> Bool) {
    let text = ReasonText(finding)
    self.number = number
    code = finding.code.rawValue
    reasonClass = finding.reasonClass.rawValue
    meaning = CaseWords.meaning(finding.reasonClass)
    switch (finding.file, finding.page) {
    case (nil, _): place = "the whole submission"
    case (let file?, nil): place = "file \(file)"
    case (let file?, let page?): place = "file \(file), page \(page)"
    }
    if let file = finding.file, let page = finding.page, hasPicture(file, page) {
      link = finding.boxes.isEmpty ? PageSheet.anchor(file, page) : PageMark.anchor(number)
    } else {
      link = nil
    }
    measured = ReasonCard.measure(finding)
    staff = text.staff
    danish = text.danish
    english = text.english
  }

  /// `0.12 block sharpness, limit 0.244`.
  static func measure(_ finding: Finding) -> String? {
    guard let measured = finding.measured else { return nil }
    let unit = finding.unit.map { " \($0)" } ?? ""
    let limit = finding.limit.map { ", limit \(ReasonText.number($0, decimalMark: "."))" } ?? ""
    return ReasonText.number(measured, decimalMark: ".") + unit + limit
  }
}
