import Foundation
import Sandbox

/// A child that a test wrote as a shell script, with a folder of its own, which is `$here` in the script; `ready` says
/// what an honest child says first. Gone with its last reference.
final class ScriptedChild: Sendable {
  let folder = FileManager.default.temporaryDirectory.path + "/kyc-child-" + UUID().uuidString
  var program: String { folder + "/child" }
  var inspector: ChildInspector { ChildInspector(program: program, home: folder) }

  /// Every start leaves a line in the file `starts` before the script runs.
  init(_ script: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = [
      "#!/bin/sh", "here='\(folder)'", "PATH=/usr/bin:/bin", #"ready() { printf '\006\000\000\000\000'; }"#,
      "echo $$ >> \"$here/starts\"", script, "",
    ]
    try write([UInt8](lines.joined(separator: "\n").utf8), to: "script")
    // Copied by another process: a file that this one ever had open for writing may be busy in a child that another test
    // is just starting.
    let copy = try Process.run(
      URL(fileURLWithPath: "/usr/bin/install"), arguments: ["-m", "0755", folder + "/script", program])
    copy.waitUntilExit()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
  }

  /// The process numbers of its starts, in order.
  var starts: [Int32] {
    guard let text = try? String(contentsOfFile: folder + "/starts", encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { Int32($0) }
  }
}
