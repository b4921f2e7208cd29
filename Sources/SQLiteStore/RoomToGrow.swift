import Glibc

/// Whether files may still grow. SQLite tells a full disk apart from other failed writes, but not a quota, nor the limit
/// on the size of files (`ulimit -f`), which come to the same for whoever waits for verdicts.
enum RoomToGrow {
  /// Tries it in that folder, with a file that is gone again.
  static func isThere(in folder: String) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0, limit.rlim_cur == rlim_t.max else {
      return false
    }
    var path = Array("\(folder)/room-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { return errno != ENOSPC && errno != EDQUOT }
    defer { close(file) }
    unlink(path)
    let bytes = [UInt8](repeating: 0, count: 1 << 16)
    guard write(file, bytes, bytes.count) != bytes.count else { return true }
    return errno != ENOSPC && errno != EDQUOT
  }
}
