internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork
internal import Workplace

/// Who acts on a case, what that person notes, and what that person saw.
struct ActOptions: ParsableArguments {
  @Option(name: .long, help: "A note for colleagues; kept sealed.")
  var note: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The version that kyc queue show printed: refused if the case changed since. [default: as it stands]",
      valueName: "version"))
  var seen: Int?

  @OptionGroup var actor: ActorOption

  /// Does it and says so: the line on stdout, what comes next on stderr, or the case as a JSON object. Returns the case
  /// with everything that is kept about it. Throws `ReviewFailure`, `StoreFailure` and `CommandFailure`.
  func perform(
    _ act: DeskAct, _ options: CaseOptions, at now: Date = Date(), letter: (CaseFile) -> CustomerLetter? = { _ in nil }
  ) async throws {
    let console = options.output.console()
    let number = try options.caseNumber()
    let name = try actor.name()
    let desk = try options.desk()
    let changed = try await desk.review.act(
      number, act, by: name, note: note.map { Private($0) }, version: seen, at: now)
    let file = try await desk.review.find(number)
    let letter = file.flatMap(letter)
    if options.output.json {
      guard let file else { throw ReviewFailure.noSuchCase(number) }
      console.data(CaseObject(file, showValues: false, letter: letter).json.line)
    } else {
      let text = ActText(act, changed, by: name)
      console.data(text.done)
      if let letter {
        for line in [""] + letter.lines { console.data(line) }
        if !letter.isInTheirLanguage {
          console.say("there are no texts in '\(Shown.text(letter.wanted))'; the letter is in English")
        }
      }
      console.say(text.next)
    }
    try console.checkData("it is done all the same, and kyc queue show \(number) shows it")
  }
}
