internal import BlobStores
internal import Casework
internal import Glibc
internal import Model
internal import Paperwork
internal import Pipelines
internal import Workplace

/// A document named on the command line.
enum DocumentArgument {
  /// Reads it; a symbolic link is followed, for the operator named it. Throws `CommandFailure`.
  static func read(_ path: String, holding limit: Int) throws(CommandFailure) -> SubmittedFile {
    let shown = Shown.text(path)
    guard let resolved = realpath(path, nil) else {
      let trouble = FileTrouble(errno)
      throw CommandFailure(.usage, "\(shown) \(trouble.sentence)")
    }
    defer { free(resolved) }
    do throws(UploadFailure) {
      return try UploadReader.read(String(cString: resolved), holding: limit)
    } catch {
      throw CommandFailure(error == .notAPlainFile ? .usage : .undecided, "\(shown): \(error)")
    }
  }
}

/// What to say about the names of pipelines.
enum PipelineNames {
  /// That there is none of that name, and which one may have been meant.
  static func unknown(_ name: String, among files: [PipelineFile]) -> String {
    let names = files.map(\.pipeline.name)
    let shown = "unknown pipeline '\(Shown.text(name))'"
    if let meant = Suggestion.nearest(to: name, among: names) { return "\(shown) (did you mean '\(meant)'?)" }
    return "\(shown); there are \(names.joined(separator: ", "))"
  }
}
