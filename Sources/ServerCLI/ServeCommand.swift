internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Judgement
internal import Logging
internal import Pipelines
internal import Report
internal import ServiceLifecycle
internal import UnixSignals
internal import Web
internal import Workplace

/// `kyc serve`
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Take uploads over HTTP, examine them, and tell hooks what was decided.",
    discussion: """
      Nobody may do anything without a token; make one before the first upload:

        kyc token create shop --role integrator
        kyc serve
        curl -H "Authorization: Bearer $TOKEN" -F pipeline=identity -F 'account={"id":"A-1"}' -F file=@passport.jpg \\
          http://127.0.0.1:8080/v1/cases

      People decide at /review; kyc reviewer add NAME --role reviewer lets somebody sign in there.

      SIGTERM and Ctrl-C end it: uploads under way are finished, documents under examination are handed back to the queue.
      Put it behind a proxy that speaks TLS, or give it a certificate. Log lines are JSON objects on stderr.
      """)

  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port to listen on; 0 takes a free one and says which.") var port = 8080
  @Option(name: .customLong("tls-certificate"), help: "A certificate chain in PEM; TLS is spoken then.")
  var certificate: String?
  @Option(name: .customLong("tls-key"), help: "Its private key in PEM.") var key: String?
  @Option(help: "Documents examined at once. [KYC_JOBS; default: cores]") var jobs: Int?
  @Option(
    name: .customLong("tell"),
    help: "When hooks hear of a case: at the person's decision, or at the machine's verdict too. (decision or verdict)",
    transform: { text in
      guard let moment = HookMoment(rawValue: text) else { throw ValidationError("it must be decision or verdict") }
      return moment
    })
  var moment: HookMoment = .decision
  @Flag(
    name: .customLong("allow-private-hooks"),
    help: "Hooks may lie on this machine and in private networks, and need no TLS.")
  var allowsPrivateHooks = false
  @Option(
    name: .customLong("tus-store"), help: "The folder that tusd keeps uploads in; they are taken from there.")
  var tusStore: String?
  @Option(name: .customLong("max-requests"), help: "Requests a second that one token may make on the average.")
  var mostRequests = 100
  @Flag(
    name: .customLong("behind-proxy"),
    help: "A proxy says who comes, by X-Forwarded-For. Without one in front, anybody could say anything there.")
  var isBehindProxy = false
  @Option(name: .customLong("max-uploads"), help: "Uploads under way at once; others are told to come back.")
  var mostUploads = 64
  @Option(name: .customLong("max-waiting"), help: "Cases that may wait to be examined; then no more is taken.")
  var mostWaiting = 10_000
  @Option(name: .customLong("grace"), help: "Seconds to finish what is under way when told to stop.") var grace = 20
  @Flag(
    name: .customLong("require-sandbox"), inversion: .prefixedNo,
    help: "Examine nothing where a layer of the sandbox does not hold.")
  var requireSandbox = true
  @Option(help: "The workspace folder. [KYC_DATA; default: ./kyc-data]") var data: String?
  @Option(help: "The folder with pipeline files. [KYC_PIPELINES; default: the shipped ones]") var pipelines: String?

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port takes 0 to 65535") }
    guard (certificate == nil) == (key == nil) else {
      throw ValidationError("--tls-certificate and --tls-key go together")
    }
    guard (1...10_000).contains(mostUploads) else { throw ValidationError("--max-uploads takes 1 to 10000") }
    guard (1...10_000_000).contains(mostWaiting) else { throw ValidationError("--max-waiting takes 1 to 10000000") }
    guard (1...1_000_000).contains(mostRequests) else { throw ValidationError("--max-requests takes 1 to 1000000") }
    guard tusStore != "" else { throw ValidationError("--tus-store is empty; name a folder, or leave it out") }
    guard (0...3600).contains(grace) else { throw ValidationError("--grace takes 0 to 3600 seconds") }
  }

  func run() async throws {
    let settings = try Settings(
      Settings.Flags(data: data, pipelines: pipelines, jobs: jobs, requireSandbox: requireSandbox))
    let logger = try ServerLog.logger(level: settings.chosen("log-level") ?? "info")
    let files = try PipelineLoader.load(folder: settings.pipelines)
    let tusFolder = try tusStore.map { try Desk.tusFolder($0) }
    let inspector = try await Desk.inspector(settings)
    let front = try FrontDesk(opening: settings)
    let metrics = PrometheusMetrics()
    let measures = ServerMeasures(metrics)
    let desk = front.desk
    let office = FrontOffice(
      review: desk.review, blobs: desk.blobs, intake: desk.intake(inspector, logger), accounts: front.accounts,
      census: front.census, pipelines: files.map(ServeCommand.acceptable), inspector: inspector, views: front.views,
      now: { Date() }, logger: logger)
    let census = front.census
    let crowd = Crowd(
      Crowd.Limits(uploads: mostUploads, uploadsOfOne: max(1, mostUploads / 2), waiting: mostWaiting),
      waiting: { try await census.census()[.waiting] ?? 0 })
    let stop = StopSign()
    let review = ReviewDesk(
      office: office, ledger: front.ledger, reviewers: front.reviewers, work: desk.work,
      policies: files.map { ReportPolicy(pipeline: $0.pipeline.name, version: $0.pipeline.version, checks: $0.checks) },
      isSecure: certificate != nil)
    let tus = tusFolder.map { TusDesk(office: office, store: $0, measures: measures) }
    let throttles = Throttles(
      callers: Throttle(perSecond: Double(mostRequests), burst: Double(mostRequests) * 2), isBehindProxy: isBehindProxy)
    let door = FrontDoor(
      ServerRoutes.all(
        office, tus: tus, crowd: crowd, measures: measures, metrics: metrics, isStopping: { stop.isUp })
        + DeskRoutes.all(review),
      access: front.access, crowd: crowd, throttles: throttles, measures: measures, logger: logger)
    let house = try ServerHouse(
      door, host: host, port: port, certificate: certificate, key: key, logger: logger,
      running: { port in Talk.say("kyc: listening on \(host):\(port)") })
    let shift = WorkShift(
      worker: Worker(
        queue: desk.work, vault: desk.vault, blobs: desk.blobs, inspector: inspector, owner: .thisProcess,
        now: { Date() }, logger: logger),
      pipelines: files.map(\.pipeline), sweep: { try await desk.sweep(logger) }, logger: logger)
    let workers = ExaminationService(shift: shift, workers: settings.jobs) { measures.examined($0) }
    let hooks = HookSender(
      front.outbox, settings: HookSender.Settings(moment: moment, allowsPrivate: allowsPrivateHooks),
      measures: measures, now: { Date() }, logger: logger)
    var services: [any Service] = [house, workers, hooks, stop]
    if let tus { services.append(TusScan(tus, crowd: crowd, now: { Date() }, logger: logger)) }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(grace)
    try await ServiceGroup(configuration: configuration).run()
    Talk.say("kyc: stopped")
  }

  private static func acceptable(_ file: PipelineFile) -> Acceptable {
    Acceptable(
      pipeline: file.pipeline,
      documents: file.checks.compactMap { ($0.check as? AcceptedDocumentType)?.accepted }.first ?? [])
  }
}
