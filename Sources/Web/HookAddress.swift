import FoundationEssentials
import Glibc

/// Where a hook lives. It is resolved once for each attempt, and the connection goes to exactly what was looked at, so that a
/// name cannot point somewhere else a moment later.
package struct HookAddress: Sendable, Equatable {
  /// Why nothing is sent there.
  package enum Refused: String, Error, Sendable {
    case notAnAddress = "it is no http or https address"
    case notHTTPS = "it is not https"
    case hasCredentials = "it holds a name or password"
    case notResolved = "its name cannot be resolved"
    case notPublic = "it leads into this machine or a private network"
  }

  package let host: String
  package let port: Int
  package let isTLS: Bool

  /// `allowsPrivate` lets plain http through too: for tests, and for hooks within a network of one's own.
  package init(_ text: String, allowsPrivate: Bool) throws(Refused) {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), let host = url.host(), !host.isEmpty,
      scheme == "http" || scheme == "https", text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw .notAnAddress }
    guard url.user() == nil, url.password() == nil else { throw .hasCredentials }
    guard scheme == "https" || allowsPrivate else { throw .notHTTPS }
    self.host = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    isTLS = scheme == "https"
    port = url.port ?? (isTLS ? 443 : 80)
  }

  /// The first address of the host, as text. Blocks. Throws `Refused` when any of its addresses is one that nothing may be
  /// sent to.
  package func resolved(allowsPrivate: Bool) throws(Refused) -> String {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0, let list else { throw .notResolved }
    defer { freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var next: UnsafeMutablePointer<addrinfo>? = list
    while let entry = next {
      if let address = NetworkAddress(entry.pointee.ai_addr) { found.append(address) }
      next = entry.pointee.ai_next
    }
    guard let first = found.first else { throw .notResolved }
    guard allowsPrivate || found.allSatisfy(\.isPublic) else { throw .notPublic }
    return first.text
  }
}

/// An IPv4 or IPv6 address.
package struct NetworkAddress: Sendable, Equatable {
  /// 4 or 16, in network order.
  package let bytes: [UInt8]

  /// Nil for another family.
  init?(_ address: UnsafePointer<sockaddr>?) {
    guard let address else { return nil }
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      bytes = UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
        withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      bytes = UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
        withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }

  /// As it is written; nil for anything else.
  package init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self.bytes = Array(bytes.prefix(4))
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  package var text: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count))
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Not this machine, a private or link-local network, a documentation or benchmark range, multicast, or a way to write
  /// one of these in IPv6 (IANA's special-purpose registries).
  package var isPublic: Bool {
    if bytes.count == 4 { return !NetworkAddress.special4.contains { $0.holds(bytes) } }
    if NetworkAddress.special6.contains(where: { $0.holds(bytes) }) { return false }
    // IPv4 within IPv6: mapped, by NAT64, by 6to4.
    for (prefix, start) in NetworkAddress.carriers where prefix.holds(bytes) {
      let inner = Array(bytes[start..<start + 4])
      return !NetworkAddress.special4.contains { $0.holds(inner) }
    }
    return true
  }

  private struct Block: Sendable {
    let bytes: [UInt8]
    let bits: Int

    init(_ text: String, _ bits: Int) {
      bytes = NetworkAddress(text)?.bytes ?? []
      self.bits = bits
    }

    func holds(_ address: [UInt8]) -> Bool {
      (0..<bits).allSatisfy { bit in
        let mask = UInt8(0x80) >> UInt8(bit % 8)
        return bytes[bit / 8] & mask == address[bit / 8] & mask
      }
    }
  }

  private static let special4: [Block] = [
    ("0.0.0.0", 8), ("10.0.0.0", 8), ("100.64.0.0", 10), ("127.0.0.0", 8), ("169.254.0.0", 16), ("172.16.0.0", 12),
    ("192.0.0.0", 24), ("192.0.2.0", 24), ("192.88.99.0", 24), ("192.168.0.0", 16), ("198.18.0.0", 15),
    ("198.51.100.0", 24), ("203.0.113.0", 24), ("224.0.0.0", 4), ("240.0.0.0", 4),
  ].map { Block($0.0, $0.1) }

  private static let special6: [Block] = [
    ("::", 128), ("::1", 128), ("64:ff9b:1::", 48), ("100::", 64), ("2001::", 23), ("2001:db8::", 32), ("3fff::", 20),
    ("5f00::", 16), ("fc00::", 7), ("fe80::", 10), ("fec0::", 10), ("ff00::", 8),
  ].map { Block($0.0, $0.1) }

  private static let carriers: [(Block, Int)] = [
    (Block("::ffff:0:0", 96), 12), (Block("64:ff9b::", 96), 12), (Block("2002::", 16), 2), (Block("::", 96), 12),
  ]
}
