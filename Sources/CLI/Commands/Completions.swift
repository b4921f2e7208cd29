internal import ArgumentParser
internal import Casework
internal import Model
internal import Pipelines
internal import Workplace

/// What a shell offers after an option or for an argument, beyond files and folders.
enum Completions {
  /// The pipelines there are, of `--pipelines` where the line has it.
  static let pipelines = CompletionKind.custom { words, _, _ in
    let folder = value(of: "--pipelines", in: words)
    guard let settings = try? Settings(Settings.Flags(pipelines: folder)),
      let files = try? PipelineLoader.load(folder: settings.pipelines)
    else { return [] }
    return files.map(\.pipeline.name)
  }

  /// Every reason code.
  static let reasons = CompletionKind.list(ReasonCode.allCases.map(\.rawValue))

  /// The cases that are not closed, most urgent first, of `--data` where the line has it.
  static let openCases = CompletionKind.custom { (words: [String], _: Int, _: String) async -> [String] in
    let folder = value(of: "--data", in: words)
    guard let settings = try? Settings(Settings.Flags(data: folder)), let desk = try? Desk.existing(settings) else {
      return []
    }
    let states = Set(CaseState.allCases).subtracting([.closed, .erased])
    let cases = try? await desk.review.cases(CaseFilter(states: states))
    return (cases ?? []).prefix(100).map(\.number.description)
  }

  /// The word after an option, or after its equals sign; nil where the line does not have it.
  static func value(of option: String, in words: [String]) -> String? {
    if let place = words.firstIndex(of: option), place + 1 < words.count { return words[place + 1] }
    return words.first { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
  }
}
