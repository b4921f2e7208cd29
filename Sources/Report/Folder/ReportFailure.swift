internal import Glibc

/// Why a report cannot be written where it was asked for.
package enum ReportFailure: Error, Sendable, Equatable {
  case symbolicLink
  case notAFolder
  /// Something stands in it, and it is no earlier report.
  case notEmpty
  /// It belongs to somebody else, who could read along.
  case notOurs
  case diskFull
  case cannotWrite(code: Int32)

  init(_ code: Int32) {
    switch code {
    case ELOOP: self = .symbolicLink
    case ENOTDIR: self = .notAFolder
    case ENOSPC, EDQUOT: self = .diskFull
    default: self = .cannotWrite(code: code)
    }
  }

  /// What is wrong and what to do, to follow the folder's name.
  package var sentence: String {
    switch self {
    case .symbolicLink: "is a symbolic link, which is never followed; name the folder itself"
    case .notAFolder: "is not a folder; name a new folder for the report"
    case .notEmpty:
      "is not empty and holds no earlier report; nothing in it was touched. Name a new folder for the report"
    case .notOurs: "belongs to another user, who could read the report; name a new folder"
    case .diskFull: "cannot be written: the disk is full; make room and run again"
    case .cannotWrite(let code):
      "cannot be written (\(String(cString: strerror(code)))); name a folder that this user may write to"
    }
  }
}
