import Model
internal import Mustache

/// The pages' templates, style and script, which are part of the program.
enum DeskTemplates {
  /// A page by what its template is called.
  enum Kind: String, CaseIterable { case signin, message, queue, `case`, rerun, overview, keys }

  /// Text is escaped for HTML. Properties stand in templates by their names.
  static func page(_ kind: Kind, _ frame: DeskFrame) -> String {
    guard let text = library.render(frame, withTemplate: kind.rawValue) else {
      preconditionFailure("a page without a template: \(kind)")
    }
    return text
  }

  static let sources: [String: [UInt8]] = [
    "frame": PackageResources.frame_mustache, "signin": PackageResources.signin_mustache,
    "message": PackageResources.message_mustache, "queue": PackageResources.queue_mustache,
    "case": PackageResources.case_mustache, "pieces": PackageResources.pieces_mustache,
    "rerun": PackageResources.rerun_mustache, "overview": PackageResources.overview_mustache,
    "keys": PackageResources.keys_mustache,
  ]

  private static let library: MustacheLibrary = {
    do {
      return MustacheLibrary(
        templates: try sources.mapValues { try MustacheTemplate(string: String(decoding: $0, as: UTF8.self)) })
    } catch {
      preconditionFailure("a template that is no Mustache: \(error)")
    }
  }()

  /// What pages load, by its name: nothing comes from anywhere else.
  static func file(_ name: String) -> (bytes: [UInt8], type: String)? {
    switch name {
    case "desk.css": (PackageResources.desk_css, "text/css; charset=utf-8")
    case "desk.js": (PackageResources.desk_js, "text/javascript; charset=utf-8")
    case "icon.svg": (PackageResources.icon_svg, "image/svg+xml")
    default: nil
    }
  }
}

/// What stands around the contents of each page.
struct DeskFrame: Sendable {
  /// Who signed in.
  struct Who: Sendable {
    let name: String
    let role: String
    let isDecider: Bool
  }

  /// What became of the last act.
  struct Notice: Sendable {
    struct Undo: Sendable {
      let number: String
      let version: Int
    }

    let text: String
    let style: String
    let undo: Undo?
  }

  let t: [String: String]
  let language: String
  let title: String
  let who: Who?
  let csrf: String
  /// `on` or `off`: single keys.
  let keys: String
  /// Where the switch of the language leads back to.
  let back: String
  let isQueue: Bool
  let isOverview: Bool
  let isKeys: Bool
  let notice: Notice?
  let shown: any Sendable
}
