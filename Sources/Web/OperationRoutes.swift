import Casework
import HTTPTypes
import Hummingbird
import Paperwork

/// What those ask who run the server, and what everybody may know.
struct OperationRoutes: Sendable {
  let office: FrontOffice
  let measures: ServerMeasures
  let text: @Sendable () -> String
  let uploads: @Sendable () -> Int
  let isStopping: @Sendable () -> Bool

  var routes: [Route] {
    [
      Route(.get, "/livez", nil) { _ in Reply.bytes(Array("ok\n".utf8), type: "text/plain") },
      Route(.get, "/readyz", nil) { _ in try await ready() },
      Route(.get, "/metrics", nil) { _ in try await metrics() },
      Route(.get, "/openapi.yaml", nil) { _ in
        Reply.bytes(PackageResources.openapi_yaml, type: "application/yaml")
      },
      Route(.get, "/v1/requirements", nil) { visit in try requirements(visit) },
    ]
  }

  private func ready() async throws -> Response {
    if isStopping() { throw Refusal(.stopping) }
    _ = try await office.census.census()
    return Reply.bytes(Array("ok\n".utf8), type: "text/plain")
  }

  private func metrics() async throws -> Response {
    measures.stands(try await office.census.census(), uploads: uploads())
    return Reply.bytes(Array(text().utf8), type: "text/plain; version=0.0.4; charset=utf-8")
  }

  private func requirements(_ visit: Visit) throws -> Response {
    let wanted = visit.query["pipeline"]
    if let wanted { _ = try office.pipeline(wanted) }
    let chosen = office.pipelines.filter { wanted == nil || $0.pipeline.name == wanted }
    return Reply.json(.keyed(["pipelines": .list(chosen.map { RequirementText($0).json })]))
  }
}
