internal import ArgumentParser
internal import Paperwork
internal import Pipelines

/// The words at the start of a command line that name a command.
enum CommandWords {
  /// What to say when a word that should name a command names none, and which one may have been meant. Nil when there
  /// is nothing to say.
  static func unknown(_ words: [String], below root: any ParsableCommand.Type) -> String? {
    var words = words[...]
    var command = root
    var path = [root.configuration.commandName ?? ""]
    // `help` stands before the command that it is about.
    if words.first == "help" { words.removeFirst() }
    while !command.configuration.subcommands.isEmpty, let word = words.popFirst(), !word.hasPrefix("-") {
      guard let next = command.configuration.subcommands.first(where: { name(of: $0) == word }) else {
        let known = command.configuration.subcommands.map(name(of:))
        let meant = Suggestion.nearest(to: word, among: known + ["help"]).map { " (did you mean '\($0)'?)" }
        return "unknown command '\(Shown.text(word))'\(meant ?? ""); \(path.joined(separator: " ")) has "
          + known.joined(separator: ", ")
      }
      command = next
      path.append(word)
    }
    return nil
  }

  /// The short answer to a command line that ends before it says what to do: the commands of `group`, each with one
  /// line. `words` are those that were given.
  static func commands(of group: any ParsableCommand.Type, named words: [String]) -> [String] {
    let path = ([Kyc.configuration.commandName ?? ""] + words.prefix { !$0.hasPrefix("-") }).joined(separator: " ")
    let commands = group.configuration.subcommands
    let width = commands.map { name(of: $0).count }.max() ?? 0
    let lines = commands.map { command in
      let name = name(of: command)
      return "  \(name)\(String(repeating: " ", count: width - name.count))  \(command.configuration.abstract)"
    }
    let more = "\(path) --help says more, and \(path) COMMAND --help all about one"
    return ["usage: \(path) COMMAND", ""] + lines + ["", more]
  }

  private static func name(of command: any ParsableCommand.Type) -> String { command.configuration.commandName ?? "" }
}
