import BlobStores
import Casework
import FoundationEssentials
import Glibc
import Inspection
import Logging
import Model
import Paperwork
import Pipelines
import SQLiteStore
import Sandbox

/// The workspace of a command, opened: the one place that names adapters.
package struct Desk: Sendable {
  package let work: any WorkQueue
  package let review: any ReviewQueue
  package let blobs: any BlobStore
  package let vault: any UploadVault
  package let audit: any AuditTrail
  package let records: any RecordsOffice
  /// The key of the workspace was made just now.
  package let hasNewKey: Bool
  /// Writes a copy of the whole database to a path.
  package let copyDatabase: @Sendable (String) async throws -> Void
  package let tombstones: any Tombstones

  package init(
    work: any WorkQueue, review: any ReviewQueue, blobs: any BlobStore, vault: any UploadVault, audit: any AuditTrail,
    records: any RecordsOffice, tombstones: any Tombstones
  ) {
    hasNewKey = false
    copyDatabase = { _ in throw CommandFailure(.usage, "there is no database to copy") }
    self.audit = audit
    self.records = records
    self.tombstones = tombstones
    self.work = work
    self.review = review
    self.blobs = blobs
    self.vault = vault
  }

  /// Opens the workspace, and makes it when there is none. Throws `StoreFailure` or `CommandFailure`.
  package init(opening settings: Settings) throws { self = try FrontDesk(opening: settings).desk }

  /// `store` is all of the ports that a database answers.
  init(_ store: SQLiteStore, key: WorkspaceKey, isNewKey: Bool, in workspace: Workspace) throws {
    hasNewKey = isNewKey
    work = store
    review = store
    audit = store
    records = store
    copyDatabase = { try await store.copy(to: $0) }
    tombstones = DiskTombstones(path: workspace.tombstones)
    blobs = try DiskBlobStore(folder: workspace.pages, keys: store)
    vault = try DiskUploadVault(folder: workspace.uploads, epochs: workspace.epochs, sealer: key)
  }

  /// The way in, for submissions of every kind.
  package func intake(_ inspector: any DocumentInspector, _ logger: Logger) -> IntakeDesk {
    let path = CasePath(
      queue: work, blobs: blobs, inspector: inspector, owner: .thisProcess, now: { Date() }, logger: logger)
    return IntakeDesk(queue: work, vault: vault, path: path, now: { Date() }, logger: logger)
  }

  /// Deletes what nothing needs any more, and gives up what waited too long. Throws `StoreFailure`.
  package func sweep(_ logger: Logger) async throws {
    try await sweepPages(logger)
    try await VaultSweep(queue: work, vault: vault, logger: logger).run(at: Date())
  }

  /// Deletes pages that no case names. Throws `StoreFailure`.
  package func sweepPages(_ logger: Logger) async throws {
    try await OrphanSweep(queue: work, blobs: blobs, logger: logger).run(at: Date())
  }

  /// The folder that tusd keeps uploads in. Throws `CommandFailure` when it cannot be used.
  package static func tusFolder(_ path: String) throws(CommandFailure) -> any TusStore {
    do throws(StoreFailure) { return try TusFolder(path) } catch {
      throw CommandFailure(
        .configuration,
        "--tus-store: \(error); name the folder that tusd is told as -upload-dir, which this user may write too")
    }
  }

  /// For erasing cases.
  package var erasure: Erasure {
    Erasure(records: records, blobs: blobs, vault: vault, tombstones: tombstones, now: { Date() })
  }

  /// The workspace, or nil when there is none yet: looking must not make one.
  package static func existing(_ settings: Settings) throws -> Desk? {
    guard try folderExists(settings) else { return nil }
    let database = settings.workspace.database
    guard access(database, F_OK) == 0 else {
      if errno == ENOENT { return nil }
      throw StoreFailure.unreachable(path: database, why: String(cString: strerror(errno)))
    }
    return try Desk(opening: settings)
  }

  /// Whether something stands where the workspace is to be. Throws `CommandFailure` when that is no folder, and
  /// `StoreFailure` when it cannot be told.
  package static func folderExists(_ settings: Settings) throws -> Bool {
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

  /// How the store of a workspace that has a key stands, or nil where there is no database yet; nothing is made or
  /// changed. Throws `StoreFailure`, also for a key that cannot be used.
  package static func health(_ settings: Settings, at now: Date) throws -> WorkspaceHealth? {
    let workspace = settings.workspace
    let key = try WorkspaceKey.open(in: workspace)
    guard access(workspace.database, F_OK) == 0 else { return nil }
    return try SQLiteStore.health(path: workspace.database, sealer: key, at: now)
  }

  /// What the program that examines documents says about itself.
  package static func about(_ settings: Settings) async -> Result<InspectorAbout, CommandFailure> {
    do throws(CommandFailure) {
      let inspector = try child(settings)
      do throws(InspectorFailure) {
        return .success(try await inspector.about())
      } catch {
        throw unstartable(error)
      }
    } catch {
      return .failure(error)
    }
  }

  /// The program that examines documents, seen to be that: another one in its place would look like a child that
  /// crashes on every document. Throws `CommandFailure` when it is not there, or has not what it needs.
  package static func inspector(_ settings: Settings) async throws(CommandFailure) -> any DocumentInspector {
    let inspector = try child(settings)
    let answer: Inspected
    do throws(InspectorFailure) {
      answer = try await inspector.inspect([], emptyFile).inspected
    } catch {
      throw unstartable(error)
    }
    guard case .unreadable(let file) = answer, file.reason == .fileEmpty else {
      throw CommandFailure(
        .missing,
        "\(Shown.text(settings.inspector)) does not answer as the kyc-inspector of this version does; say where that is "
          + "with KYC_INSPECTOR")
    }
    return inspector
  }

  private static func child(_ settings: Settings) throws(CommandFailure) -> ChildInspector {
    guard access(settings.inspector, X_OK) == 0 else {
      throw CommandFailure(
        .missing,
        "kyc-inspector is missing at \(Shown.text(settings.inspector)); build it with `swift build -c release --product "
          + "kyc-inspector`, or say where it is with KYC_INSPECTOR")
    }
    return ChildInspector(
      program: settings.inspector, home: settings.home, requireSandbox: settings.requireSandbox)
  }

  /// At the start, another program in its place is more likely than a machine in trouble.
  private static func unstartable(_ failure: InspectorFailure) -> CommandFailure {
    guard case .cannotStart(let why) = failure else { return CommandFailure(failure) }
    return CommandFailure(
      .missing, "kyc-inspector cannot be started: \(Shown.text(why)); say where it is with KYC_INSPECTOR")
  }

  /// An order that every kyc-inspector answers at once when the file is empty.
  private static let emptyFile = InspectionOrder(
    accepts: FileFormat.allCases.filter { $0 != .unknown },
    limits: InspectionLimits(
      files: 1, pages: 1, megabytes: 1, megapixels: 1, seconds: 20, addressSpaceMegabytes: 2048),
    renderDotsPerInch: 300, languages: ["eng"], mask: [])
}
