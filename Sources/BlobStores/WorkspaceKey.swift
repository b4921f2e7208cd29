import Casework
internal import Crypto
import FoundationEssentials
import Glibc

/// Seals under the key of the workspace, or a key that is itself sealed under that: of a case, of an epoch. Where the key
/// lies in the workspace folder it keeps database and pages unreadable in copies and backups that leave the key out, not
/// from somebody who reads the whole folder.
package struct WorkspaceKey: Sealer {
  /// Bytes in the key file.
  package static let length = 32

  /// Stands before each value sealed under the workspace's own key.
  private static let ownFormat: UInt8 = 1
  /// Stands before each value sealed under a key that is itself sealed.
  private static let innerFormat: UInt8 = 2

  private let format: UInt8
  private let sealing: SymmetricKey
  private let digesting: SymmetricKey
  /// That of the workspace, whose key sealed everything before there were others; nil in the workspace's own.
  private let elder: [WorkspaceKey]

  /// `bytes` are 32 and random.
  package init(_ bytes: [UInt8]) { self.init(bytes, format: WorkspaceKey.ownFormat, elder: []) }

  private init(_ bytes: [UInt8], format: UInt8, elder: [WorkspaceKey]) {
    precondition(bytes.count == WorkspaceKey.length, "a key of 256 bits")
    self.format = format
    self.elder = elder
    let key = SymmetricKey(data: bytes)
    // Two uses, two keys (RFC 5869).
    sealing = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("kyc seal".utf8), outputByteCount: 32)
    digesting = HKDF<SHA256>.deriveKey(inputKeyMaterial: key, info: Array("kyc digest".utf8), outputByteCount: 32)
  }

  /// The key of a workspace; on first use makes the folder, for its owner alone, and the key. Several programs may do
  /// so at once: all get the same key.
  package static func open(in workspace: Workspace) throws(StoreFailure) -> WorkspaceKey {
    // In this order: whoever makes a database has made the key before.
    let databaseExists = access(workspace.database, F_OK) == 0
    try Disk.makeFolder(workspace.folder)
    if let key = try read(workspace.keyFile) { return key }
    guard !databaseExists else { throw .keyMissing(path: workspace.keyFile) }
    var random = SystemRandomNumberGenerator()
    let temporary = workspace.keyFile + "-\(BlobKey.random(using: &random))"
    try Disk.writeIfAbsent(randomBytes(), to: workspace.keyFile, by: temporary)
    guard let key = try read(workspace.keyFile) else { throw .keyMissing(path: workspace.keyFile) }
    return key
  }

  private static func read(_ path: String) throws(StoreFailure) -> WorkspaceKey? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw Disk.failure(errno, at: path)
    }
    guard status.st_mode & 0o077 == 0 else { throw .keyExposed(path: path) }
    guard status.st_size == length else { throw .keyInvalid(path: path, bytes: Int(status.st_size)) }
    guard let bytes = try Disk.read(path) else { return nil }
    guard bytes.count == length else { throw .keyInvalid(path: path, bytes: bytes.count) }
    return WorkspaceKey(bytes)
  }

  package func seal(_ plain: [UInt8], at place: SealedPlace) -> [UInt8] {
    let box = try? AES.GCM.seal(plain, using: sealing, authenticating: Array(place.description.utf8))
    guard let combined = box?.combined else { preconditionFailure("a key of 256 bits and a nonce of 96 seal anything") }
    return [format] + combined
  }

  package func open(_ sealed: [UInt8], at place: SealedPlace) throws(StoreFailure) -> [UInt8] {
    if sealed.first == WorkspaceKey.ownFormat, let elder = elder.first { return try elder.open(sealed, at: place) }
    do {
      guard sealed.first == format else { throw StoreFailure.sealBroken(what: place.description) }
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
      return Array(try AES.GCM.open(box, using: sealing, authenticating: Array(place.description.utf8)))
    } catch {
      throw .sealBroken(what: place.description)
    }
  }

  package func newKey() -> [UInt8] { WorkspaceKey.randomBytes() }

  package func under(_ key: [UInt8]) throws(StoreFailure) -> any Sealer {
    guard key.count == WorkspaceKey.length else { throw .sealBroken(what: "a key") }
    return WorkspaceKey(key, format: WorkspaceKey.innerFormat, elder: [self])
  }

  private static func randomBytes() -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  package func digest(_ bytes: [UInt8]) -> String {
    hexadecimal(HMAC<SHA256>.authenticationCode(for: bytes, using: digesting))
  }
}

/// Two lower-case digits a byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
