import Casework
import CoreMetrics
import HTTPTypes

/// What the server measures, by name.
package struct ServerMeasures: Sendable {
  private let factory: any MetricsFactory

  package init(_ factory: any MetricsFactory) { self.factory = factory }

  func answered(_ route: String, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ spent: Duration) {
    let method = ServerMeasures.methods.contains(method) ? method.rawValue : "other"
    factory.makeCounter(
      label: "kyc_http_requests_total",
      dimensions: [("route", route), ("method", method), ("status", "\(status.code)")]
    ).increment(by: 1)
    factory.makeTimer(label: "kyc_http_request_seconds", dimensions: [("route", route), ("method", method)])
      .recordNanoseconds(spent.nanoseconds)
  }

  /// A case was examined, or tried to be.
  package func examined(_ outcome: CaseOutcome) {
    factory.makeCounter(label: "kyc_cases_examined_total", dimensions: [("outcome", outcome.name)]).increment(by: 1)
  }

  /// An upload of tusd's folder was taken, or refused for that problem.
  func tookFromTus(_ result: String) {
    factory.makeCounter(label: "kyc_tus_uploads_total", dimensions: [("result", result)]).increment(by: 1)
  }

  /// An attempt to tell a hook.
  func told(_ result: DeliveryResult) {
    factory.makeCounter(label: "kyc_hook_attempts_total", dimensions: [("result", result.name)]).increment(by: 1)
  }

  /// How many cases there are in each state, and uploads under way.
  func stands(_ cases: [CaseState: Int], uploads: Int) {
    for state in CaseState.allCases {
      factory.makeMeter(label: "kyc_cases", dimensions: [("state", state.rawValue)]).set(Int64(cases[state] ?? 0))
    }
    factory.makeMeter(label: "kyc_uploads_under_way", dimensions: []).set(Int64(uploads))
  }

  /// So that nobody's inventions become labels.
  private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}

extension Duration {
  fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}

extension CaseOutcome {
  fileprivate var name: String {
    switch self {
    case .decided: "decided"
    case .stuck: "stuck"
    case .known: "known"
    case .elsewhere: "elsewhere"
    case .interrupted: "interrupted"
    case .failed: "failed"
    case .conflict: "conflict"
    }
  }
}

extension DeliveryResult {
  fileprivate var name: String {
    switch self {
    case .delivered: "delivered"
    case .retry: "retry"
    case .dead: "dead"
    case .hookGone: "gone"
    }
  }
}
