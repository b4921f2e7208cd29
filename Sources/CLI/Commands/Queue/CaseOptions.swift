internal import ArgumentParser
internal import Casework
internal import Paperwork
internal import Workplace

/// What commands about one case need.
struct CaseOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The case number, such as K-2026-000017.", valueName: "case"),
    completion: Completions.openCases)
  var number: String

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  /// Throws `CommandFailure`.
  func caseNumber() throws(CommandFailure) -> CaseNumber { try CaseArgument.number(number) }

  /// The workspace; without one there is no such case either.
  func desk() throws -> Desk {
    let number = try caseNumber()
    let settings = try Settings(Settings.Flags(data: data.data))
    guard let desk = try Desk.existing(settings) else {
      throw CommandFailure(
        .usage,
        "there is no case \(number), for \(Shown.text(settings.data)) holds no workspace; name its folder with --data")
    }
    return desk
  }
}

/// A case number named on the command line.
enum CaseArgument {
  /// Throws `CommandFailure`.
  static func number(_ text: String) throws(CommandFailure) -> CaseNumber {
    guard let number = CaseNumber(text) else {
      throw CommandFailure(
        .usage, "'\(Shown.text(text))' is no case number; they look like K-2026-000017, and kyc queue list shows them")
    }
    return number
  }

  /// Each once, in the order given. Throws `CommandFailure`.
  static func numbers(_ texts: [String]) throws(CommandFailure) -> [CaseNumber] {
    var numbers: [CaseNumber] = []
    for text in texts {
      let number = try number(text)
      if !numbers.contains(number) { numbers.append(number) }
    }
    return numbers
  }
}
