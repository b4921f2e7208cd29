internal import Model

/// What an upload folder holds: one item for every submission and for everything else that lies there.
struct UploadFolder: Sendable {
  /// All files of one account for one pipeline.
  struct Submission: Sendable, Equatable {
    let account: Account
    let pipeline: String
    /// The folders that lead to the files, from the upload folder.
    let folders: [[UInt8]]
    /// The names of the files, in name order; never empty.
    let files: [[UInt8]]
    /// Of the files, in their order.
    var marks: [FileMark] = []
    /// The file that the account stands in, as shown.
    var accountFile = ""
    var accountMark: FileMark?
  }

  /// Something that cannot be decided as it is.
  struct Problem: Sendable, Hashable {
    /// What kind of trouble; goes on stdout as `error.code`.
    enum Code: String, Sendable {
      case accountMissing = "account.missing"
      case accountMalformed = "account.malformed"
      case accountsUnreadable = "accounts.unreadable"
      case pipelineUnknown = "pipeline.unknown"
      case folderEmpty = "folder.empty"
      case folderUnreadable = "folder.unreadable"
      case entryRefused = "entry.refused"
      case fileUnreadable = "file.unreadable"
      case fileChanging = "file.changing"
      case busyElsewhere = "case.elsewhere"
      case system = "system"
    }

    let code: Code
    /// As shown; nil where none is known.
    let account: String?
    let pipeline: String?
    /// What, which file, why, what to do; names in it are shown encoded.
    let message: String
  }

  enum Item: Sendable, Equatable {
    case submission(Submission)
    case problem(Problem)
  }

  /// By account folder, then pipeline, in byte order of the names.
  var items: [Item] = []
  /// What was left out without harm.
  var notes: [String] = []
  /// Accounts that are listed and have no folder.
  var accountsWithoutFolder = 0
  /// Account folders, as shown, that hold no submissions.
  var emptyAccounts: [String] = []
  /// What `accounts.jsonl` or `accounts.csv` says, and the mark of that file.
  var book = AccountBook.none
  var bookMark: FileMark?

  /// The submissions alone.
  var submissions: [Submission] {
    items.compactMap { if case .submission(let submission) = $0 { submission } else { nil } }
  }

  /// The problems alone.
  var problems: [Problem] {
    items.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
  }
}
