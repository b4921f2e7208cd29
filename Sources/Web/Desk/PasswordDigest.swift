internal import Crypto
internal import CryptoExtras
import Dispatch
import FoundationEssentials
import Model

/// What is kept of a password: scrypt's digest, with its salt and its cost.
package enum PasswordDigest {
  /// How much work and memory one attempt costs: 128 × blockSize × rounds bytes.
  package struct Cost: Sendable {
    package var rounds: Int
    package var blockSize: Int
    package var parallelism: Int

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// 128 MiB and about half a second: what OWASP's password storage cheat sheet asks for first.
    package static let standard = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)
  }

  /// The shortest that is taken, in characters.
  package static let shortest = 12

  /// `scrypt$rounds$blockSize$parallelism$salt$digest`, salt and digest in Base64. Takes as long as the cost says, off the
  /// threads that serve.
  package static func made(of password: Private<String>, cost: Cost = .standard) async -> Private<String> {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    let key = await derived(password, salt, cost)
    let parts = ["scrypt", "\(cost.rounds)", "\(cost.blockSize)", "\(cost.parallelism)", base64(salt), base64(key)]
    return Private(parts.joined(separator: "$"))
  }

  /// Whether that is the password it was made of; no for what is no digest.
  static func matches(_ kept: Private<String>, _ password: Private<String>) async -> Bool {
    let parts = kept.value.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
      let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
      let digest = Data(base64Encoded: String(parts[5]))
    else { return false }
    let cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    return SecureBytesComparison.areEqual(await derived(password, Array(salt), cost), Array(digest))
  }

  private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// One at a time: nobody takes all memory by trying passwords.
  private static let queue = DispatchQueue(label: "kyc.passwords")

  private static func derived(_ password: Private<String>, _ salt: [UInt8], _ cost: Cost) async -> [UInt8] {
    await withCheckedContinuation { continuation in
      queue.async {
        let key = try? KDF.Scrypt.deriveKey(
          from: Array(password.value.utf8), salt: salt, outputByteCount: 32, rounds: cost.rounds,
          blockSize: cost.blockSize, parallelism: cost.parallelism)
        guard let key else { preconditionFailure("scrypt takes every cost of ours") }
        continuation.resume(returning: key.withUnsafeBytes { Array($0) })
      }
    }
  }
}

/// Comparing in a time that says nothing of where the difference is.
enum SecureBytesComparison {
  static func areEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
