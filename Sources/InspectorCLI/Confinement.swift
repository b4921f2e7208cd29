import CSandbox
import Glibc
import Imaging
import Inspection
import Inspector

/// What this process may still do once it touches a document.
struct Confinement {
  private let readable: [String]
  private let limits: InspectionLimits

  /// `home` is the folder with the models: the two models in it stay readable, since only a page that needs one loads it.
  init(home: String, limits: InspectionLimits) {
    readable = [Engines.recogniserFile, Engines.detectorFile].map { home + "/" + $0 }
    self.limits = limits
  }

  /// Loads all code that a document may need: once locked in, none can be added.
  static func load(home: String) throws(MissingPiece) -> OnnxRuntime {
    guard ImagingLibraries.start() else { throw MissingPiece(sentence: "libvips cannot be started") }
    return try OnnxRuntime(library: home + "/" + Engines.runtimeFile)
  }

  /// Locks this process in for good, and says which layers hold. Call once, while there is one thread.
  func lockIn() -> [InspectorAbout.SandboxLayer] {
    var layers = [kyc_layer](repeating: kyc_layer(), count: kyc_layer_count)
    let paths = readable.map { UnsafePointer(strdup($0)) }
    defer { paths.forEach { free(UnsafeMutablePointer(mutating: $0)) } }
    paths.withUnsafeBufferPointer { paths in
      var allowance = kyc_allowance(
        address_space: UInt64(max(limits.addressSpaceMegabytes, 0)) << 20, cpu_seconds: UInt64(max(limits.seconds, 1)),
        readable: paths.baseAddress, readable_count: paths.count)
      kyc_lock_in(&allowance, &layers)
    }
    return layers.map {
      InspectorAbout.SandboxLayer(
        layer: String(cString: $0.name), holds: $0.holds, detail: String(cString: $0.detail))
    }
  }
}
