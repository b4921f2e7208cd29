import Casework
import FoundationEssentials
import Model

extension MemoryStore: ReviewQueue {
  package func cases(_ filter: CaseFilter) -> [Case] {
    filter.listing(entries.values.map(\.file.summary))
  }

  package func pace(since: Date) -> QueuePace {
    let edges = entries.values.flatMap(\.file.history).filter { $0.at >= since }.map(\.edge)
    return QueuePace(
      decided: edges.count { $0 == .approved || $0 == .rejected }, arrived: edges.count { $0 == .opened })
  }

  package func find(_ number: CaseNumber) -> CaseFile? { entries[number]?.file }

  package func lastConclusions(of numbers: [CaseNumber]) -> [CaseNumber: CaseRun] {
    var runs: [CaseNumber: CaseRun] = [:]
    for number in numbers {
      guard var last = entries[number]?.file.runs.last else { continue }
      last.change = nil
      runs[number] = last
    }
    return runs
  }

  package func act(
    _ number: CaseNumber, _ act: DeskAct, by person: String, note: Private<String>?, version: Int?, at now: Date
  ) throws -> Case {
    guard let entry = entries[number] else { throw ReviewFailure.noSuchCase(number) }
    let filled = act.filled(from: entry.file.runs.last?.conclusion.verdict)
    let standing = entry.file.summary
    let (changed, edge) = try standing.after(filled, by: person, seen: version, at: now)
    try act.check(note, number)
    if standing.ruling != nil { record(.setAside, standing, by: person, at: now) }
    return put(changed, edge, by: person, note: note, at: now)
  }

  package func add(
    rerun conclusion: Conclusion, to number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String,
    at now: Date
  ) throws -> Case {
    let (entry, standing) = try standing(number, version)
    let run = CaseRun(run: standing.run + 1, at: now, conclusion: conclusion, after: entry.file.runs.last?.conclusion)
    guard let change = run.change else { throw ReviewFailure.notInReview(number, standing.state) }
    let changed = try standing.afterRerun(conclusion, change: change, policy: policy, at: now)
    entries[number]?.file.runs.append(run)
    entries[number]?.file.account = conclusion.account
    return put(changed, .reran, by: person, at: now)
  }

  package func reopen(
    _ number: CaseNumber, version: Int, policy: ReviewPolicy, by person: String, at now: Date
  ) throws -> Case {
    let (_, standing) = try standing(number, version)
    return beginAnew(try standing.reopened(policy: policy, at: now), .reopened, by: person, at: now)
  }
}
