internal import Casework
internal import Model
internal import Paperwork

/// The lines of a batch: one for each submission as it is decided, and the summary.
struct BatchReport: Sendable {
  let console: Console
  let json: Bool
  let showValues: Bool
  /// Whether source files are unlinked.
  let consume: Bool
  /// Width of the column with account ids.
  let accountWidth: Int

  init(_ folder: UploadFolder, console: Console, json: Bool, showValues: Bool, consume: Bool) {
    self.console = console
    self.json = json
    self.showValues = showValues
    self.consume = consume
    let ids = folder.submissions.map(\.account.id) + folder.problems.compactMap(\.account)
    accountWidth = min(24, ids.map(\.count).max() ?? 0)
  }

  /// What was left out of a folder without harm.
  func notes(_ folder: UploadFolder) {
    for note in folder.notes { console.say("note: \(note)") }
    if let first = folder.emptyAccounts.first {
      let others = folder.emptyAccounts.count - 1
      console.say(
        "note: \(first) " + (others == 0 ? "holds" : "and \(Counted.text(others, "other account folder")) hold")
          + " no submissions")
    }
  }

  /// A new verdict.
  func decided(_ standing: Case, _ conclusion: Conclusion) {
    if json {
      data(VerdictObject(standing, conclusion, showValues: showValues).json.line)
      return
    }
    data(
      line(
        standing.number.description, standing.accountID,
        "\(standing.pipeline)@\(conclusion.pipelineVersion)", VerdictLine(console.dataPaint).text(conclusion.summary)))
  }

  /// Something that could not be decided.
  func failed(_ problem: UploadFolder.Problem) {
    if json {
      data(BatchReport.object(problem).line)
      console.say("kyc: \(problem.message)")
      return
    }
    data(
      line(
        "-", problem.account ?? "-", problem.pipeline ?? "-",
        console.dataPaint.yellow("not decided") + "  \(problem.code.rawValue): \(problem.message)"))
  }

  /// A submission from an earlier run; only what a person should hear of it.
  /// `accountFile` is the file with account data that it was not judged with; nil where the data is the same.
  func known(_ standing: Case, accountFile: String?) {
    if standing.state == .inReview, standing.verdict?.reasons == [.systemCouldNotProcess] {
      console.say(
        "\(standing.number) stands in the review queue with \(ReasonCode.systemCouldNotProcess.rawValue); a person must "
          + "look at it: kyc queue show \(standing.number)")
    } else if let accountFile {
      console.say(
        "\(standing.accountID) \(standing.pipeline): the account data changed since \(standing.number) was judged, and its "
          + "verdict stands; to judge it again: kyc rerun \(standing.number) --account \(Shown.argument(accountFile))")
    }
  }

  /// A file that stands in other cases too: the first few of them are named. `file` is as shown.
  func duplicate(_ standing: Case, _ file: String, _ sightings: [Sighting]) {
    let named = sightings.prefix(BatchReport.mostSightings).map { sighting in
      "\(sighting.number) (\(sighting.sameAccount ? "the same account" : "account \(sighting.accountID)"))"
    }
    let isSame = sightings.contains { !$0.savedAnew } ? "is the same file as in" : "shows the same picture as a file in"
    let others = sightings.count - named.count
    let more = others == 0 ? "" : " and \(Counted.text(others, "other case"))"
    console.say(
      "\(standing.accountID) \(standing.pipeline): \(file) \(isSame) \(named.joined(separator: ", "))\(more)"
    )
  }

  private static let mostSightings = 3

  /// Source files that `--consume` left; an error, so also when quiet.
  func notUnlinked(_ number: CaseNumber, _ files: Int, in folder: String, why: String) {
    console.complain(
      "\(number): \(Counted.text(files, "source file")) in \(folder) could not be unlinked (\(why)); "
        + "see that this user may write there and that nobody changes the files, and run again")
  }

  /// `{"account":…,"pipeline":…,"error":{"code":…,"message":…}}`
  static func object(_ problem: UploadFolder.Problem) -> JSONText {
    .keyed([
      "account": .orNull(problem.account) { .text($0) },
      "pipeline": .orNull(problem.pipeline) { .text($0) },
      "error": .keyed(["code": .text(problem.code.rawValue), "message": .text(problem.message)]),
    ])
  }

  /// A line of data. A reader that has gone away, as `head` does, does not end a batch, but ought to be known of.
  private func data(_ line: String) {
    console.data(line)
    console.sayOnceReaderIsGone("kyc: nobody reads stdout any more; the batch goes on, and kyc queue list shows it all")
  }

  private func line(_ number: String, _ account: String, _ pipeline: String, _ rest: String) -> String {
    [
      BatchReport.padded(number, 13), BatchReport.padded(account, accountWidth), BatchReport.padded(pipeline, 12), rest,
    ].joined(separator: "  ")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: The summary

  /// Everything there is to say at the end. In text mode the table is data; with `--json` it is talk.
  func summary(_ tally: BatchTally, _ folder: UploadFolder, elapsed: Duration, interrupted: Bool) {
    if !json { console.data("") }
    for line in tally.table {
      if json { console.say(line) } else { console.data(line) }
    }
    let remarks = BatchReport.remarks(
      tally, folder, elapsed: elapsed, interrupted: interrupted, consume: consume)
    for line in remarks { console.say(line) }
  }

  /// What the table does not say.
  static func remarks(
    _ tally: BatchTally, _ folder: UploadFolder, elapsed: Duration, interrupted: Bool, consume: Bool
  ) -> [String] {
    let row = tally.total
    var remarks: [String] = []
    if row.decided > 0 {
      remarks.append(
        "decided \(row.decided) in \(BatchProgress.span(elapsed)); kyc queue list shows what waits for a person")
    } else if row.known > 0 {
      remarks.append("nothing new: \(row.known) known from earlier runs")
    } else if folder.items.isEmpty {
      remarks.append("no submissions there: put files into ACCOUNT/PIPELINE/, such as A-1001/address/bill.pdf")
    }
    if row.decided > 0, row.known > 0 { remarks.append("\(row.known) known from earlier runs were left as they are") }
    if interrupted, tally.left > 0 {
      remarks.append("interrupted with \(tally.left) left; run again to go on")
    } else if tally.left > 0 {
      remarks.append("\(tally.left) left; run again to go on")
    }
    if row.failed > 0 { remarks.append("\(row.failed) could not be decided; see to them and run again") }
    if folder.accountsWithoutFolder > 0 {
      remarks.append("\(Counted.text(folder.accountsWithoutFolder, "listed account")) without a folder")
    }
    if tally.duplicates > 0 {
      remarks.append("\(Counted.text(tally.duplicates, "file")) the same as in another case; see the lines above")
    }
    if tally.consumed > 0 { remarks.append("\(Counted.text(tally.consumed, "source file")) unlinked") }
    if tally.notUnlinked > 0 {
      remarks.append(
        "\(Counted.text(tally.notUnlinked, "source file")) could not be unlinked; see that the folder may be written, "
          + "and run again")
    }
    if tally.exposedOriginals > 0 {
      remarks.append(
        "\(tally.exposedOriginals) original \(tally.exposedOriginals == 1 ? "file shows" : "files show") a card's security "
          + "code and still \(tally.exposedOriginals == 1 ? "lies" : "lie") in the folder"
          + (consume ? "" : "; run again with --consume to unlink what is decided"))
    }
    return remarks
  }
}
