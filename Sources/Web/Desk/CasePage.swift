import Casework
import FoundationEssentials
import Judgement
import Model
import Paperwork
import Report

/// What the page of one case shows. Properties are named as the template calls them.
struct CasePage: Sendable {
  /// What a person filled in, so that nothing is lost when an act does not fit.
  struct Typed: Sendable {
    var reasons: [ReasonCode]
    var team: String
    var note: String
    var advances: Bool
    /// Why the act did not fit; nil for a look at the customer's text.
    var problem: String?
  }

  struct ReasonChoice: Sendable {
    let code: String
    let hint: String
    let isChosen: Bool
  }

  let number: String
  let path: String
  let version: Int
  let account: String
  let pipeline: String
  let stateText: String
  let verdict: [DeskBadge]
  let why: String
  let whyStyle: String
  let deadline: String
  let deadlineISO: String
  /// Nil where the clock stands still.
  let deadlineIn: String?
  let isDecider: Bool
  let hasDesk: Bool
  let holder: String?
  let canTake: Bool
  let canRelease: Bool
  let canDecide: Bool
  /// Another decision would set aside the one there is.
  let isClosed: Bool
  let isInReview: Bool
  let canRerun: Bool
  let rerunOpen = false
  let hasSentAccount: Bool
  let problem: String?
  let ruling: String?
  let proposal: String?
  let asked: String?
  let approveLabel: String
  let choices: [ReasonChoice]
  let others: [ReasonChoice]
  let othersOpen: Bool
  let teams: [String]
  let typedTeam: String
  let typedNote: String
  let advances: Bool
  let hasLetter: Bool
  let danish: [String]
  let english: [String]
  let sheets: [CaseSheet]
  let hasSheets: Bool
  let compared: [CaseComparison]
  let hasCompared: Bool
  let accountFacts: [NamedValue]
  let cards: [CaseReason]
  let hasReasons: Bool
  let hasVerdict: Bool
  let checks: [CaseCheck]
  let hasChecks: Bool
  let documents: [CaseDocument]
  let hasDocuments: Bool
  let sightings: [CaseSighting]
  let hasSightings: Bool
  let runs: [CaseRunRow]
  let hasRuns: Bool
  let reviewFacts: [NamedValue]
  let history: [CaseEventRow]

  init(
    _ file: CaseFile, _ visit: DeskVisit, now: Date, policy: ReportPolicy?, sightings: [Sighting], hasSentAccount: Bool,
    teams: Set<String>, typed: Typed?
  ) {
    let standing = file.summary
    let words = visit.words
    let last = file.runs.last?.conclusion
    let found = (last?.verdict.findings ?? []).enumerated().map { NumberedFinding(number: $0 + 1, finding: $1) }
    let hold = standing.holder(at: now)
    let isOurs = hold.map { $0.by == visit.person } ?? true
    let isOpen = standing.state == .inReview || standing.state == .awaitingCustomer
    number = standing.number.description
    path = "/review/cases/\(standing.number)"
    version = standing.version
    account = standing.accountID
    pipeline = "\(standing.pipeline)@\(last?.pipelineVersion ?? standing.pipelineVersion)"
    stateText = words.state(standing)
    verdict = words.verdict(standing.verdict)
    let badge = words.why(standing, at: now)
    why = badge.text
    whyStyle = badge.style
    deadline = words.moment(standing.times.deadline)
    deadlineISO = standing.times.deadline.formatted(.iso8601)
    deadlineIn = words.timeLeft(standing, at: now)
    isDecider = visit.isDecider
    holder = hold.map { hold in
      hold.by == visit.person
        ? "\(words["heldByYou"]) \(words["until"]) \(words.moment(hold.until))"
        : "\(words["held"]) \(hold.by) \(words["until"]) \(words.moment(hold.until))"
    }
    canTake = visit.isDecider && standing.state == .inReview && hold == nil
    canRelease = visit.isDecider && standing.state == .inReview && hold != nil && isOurs
    hasDesk = holder != nil || canTake
    isClosed = standing.state == .closed
    isInReview = standing.state == .inReview
    canDecide = visit.isDecider && (isOpen || isClosed)
    canRerun =
      visit.isDecider && last?.files.isEmpty == false && standing.state != .waiting && standing.state != .working
    self.hasSentAccount = hasSentAccount
    problem = typed?.problem
    ruling = standing.ruling.map(words.ruling)
    proposal = standing.proposal.map { proposal in
      words.ruling(proposal) + ". " + words[proposal.by == visit.person ? "youProposed" : "secondPerson"]
    }
    asked = standing.asked.map { "\(words.codes($0.reasons)) (\($0.by), \(words.moment($0.at)))" }
    approveLabel =
      standing.proposal.map { $0.decision == .approve && $0.by != visit.person } == true
      ? words["confirmApprove"] : words["approveButton"]

    let machine = (last?.summary.reasons ?? []).filter { CheckCatalog.reason(for: $0).reasonClass != .info }
    let chosen = typed?.reasons ?? standing.proposal?.reasons ?? machine
    func choice(_ code: ReasonCode) -> ReasonChoice {
      ReasonChoice(
        code: code.rawValue, hint: words["class_\(CheckCatalog.reason(for: code).reasonClass.rawValue)"],
        isChosen: chosen.contains(code))
    }
    choices = machine.map(choice)
    others = CheckCatalog.reasons.filter { $0.reasonClass != .info && !machine.contains($0.code) }
      .map { choice($0.code) }
    othersOpen = others.contains(where: \.isChosen)
    self.teams = teams.union(["general", "payments", "responsible-gaming"]).sorted()
    typedTeam = typed?.team ?? ""
    typedNote = typed?.note ?? ""
    advances = typed?.advances ?? isOpen
    danish = CasePage.letter(file, chosen, "da", now)
    english = CasePage.letter(file, chosen, "en", now)
    hasLetter = !chosen.isEmpty && last != nil

    let canMask = visit.isDecider && isOpen && isOurs
    let sheets =
      last.map { CaseSheet.all($0, found, path: "/review/cases/\(standing.number)", canMask: canMask, words) } ?? []
    self.sheets = sheets
    hasSheets = !sheets.isEmpty
    compared = (last?.verdict.checks ?? []).compactMap { CaseComparison($0, words) }
    hasCompared = !compared.isEmpty
    accountFacts = CaseFactList.account(last?.account ?? file.account, words)
    cards = found.map { CaseReason($0, sheets, words) }
    hasReasons = !cards.isEmpty
    hasVerdict = last != nil
    checks = (last?.verdict.checks ?? []).map { CaseCheck($0, found, policy, words) }
    hasChecks = !checks.isEmpty
    documents = last.map { CaseDocument.all($0, words) } ?? []
    hasDocuments = !documents.isEmpty
    self.sightings = sightings.map { CaseSighting($0, words) }
    hasSightings = !sightings.isEmpty
    runs = file.runs.count > 1 ? file.runs.reversed().map { CaseRunRow($0, of: standing, words) } : []
    hasRuns = !runs.isEmpty
    reviewFacts = CaseFactList.review(standing, words)
    history = file.history.map { CaseEventRow($0, words) }
  }

  /// What the customer would be told, in that language.
  private static func letter(_ file: CaseFile, _ reasons: [ReasonCode], _ language: String, _ now: Date) -> [String] {
    guard !reasons.isEmpty else { return [] }
    var file = file
    file.summary.asked = CustomerRequest(reasons: reasons, by: "", at: now)
    file.account.language = language
    return (CustomerLetter(file)?.lines ?? []).filter { !$0.isEmpty }
  }
}

/// A finding with its number on the page.
struct NumberedFinding: Sendable {
  let number: Int
  let finding: Finding
}

/// Lists of facts about a case.
enum CaseFactList {
  static func account(_ account: Account, _ words: DeskWords) -> [NamedValue] {
    let name = [account.name?.given, account.name?.family].compactMap { $0?.value }.joined(separator: " ")
    let card = account.card.map { card in
      ["\(card.first6.value)…\(card.last4.value)", card.holder?.value].compactMap { $0 }.joined(separator: ", ")
    }
    let facts: [(String, String?)] = [
      ("account", account.id), ("fact_name", name),
      ("fact_otherNames", account.aliases.map(\.value).joined(separator: ", ")),
      ("fact_birth", account.dateOfBirth?.value.description), ("fact_address", account.address.map(lines)),
      ("fact_card", card), ("fact_email", account.email?.value), ("fact_language", account.language),
    ]
    return facts.compactMap { key, value in
      value.flatMap { $0.isEmpty ? nil : NamedValue(words[key], $0) }
    }
  }

  private static func lines(_ address: Account.Address) -> String {
    func joined(_ parts: [Private<String>?]) -> String { parts.compactMap { $0?.value }.joined(separator: " ") }
    let unit = [address.floor, address.door].compactMap { $0?.value }.joined(separator: " ")
    return [
      joined([address.street, address.houseNumber]), unit, joined([address.postalCode, address.city]),
      address.country ?? "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func review(_ standing: Case, _ words: DeskWords) -> [NamedValue] {
    [
      NamedValue(words["state"], words.state(standing)), NamedValue(words["team"], standing.team),
      NamedValue(words["priority"], words[standing.priority == .vip ? "vip" : "standard"]),
      NamedValue(words["purpose"], standing.purpose.map { words["purpose_\($0.rawValue)"] } ?? "–"),
      NamedValue(words["arrived"], words.moment(standing.times.arrived)),
      NamedValue(words["target"], words.moment(standing.times.target)),
      NamedValue(words["deadline"], words.moment(standing.times.deadline)),
    ]
  }
}
