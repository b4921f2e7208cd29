internal import FoundationEssentials
internal import Paperwork
internal import Workplace

/// A span of time named on the command line: `90m`, `24h`, `3d`, `2w`.
enum AgeArgument {
  /// In seconds. Throws `CommandFailure`.
  static func seconds(_ text: String) throws(CommandFailure) -> TimeInterval {
    let units: [Character: Double] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()), (0...100_000).contains(count),
      text.first?.isNumber == true
    else {
      throw CommandFailure(
        .usage, "--older-than is '\(Shown.text(text))'; write a number and m, h, d or w, such as 24h or 3d")
    }
    return Double(count) * unit
  }
}
