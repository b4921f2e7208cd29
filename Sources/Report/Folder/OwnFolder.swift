internal import Glibc

/// An open folder that only its owner may enter. Everything in it is reached by one name at a time, so that no symbolic
/// link and no `..` leads out.
final class OwnFolder: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Makes the folder or opens the one that is there; its rights stay as they are. Only the last name of the path must
  /// not be a symbolic link: the way to it is the operator's.
  static func open(_ path: String) throws(ReportFailure) -> OwnFolder {
    // With a slash at its end a link would be followed.
    let name = String(path.reversed().drop { $0 == "/" }.reversed())
    return try opened(AT_FDCWD, name.isEmpty ? path : name)
  }

  /// Makes the folder of that name in this one or opens it.
  func folder(_ name: String) throws(ReportFailure) -> OwnFolder {
    let folder = try OwnFolder.opened(descriptor, checked(name))
    try folder.closeToOthers()
    return folder
  }

  private static func opened(_ parent: Int32, _ name: String) throws(ReportFailure) -> OwnFolder {
    guard mkdirat(parent, name, 0o700) == 0 || errno == EEXIST else { throw ReportFailure(errno) }
    let opened = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    // For a link the system says the same as for a file.
    let code = errno
    guard opened >= 0 else { throw code == ENOTDIR && isLink(parent, name) ? .symbolicLink : ReportFailure(code) }
    let folder = OwnFolder(opened)
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw ReportFailure(errno) }
    guard status.st_uid == geteuid() else { throw .notOurs }
    return folder
  }

  private static func isLink(_ parent: Int32, _ name: String) -> Bool {
    var status = stat()
    return fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Takes every right from everybody else.
  func closeToOthers() throws(ReportFailure) {
    guard fchmod(descriptor, 0o700) == 0 else { throw ReportFailure(errno) }
  }

  /// What is in it, by name, without `.` and `..`. A name that is no UTF-8 comes out changed.
  func names() throws(ReportFailure) -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw ReportFailure(errno) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw ReportFailure(code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether a file, and no link to one, has that name.
  func hasFile(_ name: String) -> Bool {
    var status = stat()
    return fstatat(descriptor, checked(name), &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Takes a file, or a link to one, out of the folder. Nothing happens when there is none.
  func remove(_ name: String) throws(ReportFailure) {
    guard unlinkat(descriptor, checked(name), 0) == 0 || errno == ENOENT else { throw ReportFailure(errno) }
  }

  /// Writes a file for its owner alone, in place of what has its name.
  func write(_ name: String, _ text: String) throws(ReportFailure) {
    try remove(name)
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ReportFailure(errno) }
    defer { close(file) }
    var text = text
    let code = text.withUTF8 { bytes -> Int32? in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(file, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return errno }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return nil
    }
    if let code { throw ReportFailure(code) }
  }

  private func checked(_ name: String) -> String {
    precondition(!name.contains("/") && name != "..", "one name, not a path")
    return name
  }
}
