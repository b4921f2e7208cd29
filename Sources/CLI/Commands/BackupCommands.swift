internal import ArgumentParser
internal import BlobStores
internal import Casework
internal import FoundationEssentials
internal import Glibc
internal import Paperwork
internal import SQLiteStore
internal import Workplace

/// `kyc backup DIR`
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the workspace into a new folder while others go on working in it.",
    discussion: """
      It holds the database, the masked pages and the tombstones of erased cases: sealed as they are. It leaves out, on purpose:

        the key           keep a copy of the file 'key' apart from the backup
        what waits        uploads that are not examined yet, and the keys of their
                          hours: after a restore their cases stand in the review
                          queue with system.could_not_process

        kyc backup /mnt/backup/2026-11-22
      """)

  @Argument(help: "A folder that is not there yet.", completion: .directory)
  var folder: String

  @OptionGroup var options: RecordsOptions

  func run() async throws {
    let console = options.output.console()
    let settings = try Settings(Settings.Flags(data: options.data.data))
    let desk = try options.desk()
    let (from, to) = (settings.workspace, Workspace(folder: folder))
    guard mkdir(folder, 0o700) == 0 else {
      throw CommandFailure(
        .usage, "\(Shown.text(folder)): \(String(cString: strerror(errno))); name a folder that is not there yet")
    }
    // The database first: every page that it names is there already, and none is deleted but with its case.
    try await desk.copyDatabase(to.database)
    let key = try WorkspaceKey.open(in: from)
    let copy = try SQLiteStore(path: to.database, sealer: key)
    let cases = try await copy.cases(.all)
    let pages = try await copy.namedPages()
    let keys = pages.map(\.text)
    try FileCopy.copy(keys.map { "\($0.prefix(2))/\($0)" }, from: from.pages, to: to.pages)
    if access(from.tombstones, F_OK) == 0 { try FileCopy.copy(["tombstones"], from: from.folder, to: to.folder) }
    let waiting = cases.filter { $0.state == .waiting || $0.state == .working }
    for standing in waiting { console.data("\(standing.number)  cannot be restored: it is not examined yet") }
    console.say(
      "\(Counted.text(cases.count, "case")) and \(Counted.text(keys.count, "masked page")) copied to "
        + "\(Shown.text(folder)); the key is not among them: keep a copy of \(Shown.text(from.keyFile)) elsewhere")
  }
}

/// `kyc restore DIR`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make a workspace from a backup; what was erased since is erased again.",
    discussion: """
      The workspace must not be there yet. Put the tombstones of the workspace that was lost beside it: cases that were erased \
      after the backup was made come back otherwise.

        kyc restore /mnt/backup --key KEY --tombstones FILE --data kyc-data
      """)

  @Argument(help: "The backup.", completion: .directory)
  var folder: String

  @Option(name: .long, help: ArgumentHelp("The key file of the workspace.", valueName: "file"), completion: .file())
  var key: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file 'tombstones' of the workspace as it was last. [default: the backup's]", valueName: "file"),
    completion: .file())
  var tombstones: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func run() async throws {
    let console = output.console()
    let settings = try Settings(Settings.Flags(data: data.data))
    let (from, to) = (Workspace(folder: folder), settings.workspace)
    guard access(from.database, F_OK) == 0 else {
      throw CommandFailure(.usage, "\(Shown.text(folder)) holds no backup; name the folder that kyc backup made")
    }
    guard mkdir(to.folder, 0o700) == 0 else {
      throw CommandFailure(
        .usage,
        "\(Shown.text(to.folder)): \(String(cString: strerror(errno))); restore into a --data folder that is not there yet"
      )
    }
    try FileCopy.copy(key, to: to.keyFile)
    try FileCopy.copy(["kyc.sqlite"], from: from.folder, to: to.folder)
    try FileCopy.copyTree(from.pages, to: to.pages)
    if let dead = tombstones ?? (access(from.tombstones, F_OK) == 0 ? from.tombstones : nil) {
      try FileCopy.copy(dead, to: to.tombstones)
    }
    let desk = try Desk(opening: settings)
    let again = try await desk.erasure.replay(try await desk.review.cases(.all), by: CaseEvent.machine)
    let waiting = try await desk.review.cases(CaseFilter(states: [.waiting, .working]))
    for standing in waiting {
      console.data("\(standing.number)  was not examined when the backup was made; ask for its files again")
    }
    console.say(
      "restored to \(Shown.text(to.folder)); \(Counted.text(again, "case")) erased again. Compare kyc audit verify --head "
        + "with the row that was published last")
  }
}

/// `kyc init`
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace and its key.",
    discussion: """
      Without it the first command that stores something makes both. The key may lie elsewhere: KYC_KEY_FILE names a file of 32 \
      random bytes that only its owner can read; under systemd LoadCredential=kyc.key:PATH is found by itself.
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var data: DataOption

  func run() async throws {
    let settings = try Settings(Settings.Flags(data: data.data))
    let workspace = settings.workspace
    let hadKey = access(workspace.keyFile, F_OK) == 0
    _ = try Desk(opening: settings)
    output.console().say(
      hadKey
        ? "the workspace \(Shown.text(workspace.folder)) is ready; its key is \(Shown.text(workspace.keyFile))"
        : "made the workspace \(Shown.text(workspace.folder)) and its key \(Shown.text(workspace.keyFile)). Without the key "
          + "nothing in it can be read: keep a copy elsewhere, and keep it out of backups")
  }
}
