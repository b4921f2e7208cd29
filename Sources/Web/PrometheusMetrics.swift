import CoreMetrics
import Synchronization

/// Keeps what swift-metrics measures and writes it in Prometheus' text format 0.0.4. Timers and aggregating recorders
/// become histograms in seconds, meters and plain recorders gauges. Labels of metrics are names as Prometheus wants them.
package final class PrometheusMetrics: MetricsFactory, Sendable {
  /// One line's name and labels.
  private struct Key: Hashable, Comparable {
    let name: String
    let labels: String

    static func < (left: Key, right: Key) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
  }

  fileprivate enum Value: Sendable {
    case counter(Double)
    case gauge(Double)
    case histogram(counts: [Int], sum: Double)
  }

  fileprivate final class Cell: Sendable {
    let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
  }

  /// Upper bounds of a histogram's buckets, in seconds.
  package static let bounds: [Double] = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

  private let cells = Mutex<[Key: Cell]>([:])

  package init() {}

  private func cell(_ name: String, _ labels: [(String, String)], _ start: Value) -> Cell {
    let text = labels.map { "\($0.0)=\"\(PrometheusMetrics.escaped($0.1))\"" }.joined(separator: ",")
    let key = Key(name: name, labels: text)
    return cells.withLock { cells in
      if let cell = cells[key] { return cell }
      let cell = Cell(start)
      cells[key] = cell
      return cell
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  // MARK: Text

  /// Everything, by name.
  package var text: String {
    let all = cells.withLock { $0.map { ($0.key, $0.value.value.withLock { $0 }) } }.sorted { $0.0 < $1.0 }
    var lines: [String] = []
    var last = ""
    for (key, value) in all {
      if key.name != last {
        lines.append("# TYPE \(key.name) \(PrometheusMetrics.type(of: value))")
        last = key.name
      }
      lines += PrometheusMetrics.lines(key.name, key.labels, value)
    }
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
  }

  private static func type(of value: Value) -> String {
    switch value {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }

  private static func lines(_ name: String, _ labels: String, _ value: Value) -> [String] {
    let braces = labels.isEmpty ? "" : "{\(labels)}"
    switch value {
    case .counter(let number), .gauge(let number): return ["\(name)\(braces) \(number)"]
    case .histogram(let counts, let sum):
      let before = labels.isEmpty ? "" : labels + ","
      var total = 0
      var lines: [String] = []
      for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], counts) {
        total += count
        lines.append("\(name)_bucket{\(before)le=\"\(bound)\"} \(total)")
      }
      return lines + ["\(name)_sum\(braces) \(sum)", "\(name)_count\(braces) \(total)"]
    }
  }

  // MARK: MetricsFactory

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    Handler(cell(label, dimensions, .counter(0)))
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    Handler(cell(label, dimensions, .counter(0)))
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    Handler(cell(label, dimensions, .gauge(0)))
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    Handler(cell(label, dimensions, aggregate ? PrometheusMetrics.emptyHistogram : .gauge(0)))
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    Handler(cell(label, dimensions, PrometheusMetrics.emptyHistogram))
  }

  private static let emptyHistogram = Value.histogram(
    counts: [Int](repeating: 0, count: bounds.count + 1), sum: 0)

  // What was counted stays: a counter that begins anew would look like a restart.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}

private final class Handler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler,
  Sendable
{
  private let cell: PrometheusMetrics.Cell

  init(_ cell: PrometheusMetrics.Cell) { self.cell = cell }

  func increment(by amount: Int64) { add(Double(amount)) }
  func increment(by amount: Double) { add(amount) }
  func reset() { cell.value.withLock { if case .counter = $0 { $0 = .counter(0) } } }
  func set(_ value: Int64) { put(Double(value)) }
  func set(_ value: Double) { put(value) }
  func decrement(by amount: Double) { add(-amount) }
  func record(_ value: Int64) { put(Double(value)) }
  func record(_ value: Double) { put(value) }
  func recordNanoseconds(_ duration: Int64) { put(Double(duration) / 1e9) }

  private func add(_ amount: Double) {
    cell.value.withLock { value in
      switch value {
      case .counter(let number): value = .counter(number + amount)
      case .gauge(let number): value = .gauge(number + amount)
      case .histogram: break
      }
    }
  }

  private func put(_ number: Double) {
    cell.value.withLock { value in
      switch value {
      case .counter: break
      case .gauge: value = .gauge(number)
      case .histogram(var counts, let sum):
        counts[PrometheusMetrics.bounds.firstIndex { number <= $0 } ?? PrometheusMetrics.bounds.count] += 1
        value = .histogram(counts: counts, sum: sum + number)
      }
    }
  }
}
