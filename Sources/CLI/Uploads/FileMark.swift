internal import Glibc

/// What tells a file from another of the same name, and from itself before somebody wrote on it.
struct FileMark: Sendable, Hashable {
  let device: UInt
  let number: UInt
  /// In bytes.
  let size: Int
  /// When its content last changed, since 1970.
  let seconds: Int
  let nanoseconds: Int

  /// Of the file that the system describes so.
  init(_ status: stat) {
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
