import Foundation
import Sandbox

/// A child that a test wrote as a shell script, with a folder of its own, which is `$here` in the script. Gone with
/// its last reference.
final class ScriptedChild {
  let folder = FileManager.default.temporaryDirectory.path + "/kyc-child-" + UUID().uuidString
  var program: String { folder + "/child" }
  var inspector: ChildInspector { ChildInspector(program: program, home: folder) }

  /// Every start leaves a line in the file `starts` before the script runs.
  init(_ script: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = ["#!/bin/sh", "here='\(folder)'", "PATH=/usr/bin:/bin", "echo $$ >> \"$here/starts\"", script, ""]
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
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
