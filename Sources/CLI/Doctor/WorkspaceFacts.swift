internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Workplace

/// What there is to see of a workspace folder from outside and inside, with nothing made or changed.
struct WorkspaceFacts: Sendable {
  /// The folder, as the operator wrote it.
  var folder: String
  var isThere = true
  /// Whether others than its owner may do anything with it.
  var isOpenToOthers = false
  var isWritable = true
  /// Whether it has a key, and if it has, why that cannot be used.
  var hasKey = true
  var keyFailure: CommandFailure?
  /// Nil where there is no database.
  var health: Result<WorkspaceHealth, CommandFailure>?
  /// Of the log that the database has not folded in yet, in bytes.
  var logBytes = 0
  /// Free on the disk, for this user, in bytes; nil where it cannot be told.
  var freeBytes: Int?
  /// When each sealed page was written.
  var pages: [BlobKey: Date] = [:]

  init(folder: String) { self.folder = folder }

  /// Looks. Throws `CommandFailure` when something else than a folder stands there, or it cannot be told.
  static func gathered(_ settings: Settings, at now: Date) throws(CommandFailure) -> WorkspaceFacts {
    let workspace = settings.workspace
    var facts = WorkspaceFacts(folder: settings.data)
    do {
      facts.isThere = try Desk.folderExists(settings)
    } catch {
      throw CommandFailure(error)
    }
    facts.freeBytes = free(at: facts.isThere ? settings.data : parent(of: settings.data))
    guard facts.isThere else { return facts }
    facts.isOpenToOthers = (status(of: settings.data)?.st_mode ?? 0) & 0o077 != 0
    facts.isWritable = access(settings.data, W_OK | X_OK) == 0
    facts.hasKey = access(workspace.keyFile, F_OK) == 0
    facts.logBytes = Int(status(of: workspace.database + "-wal")?.st_size ?? 0)
    facts.pages = pages(in: workspace.pages)
    // Opening a key that is not there would make one.
    guard facts.hasKey else {
      if access(workspace.database, F_OK) == 0 {
        facts.keyFailure = CommandFailure(StoreFailure.keyMissing(path: workspace.keyFile))
      }
      return facts
    }
    do {
      facts.health = try Desk.health(settings, at: now).map { .success($0) }
    } catch let failure as StoreFailure where failure.isAboutKey {
      facts.keyFailure = CommandFailure(failure)
    } catch {
      facts.health = .failure(CommandFailure(error))
    }
    return facts
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  private static func free(at path: String) -> Int? {
    var space = statvfs()
    guard statvfs(path, &space) == 0 else { return nil }
    return Int(clamping: UInt64(space.f_bavail) * UInt64(space.f_frsize))
  }

  private static func parent(of path: String) -> String {
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The sealed pages by the folders they lie in, which are named for the first two digits of their names.
  private static func pages(in folder: String) -> [BlobKey: Date] {
    var pages: [BlobKey: Date] = [:]
    for part in names(in: folder) where part.utf8.count == 2 {
      for name in names(in: "\(folder)/\(part)") {
        guard let key = BlobKey(name), let status = status(of: "\(folder)/\(part)/\(name)") else { continue }
        pages[key] = Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec))
      }
    }
    return pages
  }

  private static func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}

extension StoreFailure {
  /// Whether nothing but the key is the matter.
  fileprivate var isAboutKey: Bool {
    switch self {
    case .keyMissing, .keyExposed, .keyInvalid: true
    case .diskFull, .unreachable, .busy, .newerSchema, .sealBroken, .blobMissing, .uploadGone, .caseErased: false
    }
  }
}
