import Casework

/// Every address of the server, in the order of `openapi.yaml`.
package enum ServerRoutes {
  /// `metrics` writes what `measures` measured. `isStopping` is true from the moment that the server is told to stop.
  package static func all(
    _ office: FrontOffice, tus: TusDesk? = nil, crowd: Crowd, measures: ServerMeasures, metrics: PrometheusMetrics,
    isStopping: @escaping @Sendable () -> Bool
  ) -> [Route] {
    UploadRoutes(office: office).routes
      + TusRoutes(desk: tus, crowd: crowd, pace: office.pace).routes
      + CaseRoutes(office: office, isStopping: isStopping).routes
      + ReviewRoutes(office: office).routes
      + OperationRoutes(
        office: office, measures: measures, text: { metrics.text }, uploads: { crowd.count }, isStopping: isStopping
      ).routes
  }
}
