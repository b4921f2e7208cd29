import BlobStores
import Casework
import Glibc
import Model
import SQLiteStore

/// The workspace, opened with what the HTTP side keeps in it.
package struct FrontDesk: Sendable {
  package let desk: Desk
  package let access: any AccessRegister
  package let accounts: any AccountRegister
  package let outbox: any Outbox
  package let census: any CaseCensus
  package let views: any ViewLog
  package let reviewers: any ReviewerRegister
  package let ledger: any DeskLedger

  /// Opens the workspace, and makes it when there is none. Throws `StoreFailure` or `CommandFailure`.
  package init(opening settings: Settings) throws {
    _ = try Desk.folderExists(settings)
    let workspace = settings.workspace
    let isNewKey = Glibc.access(workspace.keyFile, F_OK) != 0
    let key = try WorkspaceKey.open(in: workspace)
    let store = try SQLiteStore(path: workspace.database, sealer: key)
    desk = try Desk(store, key: key, isNewKey: isNewKey, in: workspace)
    access = store
    accounts = store
    outbox = store
    census = store
    views = store
    reviewers = store
    ledger = store
  }
}
