internal import BlobStores
internal import Casework
internal import Dispatch
internal import Glibc
internal import Model
internal import Paperwork

/// Reads the files of a submission, and unlinks them once its case is committed.
struct SourceFiles: Sendable {
  /// Files as they were read, so that nothing that came later is unlinked in their place.
  struct Reading: Sendable {
    let submission: Submission
    fileprivate let marks: [FileMark]
  }

  /// What became of files that were to be unlinked.
  struct Consumed: Sendable, Equatable {
    var gone = 0
    /// Still there; a file that somebody else took away is not.
    var left = 0
    /// Why the first one was left.
    var why: String?
  }

  /// Why a submission could not be read.
  struct Trouble: Error {
    let code: UploadFolder.Problem.Code
    let message: String
  }

  /// The upload folder.
  let root: String
  /// Reading blocks; on a queue of its own it holds up nobody.
  private let queue = DispatchQueue(label: "kyc.uploads")

  init(root: String) { self.root = root }

  /// Reads and hashes every file; one over `limit` bytes is hashed only. Throws `Trouble`.
  func read(_ submission: UploadFolder.Submission, holding limit: Int) async throws -> Reading {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try readNow(submission, holding: limit) }) }
    }
  }

  /// Unlinks what was read, but nothing that has changed since, and then the folder if nothing else is in it, for an
  /// empty one would be reported. Whatever cannot be unlinked stays: the next run with `--consume` tries again.
  func consume(_ submission: UploadFolder.Submission, _ reading: Reading) async -> Consumed {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: consumeNow(submission, reading)) }
    }
  }

  private func readNow(_ submission: UploadFolder.Submission, holding limit: Int) throws(Trouble) -> Reading {
    let folder = try open(submission.folders)
    var files: [SubmittedFile] = []
    var marks: [FileMark] = []
    for name in submission.files {
      let shown = shown(submission.folders + [name])
      guard let text = String(validating: name, as: UTF8.self) else {
        throw Trouble(code: .fileUnreadable, message: "\(shown): the name is not UTF-8; rename it and run again")
      }
      guard let mark = mark(of: name, in: folder) else {
        throw Trouble(code: .fileUnreadable, message: "\(shown) is not there any more; see to it and run again")
      }
      do throws(UploadFailure) {
        // Through the open folder, so that no part of the path can have become a link since.
        files.append(try UploadReader.read("/proc/self/fd/\(folder.descriptor)/\(text)", holding: limit))
      } catch {
        throw Trouble(code: error == .changing ? .fileChanging : .fileUnreadable, message: "\(shown): \(error)")
      }
      marks.append(mark)
    }
    return Reading(submission: Submission(account: submission.account, files: files), marks: marks)
  }

  private func consumeNow(_ submission: UploadFolder.Submission, _ reading: Reading) -> Consumed {
    var consumed = Consumed()
    do throws(Trouble) {
      let folder = try open(submission.folders)
      for (name, known) in zip(submission.files, reading.marks) {
        guard let found = mark(of: name, in: folder) else { continue }
        do throws(FileTrouble) {
          guard found == known else { throw .changed }
          try folder.unlink(name)
          consumed.gone += 1
        } catch {
          consumed.left += 1
          if consumed.why == nil { consumed.why = error.cause }
        }
      }
      guard consumed.left == 0, let last = submission.folders.last else { return consumed }
      try? open(submission.folders.dropLast()).removeEmptyFolder(last)
    } catch {
      consumed.left = submission.files.count
      consumed.why = error.message
    }
    return consumed
  }

  /// The path of a folder of submissions, as it is shown.
  func shown(_ names: some Sequence<[UInt8]>) -> String {
    ([Shown.text(root)] + names.map(Shown.name)).joined(separator: "/")
  }

  private func open(_ names: some Sequence<[UInt8]>) throws(Trouble) -> FolderHandle {
    do throws(FileTrouble) {
      var folder = try FolderHandle(path: root)
      for name in names { folder = try folder.folder(name) }
      return folder
    } catch {
      throw Trouble(code: .folderUnreadable, message: "\(shown(names)) \(error.sentence)")
    }
  }

  private func mark(of name: [UInt8], in folder: FolderHandle) -> FileMark? {
    folder.status(of: name).map(FileMark.init)
  }
}
