import Paperwork
import Pipelines
import Testing
import Workplace

@testable import CLI

@Suite("What kyc doctor prints")
struct DoctorReportTests {
  private let lines: [Diagnosis] = [
    .ok(.settings, "data", "kyc-data", facts: ["value": .text("kyc-data")]),
    .warn(.settings, "environment", "KYC_X is set", remedy: "unset KYC_X"),
    .fail(.programs, "language dan", "is missing", remedy: "install it", .missing),
    .fail(.workspace, "key", CommandFailure(.configuration, "the key is missing")),
  ]

  private func printed(_ lines: [Diagnosis], json: Bool) throws -> (text: String, status: Workplace.ExitStatus) {
    let talk = try Talk()
    var report = DoctorReport(console: talk.console, json: json)
    report.add(lines)
    report.end()
    return (try talk.text(), report.status)
  }

  @Test("stands by area, each line with what mends it, and ends with the first failure's code")
  func text() throws {
    let (text, status) = try printed(lines, json: false)
    #expect(
      text == """
        settings
          ok    data          kyc-data
          warn  environment   KYC_X is set
                              → unset KYC_X

        programs
          fail  language dan  is missing
                              → install it

        workspace
          fail  key           the key is missing

        2 fail, 1 warn

        """)
    #expect(status == .missing)
  }

  @Test("is well when nothing fails or warns")
  func well() throws {
    let (text, status) = try printed([lines[0]], json: false)
    #expect(text.hasSuffix("\nall is well\n"))
    #expect(status == .decided)
    #expect(try printed([lines[1]], json: false).status == .decided)
  }

  @Test("is one object a line as JSON, with the facts for programs")
  func json() throws {
    let text = try printed(lines, json: true).text.split(separator: "\n")
    #expect(
      text[0]
        == #"{"area":"settings","name":"data","level":"ok","text":"kyc-data","remedy":null,"value":"kyc-data"}"#)
    #expect(
      text[2]
        == #"{"area":"programs","name":"language dan","level":"fail","text":"is missing","remedy":"install it"}"#)
    #expect(text.last == "kyc: 2 fail, 1 warn")
  }

  @Test("tells where each setting came from, and what in the environment is none")
  func settings() throws {
    let environment = ["KYC_DATA": "/srv/kyc", "KYC_PIPELINE": "x", "KYC_LOG_LEVEL": "loud", "PATH": "/bin"]
    let settings = try Settings(
      lenient: Settings.Flags(jobs: 3), environment: environment, executable: "/opt/kyc/bin/kyc", cores: 2)
    let said = SettingsCheckup.diagnoses(settings, environment: environment).map { line in
      "\(line.level.rawValue) \(line.name): \(line.text)"
    }
    #expect(said.contains("ok data: /srv/kyc  (from KYC_DATA)"))
    #expect(said.contains("ok jobs: 3  (from --jobs)"))
    #expect(said.contains("ok home: /usr/local/lib/kyc  (default; KYC_HOME says otherwise)"))
    #expect(said.contains("warn environment: KYC_PIPELINE is set and no setting (did you mean KYC_PIPELINES?)"))
    #expect(
      said.contains(
        "fail environment: KYC_LOG_LEVEL is 'loud'; set it to one of trace, debug, info, notice, warning, error, critical"
      ))
    #expect(said.count == 10)
  }

  @Test("fails with every complaint about a pipeline file")
  func pipelines() {
    let refused = PipelineFilesRefused([
      PipelineComplaint(file: "a.yaml", line: 14, sentence: "unknown check 'x'"),
      PipelineComplaint(file: "b.yaml", line: nil, sentence: "cannot be read"),
    ])
    let lines = PipelinesCheckup.diagnoses(.failure(refused))
    #expect(lines.map(\.text) == ["a.yaml:14: unknown check 'x'", "b.yaml: cannot be read"])
    #expect(lines.allSatisfy { $0.status == .configuration })
  }
}
