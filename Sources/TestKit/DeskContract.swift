import Casework
import FoundationEssentials
import Model
import Testing

/// What every `ReviewQueue` promises about what people do. The rules themselves are those of `Case.after`.
package enum DeskContract {
  /// Each to be run against a fresh store.
  package static let clauses: [Clause<any CaseStore>] = keeping + refusing + racing

  private static let later = Date.start.addingTimeInterval(600)
  private static let acts: [(act: DeskAct, edge: CaseEvent.Edge)] = [
    (.claim(until: later), .taken), (.release, .released), (.escalate(team: "payments"), .escalated),
    (.ask([.pageBlurred]), .asked), (.reject([.documentExpired]), .rejected),
  ]

  private static let keeping: [Clause<any CaseStore>] = [
    Clause("a decision closes a case, and who, when and why is kept") { store in
      let standing = try await inReview(store)
      let closed = try await store.act(
        standing.number, .reject([.documentExpired]), by: "anna", note: Private(Planted.note),
        version: standing.version, at: later)
      #expect(closed.state == .closed)
      #expect(closed.ruling == Ruling(decision: .reject, reasons: [.documentExpired], by: "anna", at: later))
      #expect(closed.verdict == standing.verdict)
      let file = try #require(try await store.find(standing.number))
      #expect(file.summary == closed)
      #expect(
        file.history.last
          == CaseEvent(
            at: later, edge: .rejected, by: "anna", run: 1, attempt: 1, reasons: [.documentExpired],
            note: Private(Planted.note)))
    },
    Clause("each act is kept as the rules say, with a row in the history") { store in
      var standing = try await inReview(store)
      for (act, edge) in acts {
        let expected = try standing.after(act, by: "anna", seen: standing.version, at: .start)
        let changed = try await store.act(
          standing.number, act, by: "anna", note: nil, version: standing.version, at: .start)
        #expect(changed == expected.case)
        #expect(expected.edge == edge)
        standing = changed
        let file = try #require(try await store.find(standing.number))
        #expect(file.summary == changed)
        #expect(file.history.last == CaseEvent(edge, of: changed, by: "anna", at: .start))
      }
    },
    Clause("a decision that is set aside stays in the history, before the one that stands") { store in
      let number = try await inReview(store).number
      try await act(store, number, .reject([.documentExpired]))
      await #expect(throws: ReviewFailure.noteMissing(number)) {
        try await act(store, number, .setAside(.approve, []), by: "bo", at: later)
      }
      let closed = try await store.act(
        number, .setAside(.approve, []), by: "bo", note: Private(Planted.note), version: nil, at: later)
      #expect(closed.ruling == Ruling(decision: .approve, reasons: [], by: "bo", at: later))
      let file = try #require(try await store.find(number))
      #expect(file.summary == closed)
      #expect(
        file.history.suffix(3) == [
          CaseEvent(at: .start, edge: .rejected, by: "anna", run: 1, attempt: 1, reasons: [.documentExpired]),
          CaseEvent(at: later, edge: .setAside, by: "bo", run: 1, attempt: 1, reasons: [.documentExpired]),
          CaseEvent(at: later, edge: .approved, by: "bo", run: 1, attempt: 1, note: Private(Planted.note)),
        ])
    },
    Clause("the pace counts what was decided and opened since then") { store in
      _ = try await inReview(store, .made("a"))
      let number = try await inReview(store, .made("b", arrived: later)).number
      try await act(store, number, .approve, at: later)
      #expect(try await store.pace(since: .start) == QueuePace(decided: 1, arrived: 2))
      #expect(try await store.pace(since: later) == QueuePace(decided: 1, arrived: 1))
      #expect(try await store.pace(since: later.addingTimeInterval(1)) == QueuePace(decided: 0, arrived: 0))
    },
    Clause("every note stays with its act") { store in
      let number = try await inReview(store).number
      for (act, _) in acts {
        _ = try await store.act(number, act, by: "anna", note: Private("about \(act)"), version: nil, at: .start)
      }
      let notes = try await store.find(number)?.history.compactMap(\.note?.value)
      #expect(notes == acts.map { "about \($0.act)" })
    },
    Clause("the customer is asked for what the verdict says that can be mended") { store in
      var verdict = Verdict.rejection(.pageBlurred, .documentTooOld)
      verdict.findings.append(Finding(.holderAddressDiffers, .amend))
      verdict.findings.append(Finding(.cardCodeExposed, .info))
      verdict.findings.append(Finding(.documentSpecimen, .doubt))
      let asked = try await act(store, try await inReview(store, .made(), verdict).number, .ask([]), at: later)
      let request = CustomerRequest(
        reasons: [.pageBlurred, .documentTooOld, .holderAddressDiffers], by: "anna", at: later)
      #expect(asked.asked == request)
      #expect(asked.state == .awaitingCustomer)
    },
  ]

  private static let refusing: [Clause<any CaseStore>] = [
    Clause("an act that does not fit changes nothing") { store in
      let standing = try await inReview(store)
      try await act(store, standing.number, .claim(until: later))
      let file = try await store.find(standing.number)
      let refused: [(DeskAct, String, Int?, ReviewFailure)] = [
        (.approve, "bo", nil, .heldBy(standing.number, DeskHold(by: "anna", until: later))),
        (.approve, "anna", standing.version, .changed(standing.number)),
        (.reject([]), "anna", nil, .reasonsDoNotFit(standing.number)),
        (.ask([]), "anna", nil, .reasonsDoNotFit(standing.number)),
        (.escalate(team: "Payments!"), "anna", nil, .teamDoesNotFit(standing.number)),
      ]
      for (refusedAct, person, version, failure) in refused {
        await #expect(throws: failure) {
          try await act(store, standing.number, refusedAct, by: person, version: version)
        }
      }
      #expect(try await store.find(standing.number) == file)
    },
    Clause("a case is decided once, and who comes late learns by whom") { store in
      let standing = try await inReview(store)
      let closed = try await act(store, standing.number, .approve)
      let ruling = try #require(closed.ruling)
      for version in [nil, standing.version, closed.version] {
        await #expect(throws: ReviewFailure.alreadyDecided(standing.number, ruling)) {
          try await act(store, standing.number, .reject([.pageBlurred]), by: "bo", version: version)
        }
      }
      #expect(try await store.find(standing.number)?.summary == closed)
    },
    Clause("a case without a verdict is nobody's to decide") { store in
      let number = try await opened(store).number
      await #expect(throws: ReviewFailure.notInReview(number, .waiting)) { try await act(store, number, .approve) }
      _ = try await claimed(store, number)
      await #expect(throws: ReviewFailure.notInReview(number, .working)) { try await act(store, number, .approve) }
    },
    Clause("a number without a case is an error") { store in
      let number = CaseNumber(year: 2026, serial: 17)
      await #expect(throws: ReviewFailure.noSuchCase(number)) { try await act(store, number, .approve) }
    },
  ]

  private static let racing: [Clause<any CaseStore>] = [
    Clause("of twenty people at once one takes a case") { store in
      let number = try await inReview(store).number
      #expect(try await winners(store, number, .claim(until: later), version: nil) == 1)
    },
    Clause("of twenty people at once one decides what all of them saw") { store in
      let standing = try await inReview(store)
      #expect(try await winners(store, standing.number, .approve, version: standing.version) == 1)
    },
    Clause("of twenty people at once one decides, whatever stands there") { store in
      let number = try await inReview(store).number
      #expect(try await winners(store, number, .reject([.pageBlurred]), version: nil) == 1)
    },
  ]

  /// How many of twenty different people did it; the others were told why not.
  private static func winners(
    _ store: any CaseStore, _ number: CaseNumber, _ race: DeskAct, version: Int?
  ) async throws -> Int {
    let won = try await withThrowingTaskGroup(of: Int.self) { group in
      for person in 0..<20 {
        group.addTask {
          do {
            try await act(store, number, race, by: "person \(person)", version: version)
            return 1
          } catch is ReviewFailure {
            return 0
          }
        }
      }
      return try await group.reduce(0, +)
    }
    let edges = try await store.find(number)?.history.map(\.edge) ?? []
    #expect(edges.count == 4, "opened, claimed, concluded, and one act: \(edges)")
    return won
  }
}
