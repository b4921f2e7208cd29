import ArgumentParser
import Testing

@testable import CLI

@Suite("The help of a command")
struct HelpTests {
  private static let commands: [any ParsableCommand.Type] = {
    func all(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
      [command] + command.configuration.subcommands.flatMap(all)
    }
    return all(Kyc.self)
  }()

  @Test("has examples that stand on one line of a terminal with 80 columns", arguments: commands.indices)
  func width(index: Int) {
    let configuration = Self.commands[index].configuration
    let lines = configuration.discussion.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(lines.filter { $0.count >= 80 } == [], "\(configuration.commandName ?? "")")
  }

  @Test("says in one sentence what it does", arguments: commands.indices)
  func sentence(index: Int) {
    let abstract = Self.commands[index].configuration.abstract
    #expect(abstract.hasSuffix(".") && abstract.count > 10, "\(abstract)")
  }
}
