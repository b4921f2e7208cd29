import CoreMetrics
import HTTPTypes
import Testing

@testable import Web

@Suite("Measures")
struct PrometheusMetricsTests {
  @Test("are written as Prometheus reads them")
  func text() {
    let metrics = PrometheusMetrics()
    for _ in 1...2 { metrics.makeCounter(label: "a_total", dimensions: [("path", "a\"b\\c\nd")]).increment(by: 3) }
    metrics.makeMeter(label: "b", dimensions: []).set(Int64(7))
    metrics.makeTimer(label: "c_seconds", dimensions: [("x", "y")]).recordNanoseconds(300_000_000)
    metrics.makeTimer(label: "c_seconds", dimensions: [("x", "y")]).recordNanoseconds(99_000_000_000)
    #expect(
      metrics.text == """
        # TYPE a_total counter
        a_total{path="a\\"b\\\\c\\nd"} 6.0
        # TYPE b gauge
        b 7.0
        # TYPE c_seconds histogram
        c_seconds_bucket{x="y",le="0.005"} 0
        c_seconds_bucket{x="y",le="0.025"} 0
        c_seconds_bucket{x="y",le="0.1"} 0
        c_seconds_bucket{x="y",le="0.25"} 0
        c_seconds_bucket{x="y",le="0.5"} 1
        c_seconds_bucket{x="y",le="1.0"} 1
        c_seconds_bucket{x="y",le="2.5"} 1
        c_seconds_bucket{x="y",le="5.0"} 1
        c_seconds_bucket{x="y",le="10.0"} 1
        c_seconds_bucket{x="y",le="30.0"} 1
        c_seconds_bucket{x="y",le="60.0"} 1
        c_seconds_bucket{x="y",le="+Inf"} 2
        c_seconds_sum{x="y"} 99.3
        c_seconds_count{x="y"} 2

        """)
  }

  @Test("are asked for without a token, and count by route, not by path")
  func asked() async throws {
    let shop = try Shop()
    try await shop.open { client in
      _ = try await client.ask(Ask(.get, "/v1/cases/K-2026-000001"))
      _ = try await client.ask(Ask(.get, "/v1/cases/K-2026-000002"))
      _ = try await client.ask(Ask(HTTPRequest.Method("INVENTED") ?? .get, "/nowhere"))
      let text = try await client.ask(Ask(.get, "/metrics", as: nil)).text
      #expect(text.contains(#"kyc_http_requests_total{route="/v1/cases/{id}",method="GET",status="404"} 2.0"#))
      #expect(text.contains(#"kyc_http_requests_total{route="none",method="other",status="404"} 1.0"#))
      #expect(text.contains(#"kyc_cases{state="inReview"} 0.0"#))
    }
  }
}
