import Foundation
import Glibc
import Inspection
import Testing

/// Path of the built `kyc-inspector`, and proof that the engine's files are there.
func realInspector() throws -> String {
  for file in ["libonnxruntime.so", "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"] {
    try #require(
      FileManager.default.fileExists(atPath: engineHome + "/" + file),
      "\(engineHome)/\(file) is missing: run scripts/setup")
  }
  return try #require(
    built("kyc-inspector"), "kyc-inspector does not stand beside the tests: run swift build --product kyc-inspector")
}

/// The lines of `/proc/PROCESS/status` by their names.
func status(of process: Int32) throws -> [String: String] {
  let text = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
  let lines = text.split(separator: "\n").compactMap { line -> (String, String)? in
    let parts = line.split(separator: ":\t", maxSplits: 1)
    return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
  }
  return Dictionary(lines, uniquingKeysWith: { first, _ in first })
}

/// The processes that a process started and that are still there.
func children(of process: Int32) -> [Int32] {
  let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return entries.compactMap { Int32($0) }.filter { (try? status(of: $0)["PPid"]) == String(process) }
}

/// A real child in the middle of a document that takes seconds, past the point where it says that it is ready.
final class RunningInspector {
  let process = Process()
  let answer = Pipe()
  private let input = FileManager.default.temporaryDirectory.path + "/kyc-input-" + UUID().uuidString

  init(examining document: String) throws {
    let order = [UInt8](try JSONEncoder().encode(order(seconds: 120)))
    let stream = bytes(.order, order) + bytes(.document, try fixture(document))
    try Data(stream).write(to: URL(fileURLWithPath: input))
    _ = fcntl(answer.fileHandleForReading.fileDescriptor, F_SETFD, FD_CLOEXEC)
    process.executableURL = URL(fileURLWithPath: try realInspector())
    process.environment = ["KYC_HOME": engineHome, "OMP_THREAD_LIMIT": "1"]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
    process.standardOutput = answer
    process.standardError = FileHandle.nullDevice
    try process.run()
    let first = answer.fileHandleForReading.readData(ofLength: ready.count)
    try #require([UInt8](first) == ready, "it did not get ready")
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? FileManager.default.removeItem(atPath: input)
  }
}
