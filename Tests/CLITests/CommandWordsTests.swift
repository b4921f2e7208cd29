import Testing

@testable import CLI

@Suite("The words that name a command")
struct CommandWordsTests {
  @Test(
    "that name none are told with the one that may have been meant",
    arguments: [
      (["rnu", "uploads"], "unknown command 'rnu' (did you mean 'run'?); kyc has "),
      (["frobnicate"], "unknown command 'frobnicate'; kyc has "),
      (["queue", "lst"], "unknown command 'lst' (did you mean 'list'?); kyc queue has "),
      (["help", "rnu"], "unknown command 'rnu' (did you mean 'run'?); kyc has "),
      (["help", "queue", "shwo"], "unknown command 'shwo' (did you mean 'show'?); kyc queue has "),
      (["hepl"], "unknown command 'hepl' (did you mean 'help'?); kyc has "),
      (["a\nb"], "unknown command 'a\\nb'; kyc has "),
    ])
  func unknown(words: [String], expected: String) {
    #expect(CommandWords.unknown(words, below: Kyc.self)?.hasPrefix(expected) == true)
  }

  @Test(
    "are no concern when they name one, or an option stands there",
    arguments: [
      [], ["run", "rnu"], ["--help"], ["help"], ["help", "run"], ["queue"], ["queue", "list", "x"],
      ["queue", "--help"], ["--version"], ["-x"],
    ])
  func known(words: [String]) {
    #expect(CommandWords.unknown(words, below: Kyc.self) == nil)
  }

  @Test("alone are answered by the commands that there are")
  func commands() {
    let lines = CommandWords.commands(of: Kyc.self, named: [])
    #expect(lines.first == "usage: kyc COMMAND")
    #expect(lines.contains { $0.hasPrefix("  run        Decide every new submission") })
    #expect(lines.last == "kyc --help says more, and kyc COMMAND --help all about one")
    #expect(CommandWords.commands(of: QueueCommand.self, named: ["queue"]).first == "usage: kyc queue COMMAND")
  }
}
