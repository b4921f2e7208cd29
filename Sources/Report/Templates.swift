internal import Crypto
import FoundationEssentials
import Model
internal import Mustache

/// The pages' templates, style and script, which are part of the program.
enum Templates {
  /// A page and what its template is called.
  enum Kind: String {
    case index
    case casePage = "case"
  }

  /// Writes out what a page shows; text is escaped for HTML. Properties stand in templates by their names.
  static func page(_ kind: Kind, _ shown: some Sendable) -> String {
    let frame = Frame(
      policy: policy(kind), style: style, script: kind == .index ? script : nil, shown: shown)
    guard let text = library.render(frame, withTemplate: kind.rawValue) else {
      preconditionFailure("a page without a template: \(kind)")
    }
    return text
  }

  /// What stands around the contents of each page.
  private struct Frame {
    let policy: String
    let style: String
    let script: String?
    let shown: any Sendable
  }

  /// Nothing is loaded, nothing but our own style and script is obeyed, nothing is sent.
  private static func policy(_ kind: Kind) -> String {
    let scripts = kind == .index ? "'sha256-\(digest(script))'" : "'none'"
    return "default-src 'none'; img-src data:; style-src 'sha256-\(digest(style))'; script-src \(scripts); "
      + "base-uri 'none'; form-action 'none'"
  }

  private static func digest(_ text: String) -> String {
    Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString()
  }

  private static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
  private static let script = String(decoding: PackageResources.index_js, as: UTF8.self)

  private static let library: MustacheLibrary = {
    let sources = [
      "frame": PackageResources.frame_mustache, "index": PackageResources.index_mustache,
      "case": PackageResources.case_mustache, "sheet": PackageResources.sheet_mustache,
      "pieces": PackageResources.pieces_mustache,
    ]
    do {
      return MustacheLibrary(
        templates: try sources.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
    } catch {
      preconditionFailure("a template that is no Mustache: \(error)")
    }
  }()
}

/// Templates write out personal values: the report is where they are meant to be seen.
extension Private: MustacheCustomRenderable where Value == String {
  var renderText: String { value }
  var isNull: Bool { false }
}
