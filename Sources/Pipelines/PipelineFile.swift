package import Casework
package import Judgement

/// One pipeline file as loaded: what a case needs of it, and what it says for people to see.
package struct PipelineFile: Sendable {
  /// The path it was read from.
  package let path: String
  /// The YAML as it stands in the file.
  package let text: String
  package let pipeline: Pipeline
  /// In report order.
  package let checks: [ConfiguredCheck]

  package init(path: String, text: String, pipeline: Pipeline, checks: [ConfiguredCheck]) {
    self.path = path
    self.text = text
    self.pipeline = pipeline
    self.checks = checks
  }
}
