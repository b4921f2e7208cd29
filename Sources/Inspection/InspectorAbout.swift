/// What the child program says about itself and about this machine, as `kyc-inspector --about` prints it in JSON.
package struct InspectorAbout: Codable, Sendable, Equatable {
  /// A C library that the child runs on, as it is loaded, not as it was compiled against.
  package struct Library: Codable, Sendable, Equatable {
    package var name: String
    /// Nil when it cannot be loaded.
    package var version: String?
    /// SPDX expression.
    package var licence: String

    package init(name: String, version: String?, licence: String) {
      self.name = name
      self.version = version
      self.licence = licence
    }
  }

  /// A model of the text-reading engine.
  package struct Model: Codable, Sendable, Equatable {
    /// Name of its file.
    package var name: String
    /// Lower-case hexadecimal digits; nil when the file is not there.
    package var sha256: String?
    /// Size of the file; nil when it is not there.
    package var bytes: Int?

    package init(name: String, sha256: String?, bytes: Int?) {
      self.name = name
      self.sha256 = sha256
      self.bytes = bytes
    }
  }

  /// A language that tesseract has data for.
  package struct Language: Codable, Sendable, Equatable {
    /// Tesseract's code, such as `dan`.
    package var code: String
    /// As the data file states it; nil when it does not.
    package var version: String?
    /// Size of the data file.
    package var bytes: Int

    package init(code: String, version: String?, bytes: Int) {
      self.code = code
      self.version = version
      self.bytes = bytes
    }
  }

  /// One defence that the child puts around itself before it touches a document.
  package struct SandboxLayer: Codable, Sendable, Equatable {
    /// `limits`, `noNewPrivileges`, `notDumpable`, `landlock` or `seccomp`.
    package var layer: String
    /// It took hold, as seen from inside.
    package var holds: Bool
    /// What holds, or why it does not.
    package var detail: String

    package init(layer: String, holds: Bool, detail: String) {
      self.layer = layer
      self.holds = holds
      self.detail = detail
    }
  }

  /// A small page drawn, read, masked and encoded inside the sandbox.
  package struct SelfTest: Codable, Sendable, Equatable {
    package var passed: Bool
    /// What was read, or what went wrong.
    package var detail: String
    package var milliseconds: Int

    package init(passed: Bool, detail: String, milliseconds: Int) {
      self.passed = passed
      self.detail = detail
      self.milliseconds = milliseconds
    }
  }

  package var libraries: [Library]
  package var models: [Model]
  /// In the order of their codes.
  package var languages: [Language]
  /// All layers, in the order in which they are put up.
  package var sandbox: [SandboxLayer]
  package var selfTest: SelfTest

  package init(
    libraries: [Library], models: [Model], languages: [Language], sandbox: [SandboxLayer], selfTest: SelfTest
  ) {
    self.libraries = libraries
    self.models = models
    self.languages = languages
    self.sandbox = sandbox
    self.selfTest = selfTest
  }
}
