internal import Paperwork
internal import Workplace

/// Prints diagnoses as they come, area by area, and keeps what they come to.
struct DoctorReport {
  private let console: Console
  private let json: Bool
  private var warnings = 0
  private var failures: [Diagnosis] = []
  private var area: Diagnosis.Area?

  init(console: Console, json: Bool) {
    self.console = console
    self.json = json
  }

  /// That of the first line that fails.
  var status: ExitStatus { failures.first?.status ?? .decided }

  mutating func add(_ diagnoses: [Diagnosis]) {
    let width = diagnoses.map(\.name.count).max() ?? 0
    for diagnosis in diagnoses {
      switch diagnosis.level {
      case .ok: break
      case .warn: warnings += 1
      case .fail: failures.append(diagnosis)
      }
      if json {
        console.data(diagnosis.json.line)
        continue
      }
      if diagnosis.area != area {
        if area != nil { console.data("") }
        console.data(console.dataPaint.bold(diagnosis.area.rawValue))
        area = diagnosis.area
      }
      for line in diagnosis.lines(width: width, paint: console.dataPaint) { console.data(line) }
    }
  }

  /// Says what it came to.
  func end() {
    if !json { console.data("") }
    let counts = "\(failures.count) fail, \(warnings) warn"
    let line = failures.isEmpty && warnings == 0 ? "all is well" : counts
    if json { console.say("kyc: \(line)") } else { console.data(line) }
  }
}
