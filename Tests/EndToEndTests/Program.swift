import Foundation

/// The program as it was built beside the tests, and the fixtures it is run on.
enum Program {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  struct Result {
    let exit: Int32
    let output: String
    let errors: String
  }

  /// The folder with `Package.swift`.
  static var root: URL {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/",
      !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
    {
      folder.deleteLastPathComponent()
    }
    return folder
  }

  static var uploads: URL { root.appendingPathComponent("Fixtures/uploads") }

  /// `kyc`, in the folder that the test bundle was built into.
  static func path() throws -> URL {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("kyc")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    let built = root.appendingPathComponent(".build/debug/kyc")
    guard FileManager.default.isExecutableFile(atPath: built.path) else {
      throw Missing(description: "kyc is not built beside the tests: run 'swift build' first, or scripts/test")
    }
    return built
  }

  /// Runs it to its end and takes all it prints.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], through: [String] = []
  ) throws -> Result {
    try started(arguments, environment: environment, through: through).finished()
  }

  /// Waits until that holds; five minutes are longer than any machine takes. It keeps its thread: a test that gave it
  /// up would come back behind all the others, and what it watches would be over.
  static func wait(for what: String, until holds: () throws -> Bool) throws {
    for _ in 0..<6000 {
      if try holds() { return }
      usleep(50_000)
    }
    throw Missing(description: "it never came to \(what)")
  }

  /// Starts it; output and errors go to files, so that nothing blocks. `through` is a program with its own arguments
  /// that ends by running what follows.
  static func started(
    _ arguments: [String], environment: [String: String] = [:], through: [String] = []
  ) throws -> Running {
    let words = through + [try path().path] + arguments
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let folder = try TemporaryFolder()
    let output = folder.url.appendingPathComponent("out")
    let errors = folder.url.appendingPathComponent("err")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return Running(process: process, output: output, errors: errors, folder: folder)
  }

  struct Running {
    let process: Process
    let output: URL
    let errors: URL
    let folder: TemporaryFolder

    /// The whole lines on stdout so far.
    func lines() throws -> [Substring] {
      try String(contentsOf: output, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast()
    }

    func finished() throws -> Result {
      process.waitUntilExit()
      return Result(
        exit: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
    }
  }
}

/// A folder that goes away with its last user.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("kyc-end-to-end-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
