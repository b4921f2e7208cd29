import Judgement
import Model
import Testing

/// A small draw of what `scripts/bench matching` measures in full.
struct DrawnPairsTests {
  private let pairs = 400

  private func noise(_ index: Int) -> ReaderNoise {
    ReaderNoise(reader: ReaderNoise.Reader.allCases[index % ReaderNoise.Reader.allCases.count])
  }

  private func outcome(_ pair: NamePair, _ index: Int, _ random: inout SeededRandom) -> Verdict.Outcome {
    let paper = NamePaper(pair: pair, noise: noise(index))
    let read = index % 2 == 0 ? paper.bare(&random) : paper.bill(&random)
    let holder = account { $0.name = pair.claimed.claim }
    return HolderName(minimumWordConfidence: 0.6).outcome(in: dossier(document(read.page), account: holder)).standing
  }

  private func outcome(_ pair: AddressPair, _ index: Int, _ random: inout SeededRandom) -> Verdict.Outcome {
    let paper = AddressPaper(pair: pair, noise: noise(index))
    let read = index % 2 == 0 ? paper.bare(&random) : paper.bill(&random)
    let holder = account {
      $0.name = name("Peter", "Hansen")
      $0.address = pair.claimed.claim
    }
    return HolderAddress(minimumWordConfidence: 0.6).outcome(in: dossier(document(read.page), account: holder))
      .standing
  }

  @Test func passesNobodyElse() {
    var random = SeededRandom(seed: 1)
    for index in 0..<pairs {
      let pair = NamePair.different(&random)
      #expect(outcome(pair, index, &random) != .passed, "\(pair.kind): \(pair.claimed.text) | \(pair.printed)")
    }
  }

  @Test func passesNoOtherAddress() {
    var random = SeededRandom(seed: 2)
    for index in 0..<pairs {
      let pair = AddressPair.different(&random)
      #expect(outcome(pair, index, &random) != .passed, "\(pair.kind): \(pair.claimed.lines(.usual)) | \(pair.printed)")
    }
  }

  @Test func turnsAwayHardlyAnybodyWhoIsTheRightOne() {
    var random = SeededRandom(seed: 3)
    let names = (0..<pairs).map { index in outcome(NamePair.same(&random), index, &random) }
    let addresses = (0..<pairs).map { index in outcome(AddressPair.same(&random), index, &random) }
    for outcomes in [names, addresses] {
      #expect(outcomes.count { $0 == .failed } * 50 <= pairs)
      #expect(outcomes.count { $0 == .couldNotTell } * 25 <= pairs)
    }
  }

  @Test func asksAPersonWhereThePaperSaysLess() {
    var random = SeededRandom(seed: 4)
    let names = (0..<pairs).map { index in outcome(NamePair.shorter(&random), index, &random) }
    let addresses = (0..<pairs).map { index in outcome(AddressPair.shorter(&random), index, &random) }
    for outcomes in [names, addresses] {
      #expect(!outcomes.contains(.passed))
      #expect(outcomes.count { $0 == .failed } * 25 <= pairs)
    }
  }
}
