import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOHTTPTypes
import NIOSSL
import ServiceLifecycle

/// The front door with the network before it.
package struct ServerHouse: Service {
  private let application: Application<FrontDoor>

  /// With `certificate` and `key` (PEM files) it speaks TLS. `running` is told the port once it listens. Throws when these
  /// cannot be used.
  package init(
    _ door: FrontDoor, host: String, port: Int, certificate: String?, key: String?, logger: Logger,
    running: @escaping @Sendable (Int) -> Void
  ) throws {
    // Whoever sends half a request is not waited for; how slow a body may be, `BodyPace` says.
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [LingeringClose(), BodyInvitation()], idleTimeout: .seconds(30),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    var server = HTTPServerBuilder.http1(configuration: channel)
    if let certificate, let key { server = try .tls(server, tlsConfiguration: ServerHouse.tls(certificate, key)) }
    var quiet = logger
    // What Hummingbird says of itself is of no use to who runs the server.
    quiet.logLevel = max(logger.logLevel, .notice)
    application = Application(
      responder: door, server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: "kyc",
        availableConnectionsDelegate: .maximum(ServerHouse.mostConnections, logger: quiet)),
      onServerRunning: { channel in running(channel.localAddress?.port ?? port) }, logger: quiet)
  }

  private static let mostConnections = 1024

  package func run() async throws { try await application.run() }

  private static func tls(_ certificate: String, _ key: String) throws -> TLSConfiguration {
    var tls = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    tls.minimumTLSVersion = .tlsv12
    return tls
  }
}
