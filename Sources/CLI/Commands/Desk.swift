internal import BlobStores
internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Inspection
internal import Logging
internal import Model
internal import Pipelines
internal import SQLiteStore
internal import Sandbox

/// The workspace of a command, opened: the one place that names adapters.
struct Desk: Sendable {
  let work: any WorkQueue
  let review: any ReviewQueue
  let blobs: any BlobStore

  /// Opens the workspace, and makes it when there is none. Throws `StoreFailure` or `CommandFailure`.
  init(opening settings: Settings) throws {
    _ = try Desk.folderExists(settings)
    let workspace = Workspace(folder: settings.data)
    let key = try WorkspaceKey.open(in: workspace)
    let store = try SQLiteStore(path: workspace.database, sealer: key)
    work = store
    review = store
    blobs = try DiskBlobStore(folder: workspace.pages, sealer: key)
  }

  /// The workspace, or nil when there is none yet: looking must not make one.
  static func existing(_ settings: Settings) throws -> Desk? {
    guard try folderExists(settings) else { return nil }
    let database = Workspace(folder: settings.data).database
    guard access(database, F_OK) == 0 else {
      if errno == ENOENT { return nil }
      throw StoreFailure.unreachable(path: database, why: String(cString: strerror(errno)))
    }
    return try Desk(opening: settings)
  }

  /// Whether something stands where the workspace is to be. Throws `CommandFailure` when that is no folder, and
  /// `StoreFailure` when it cannot be told.
  private static func folderExists(_ settings: Settings) throws -> Bool {
    var status = stat()
    let code = stat(settings.data, &status) == 0 ? 0 : errno
    if code == ENOENT { return false }
    guard code == 0 || code == ENOTDIR else {
      throw StoreFailure.unreachable(path: settings.data, why: String(cString: strerror(code)))
    }
    guard code == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw CommandFailure(
        .storeUnreachable,
        "the workspace \(Shown.text(settings.data)) is not a folder; name the workspace's folder with --data or KYC_DATA"
      )
    }
    return true
  }

  /// The program that examines documents. Throws `CommandFailure` when it is not there.
  static func inspector(_ settings: Settings) throws(CommandFailure) -> any DocumentInspector {
    guard access(settings.inspector, X_OK) == 0 else {
      throw CommandFailure(
        .missing,
        "kyc-inspector is missing at \(Shown.text(settings.inspector)); build it with `swift build -c release --product "
          + "kyc-inspector`, or say where it is with KYC_INSPECTOR")
    }
    return ChildInspector(program: settings.inspector, home: settings.home)
  }
}
