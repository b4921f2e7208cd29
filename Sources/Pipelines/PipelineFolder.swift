internal import FoundationEssentials

/// Where the pipeline files are that come with the program.
package enum PipelineFolder {
  /// The first that holds `identity.yaml`: `../share/kyc/pipelines` beside the program's folder, as packages install
  /// it; then a folder `pipelines` in the program's folder or any above it, as in a checkout. Nil when there is none.
  package static func shipped(executableFolder: String) -> String? {
    var candidates = ["\(executableFolder)/../share/kyc/pipelines"]
    var folder = executableFolder[...]
    while folder.contains("/") {
      candidates.append("\(folder)/pipelines")
      folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/identity.yaml") }
  }
}
