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

  /// Opens the workspace, and makes it when there is none. Throws `StoreFailure`.
  init(opening workspace: Workspace) throws {
    let key = try WorkspaceKey.open(in: workspace)
    let store = try SQLiteStore(path: workspace.database, sealer: key)
    work = store
    review = store
    blobs = try DiskBlobStore(folder: workspace.pages, sealer: key)
  }

  /// The workspace, or nil when there is none yet: looking must not make one.
  static func existing(_ settings: Settings) throws -> Desk? {
    let workspace = Workspace(folder: settings.data)
    guard access(workspace.database, F_OK) == 0 else { return nil }
    return try Desk(opening: workspace)
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
