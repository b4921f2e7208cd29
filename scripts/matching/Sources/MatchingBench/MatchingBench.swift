import Glibc
import Judgement
import Model

/// Draws pairs of claim and document, has the checks of the program judge them, and prints a line for each: what it is,
/// what it should come to, what it came to, how far it agreed, the claim, and what was read, between tabs.
@main
struct MatchingBench {
  let pairs: Int
  let nameConfidence: Double
  let addressConfidence: Double

  static func main() {
    let arguments = CommandLine.arguments.dropFirst().compactMap(Double.init)
    guard arguments.count == 3, arguments[0] >= 1 else {
      print("usage: MatchingBench PAIRS holderName.minimumWordConfidence holderAddress.minimumWordConfidence")
      return
    }
    let bench = MatchingBench(pairs: Int(arguments[0]), nameConfidence: arguments[1], addressConfidence: arguments[2])
    bench.names()
    bench.addresses()
    bench.speed()
  }

  private func names() {
    let check = HolderName(minimumWordConfidence: nameConfidence)
    for (truth, draw) in [(Truth.same, NamePair.same), (.different, NamePair.different), (.shorter, NamePair.shorter)] {
      var random = SeededRandom(seed: 7)
      for index in 0..<(truth == .shorter ? pairs / 4 : pairs) {
        let pair = draw(&random)
        let paper = NamePaper(pair: pair, noise: noise(&random))
        let isBare = index % 2 == 0
        let (page, read) = isBare ? paper.bare(&random) : paper.bill(&random)
        let outcome = check.outcome(in: dossier(document(page), account: account { $0.name = pair.claimed.claim }))
        let agreement =
          page.lines.map { line in
            NameLine(line).phrases.map { phrase in
              NameMatching.agreement(
                of: phrase.tokens, with: ClaimedName.all(of: account { $0.name = pair.claimed.claim }))
            }.max() ?? .none
          }.max() ?? .none
        record("name", isBare, pair.kind, truth, outcome, agreement.rawValue, pair.claimed.text, read)
      }
    }
  }

  private func addresses() {
    let check = HolderAddress(minimumWordConfidence: addressConfidence)
    for (truth, draw) in [
      (Truth.same, AddressPair.same), (.different, AddressPair.different), (.shorter, AddressPair.shorter),
    ] {
      var random = SeededRandom(seed: 11)
      for index in 0..<(truth == .shorter ? pairs / 4 : pairs) {
        let pair = draw(&random)
        let paper = AddressPaper(pair: pair, noise: noise(&random))
        let isBare = index % 2 == 0
        let (page, read) = isBare ? paper.bare(&random) : paper.bill(&random)
        let holder = account {
          $0.name = name("Peter", "Hansen")
          $0.address = pair.claimed.claim
        }
        let outcome = check.outcome(in: dossier(document(page), account: holder))
        let level = outcome.standing == .passed ? 4 : outcome.standing == .couldNotTell ? 3 : 0
        record(
          "address", isBare, pair.kind, truth, outcome, level, pair.claimed.lines(.usual).joined(separator: ", "),
          read)
      }
    }
  }

  /// A third each from a text layer and the two readers.
  private func noise(_ random: inout SeededRandom) -> ReaderNoise {
    ReaderNoise(reader: random.one(of: ReaderNoise.Reader.allCases))
  }

  private func record(
    _ what: String, _ isBare: Bool, _ kind: String, _ truth: Truth, _ outcome: CheckOutcome, _ level: Int,
    _ claimed: String, _ read: String
  ) {
    let parts = outcome.findings.first.map { $0.details["parts"] ?? $0.details["part"] ?? $0.code.rawValue } ?? ""
    print(
      [
        what, isBare ? "alone" : "page", kind, truth.rawValue, outcome.standing.rawValue, String(level), claimed, read,
        parts,
      ].joined(separator: "\t"))
  }

  /// Names compared a second, each cut into words and folded anew as a page's lines are.
  private func speed() {
    var random = SeededRandom(seed: 3)
    let drawn = (0..<5000).map { _ in random.once(in: 2) ? NamePair.same(&random) : NamePair.different(&random) }
    let lines = drawn.map { line($0.printed[0], y: 100) }
    let claims = drawn.map { pair in ClaimedName.all(of: account { $0.name = pair.claimed.claim }) }
    var agreeing = 0
    let start = clock()
    for _ in 0..<4 {
      for (line, names) in zip(lines, claims) {
        for phrase in NameLine(line).phrases where NameMatching.agreement(of: phrase.tokens, with: names) == .full {
          agreeing += 1
        }
      }
    }
    // The processor's time, so that a busy machine measures the same.
    let seconds = Double(clock() - start) / 1e6
    print("speed\t\(Int(Double(4 * lines.count) / seconds))\t\(agreeing)")
  }
}
