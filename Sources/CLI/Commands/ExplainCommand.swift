internal import ArgumentParser
internal import Judgement
internal import Model

/// `kyc explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a reason code means, and what the customer and the reviewer read.",
    discussion: """
        kyc explain page.blurred
        kyc explain                 every code in one line

      Words in braces stand for what was measured in the case.
      """)

  @Argument(help: "A reason code.")
  var code: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console()
    let chosen = try code.map { text throws(CommandFailure) in [try ReasonArgument.code(text)] }
    let reasons = chosen.map { codes in codes.map(CheckCatalog.reason(for:)) } ?? CheckCatalog.reasons
    if output.json {
      for reason in reasons { console.data(ExplainCommand.object(reason).line) }
    } else if code != nil {
      for reason in reasons { explain(reason, console) }
    } else {
      var table = TextTable(["code", "class", "stage", "given by"], sides: [.left, .left, .left, .left])
      for reason in reasons {
        table.add([
          reason.code.rawValue, reason.reasonClass.rawValue, reason.stage, ExplainCommand.givers(of: reason.code),
        ])
      }
      for line in table.lines { console.data(line) }
    }
    try console.checkData("see to stdout and run again")
  }

  private func explain(_ reason: Reason, _ console: Console) {
    let meaning =
      switch reason.reasonClass {
      case .retry: "the customer sends a new picture or file"
      case .amend: "the customer corrects the account or sends another proof"
      case .doubt: "a person must look; the customer reads only that it is under review"
      case .info: "changes nothing"
      }
    let shown = reason.reasonClass == .doubt ? Reason.underReview : (reason.danish, reason.english)
    console.data("\(console.dataPaint.bold(reason.code.rawValue))  \(reason.reasonClass.rawValue): \(meaning)")
    console.data("  given by  \(ExplainCommand.givers(of: reason.code)), measured in stage \(reason.stage)")
    console.data("  en        \(shown.1)")
    console.data("  da        \(shown.0)")
    console.data("  staff     \(reason.staff)")
  }

  /// The checks that can give a reason.
  private static func givers(of code: ReasonCode) -> String {
    let names = CheckCatalog.checks.filter { $0.reasons.contains { $0.code == code } }.map { $0.name }
    return names.isEmpty ? "the examination" : names.joined(separator: " ")
  }

  private static func object(_ reason: Reason) -> JSONText {
    .keyed([
      "code": .text(reason.code.rawValue), "class": .text(reason.reasonClass.rawValue), "stage": .text(reason.stage),
      "customer": .keyed(["da": .text(reason.danish), "en": .text(reason.english)]), "staff": .text(reason.staff),
    ])
  }
}
