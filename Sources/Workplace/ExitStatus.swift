import Casework
import Inspection
import Paperwork
import Pipelines
import Report

/// How `kyc` ends. The numbers are the contract with scripts.
package enum ExitStatus: Int32, Sendable, CaseIterable {
  /// All was decided; rejections are decisions.
  case decided = 0
  /// Some submissions could not be decided; run again.
  case undecided = 1
  case usage = 2
  case configuration = 3
  /// Something is missing on this machine.
  case missing = 4
  case storeUnreachable = 5
  case diskFull = 6
  case auditBroken = 7
  case interrupted = 130
}

/// Why a command ends early: one line for the person, a number for the script.
package struct CommandFailure: Error, Equatable {
  package let status: ExitStatus
  /// What, which file, why, what to do; nothing personal.
  package let lines: [String]

  /// One line that says it all.
  package init(_ status: ExitStatus, _ message: String) { self.init(status, located: ["kyc: \(message)"]) }

  /// Lines that start with file and line number, as editors understand them.
  package init(_ status: ExitStatus, located lines: [String]) {
    self.status = status
    self.lines = lines
  }

  /// The one place where errors become exit codes.
  package init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let failure as StoreFailure: self.init(failure)
    case let failure as InspectorFailure: self.init(failure)
    case let failure as PipelineFilesRefused: self.init(.configuration, located: failure.complaints.map(\.description))
    case let failure as ReportRefused: self.init(failure)
    case let failure as ReviewFailure: self.init(.usage, failure.description)
    case is CancellationError: self.init(.interrupted, "interrupted")
    default:
      // What an unknown error says of itself may be personal; its type is not.
      self.init(.undecided, "unexpected \(type(of: error)); run again, and report it if it comes back")
    }
  }

  private init(_ failure: StoreFailure) {
    let advice =
      if case .unreachable = failure {
        "; see that this user may write there and that the files are whole (else restore a backup), or name another "
          + "workspace with --data"
      } else {
        ""
      }
    self.init(CommandFailure.status(of: failure), failure.description + advice)
  }

  private init(_ failure: ReportRefused) {
    self.init(
      failure.why == .diskFull ? .diskFull : .usage, "the report \(Shown.text(failure.folder)) \(failure.why.sentence)")
  }

  private init(_ failure: InspectorFailure) {
    switch failure {
    case .cannotStart(let why): self.init(.missing, "kyc-inspector cannot be started: \(why)")
    case .missing(let what):
      self.init(
        .missing,
        "\(what); kyc doctor shows all that is missing, and scripts/setup installs it, into KYC_HOME if that is set")
    case .interrupted: self.init(.interrupted, "interrupted")
    }
  }

  private static func status(of failure: StoreFailure) -> ExitStatus {
    switch failure {
    case .diskFull: .diskFull
    case .unreachable, .busy, .newerSchema, .sealBroken, .blobMissing, .uploadGone: .storeUnreachable
    case .caseErased: .usage
    case .keyMissing, .keyExposed, .keyInvalid: .configuration
    }
  }
}
