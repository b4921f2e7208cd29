import Foundation
import Pipelines
import Testing

@Suite("A folder of pipeline files")
struct PipelineFolderTests {
  private func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/kyc-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func complaints(_ folder: String) -> [String] {
    do throws(PipelineFilesRefused) {
      _ = try PipelineLoader.load(folder: folder)
      return []
    } catch {
      return error.complaints.map(\.description)
    }
  }

  @Test("is found beside or above the program, wherever it was installed or built")
  func shipped() throws {
    try inTemporaryFolder { folder in
      let manager = FileManager.default
      for part in ["prefix/bin", "prefix/share/kyc/pipelines", "checkout/.build/release", "checkout/pipelines", "none"]
      {
        try manager.createDirectory(atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
      }
      for part in ["prefix/share/kyc/pipelines", "checkout/pipelines"] {
        #expect(manager.createFile(atPath: "\(folder)/\(part)/identity.yaml", contents: nil))
      }
      #expect(
        PipelineFolder.shipped(executableFolder: "\(folder)/prefix/bin")
          == "\(folder)/prefix/bin/../share/kyc/pipelines")
      #expect(
        PipelineFolder.shipped(executableFolder: "\(folder)/checkout/.build/release") == "\(folder)/checkout/pipelines")
      #expect(PipelineFolder.shipped(executableFolder: "\(folder)/none") == nil)
    }
  }

  @Test("that is missing, empty, or holds .yml files is complained about")
  func unusable() throws {
    try inTemporaryFolder { folder in
      #expect(
        complaints(folder + "/missing") == [
          "\(folder)/missing: this folder cannot be read; name one with --pipelines or KYC_PIPELINES"
        ])
      #expect(
        complaints(folder) == [
          "\(folder): holds no pipeline files (*.yaml); name another folder with --pipelines or KYC_PIPELINES"
        ])
      #expect(FileManager.default.createFile(atPath: folder + "/address.yml", contents: nil))
      #expect(complaints(folder) == ["\(folder)/address.yml: name it .yaml, so that it is read"])
    }
  }
}
