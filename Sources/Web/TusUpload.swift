import Casework
import FoundationEssentials
import Model
import Paperwork

/// What tusd says of an upload: `Event.Upload` of its hooks, and its `.info` file, which are the same object
/// (https://pkg.go.dev/github.com/tus/tusd/v2/pkg/handler#FileInfo). The customer's client wrote the metadata.
struct TusUpload: Sendable, Equatable {
  /// Nil before it is created.
  var id: TusID?
  /// In bytes; nil while nobody knows.
  var size: Int?
  /// A part that will be joined with others, which comes with an upload of its own.
  var isPartial: Bool
  /// What it was joined of.
  var parts: [TusID]
  /// The account that it is for, by its id.
  var account: String?
  var pipeline: String?
  /// As on the customer's machine.
  var name: Private<String>?

  /// Throws `Refusal` for anything but such an object, and for a file that lies under another name than its upload's.
  init(_ json: LocatedJSON?) throws {
    let members = try Members(json, "Upload")
    let text = members.text("ID") ?? ""
    id = TusID(text)
    guard text.isEmpty || id != nil else {
      throw Refusal(.malformedRequest, "An upload's ID has letters, digits, - and _ only.")
    }
    let storage = members.values["Storage"].flatMap { try? Members($0, "Storage") }
    // Where it lies, the setting says; tusd may see the folder under another path.
    for (key, ending) in [("Path", ""), ("InfoPath", ".info")] {
      guard let path = storage?.text(key) else { continue }
      guard path.split(separator: "/").last.map(String.init) == text + ending else {
        throw Refusal(.malformedRequest, "The upload's \(key) is not that of its ID.")
      }
    }
    if let type = storage?.text("Type"), type != "filestore" {
      throw Refusal(.malformedRequest, "Uploads are taken from tusd's filestore only.")
    }
    size = members.flag("SizeIsDeferred") ? nil : members.whole("Size")
    isPartial = members.flag("IsPartial")
    parts = members.texts("PartialUploads").compactMap { text in
      // tusd names them by their id.
      TusID(text)
    }
    let metadata = members.values["MetaData"].flatMap { try? Members($0, "MetaData") }
    account = metadata?.text("account")
    pipeline = metadata?.text("pipeline")
    name = (metadata?.text("filename") ?? metadata?.text("name")).map { Private($0) }
  }

  /// Out of an `.info` file; nil when it cannot be read, or is that of another upload.
  init?(info bytes: [UInt8], of id: TusID) {
    guard let json = try? JSONReader.value(of: bytes), let upload = try? TusUpload(json), upload.id == id else {
      return nil
    }
    self = upload
  }
}

/// What a hook of tusd tells: what happened, and to which upload.
struct TusEvent: Sendable, Equatable {
  /// `pre-create`, `post-finish` and the like; tusd may learn new ones.
  let type: String
  let upload: TusUpload

  /// Throws `Refusal`.
  init(_ bytes: [UInt8]) throws {
    let json: LocatedJSON
    do throws(JSONReader.Failure) { json = try JSONReader.value(of: bytes) } catch {
      throw Refusal(.malformedRequest, "line \(error.line): is not JSON: \(error.sentence)")
    }
    let members = try Members(json, "The body")
    guard let type = members.text("Type") else { throw Refusal(.malformedRequest, "Type is missing.") }
    self.type = type
    upload = try TusUpload(try Members(members.values["Event"], "Event").values["Upload"])
  }
}

/// The members of an object that another program made: what is not as expected is not there.
private struct Members {
  let values: [String: LocatedJSON]

  init(_ json: LocatedJSON?, _ name: String) throws {
    guard case .object(let members) = json?.value else {
      throw Refusal(.malformedRequest, "\(name) is no object.")
    }
    values = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
  }

  func text(_ key: String) -> String? {
    guard case .text(let text) = values[key]?.value, !text.isEmpty else { return nil }
    return text
  }

  func texts(_ key: String) -> [String] {
    guard case .list(let values) = values[key]?.value else { return [] }
    return values.compactMap { if case .text(let text) = $0.value { text } else { nil } }
  }

  func flag(_ key: String) -> Bool { values[key]?.value == .bool(true) }

  func whole(_ key: String) -> Int? {
    guard case .number(let text) = values[key]?.value, let number = Int(text), number >= 0 else { return nil }
    return number
  }
}
