internal import FoundationEssentials

/// What a watched folder has still to give, look after look: which submissions stand still, which wait for another try,
/// what is wrong with the rest. Pure: times come from outside.
struct Watchlist: Sendable {
  /// What a look found that should be said.
  struct News: Sendable, Equatable {
    /// Wrong since two looks.
    var problems: [UploadFolder.Problem] = []
    /// Said before, and not wrong any more.
    var mended: [UploadFolder.Problem] = []
    var notes: [String] = []
  }

  /// A submission whose verdict did not come about.
  private struct Failure: Sendable {
    let submission: UploadFolder.Submission
    let problem: UploadFolder.Problem
    let tries: Int
    /// Since the watch began.
    let notBefore: Duration
  }

  /// A file that nobody has written on for so long stands still at the first look already, in seconds.
  static let stillAge = 60

  /// Between two looks.
  private let every: Duration
  private var last: UploadFolder?
  private var lastPlaces: [[[UInt8]]: UploadFolder.Submission] = [:]
  private var settled: [[[UInt8]]: UploadFolder.Submission] = [:]
  private var atWork: Set<[[UInt8]]> = []
  private var failures: [[[UInt8]]: Failure] = [:]
  private var ripe: ArraySlice<UploadFolder.Submission> = []
  /// Among those that failed before and may wait still.
  private var delayed: [UploadFolder.Submission] = []
  /// Submissions that were seen and have no verdict yet, those that failed left out.
  private(set) var left = 0
  private var standing: Set<UploadFolder.Problem> = []
  private var saidNotes: Set<String> = []

  init(every: Duration) { self.every = every }

  /// The last look; nil before the first.
  var folder: UploadFolder? { last }

  /// Takes in what a look found at that time of day.
  mutating func look(_ folder: UploadFolder, at now: Date) -> News {
    let submissions = folder.submissions
    let places = Dictionary(submissions.map { ($0.folders, $0) }) { first, _ in first }
    settled = settled.filter { places[$0.key] != nil }
    let gone = failures.filter { places[$0.key] == nil && !atWork.contains($0.key) }
    for place in gone.keys { failures[place] = nil }
    let open = submissions.filter { settled[$0.folders]?.isSame(as: $0) != true }
    left = open.count { failures[$0.folders] == nil }
    let still = open.filter { submission in
      !atWork.contains(submission.folders)
        && (lastPlaces[submission.folders] == submission || Watchlist.isOld(submission, at: now))
    }
    ripe = BatchOrder.sorted(still.filter { !hasFailed($0) })[...]
    delayed = still.filter(hasFailed)
    var news = news(of: folder)
    news.mended += gone.values.map(\.problem)
    last = folder
    lastPlaces = places
    return news
  }

  /// A submission that may be decided at `time` since the watch began, and is at work from now on; nil for none.
  mutating func next(at time: Duration) -> UploadFolder.Submission? {
    guard let submission = ripe.popFirst() ?? nextDelayed(at: time) else { return nil }
    atWork.insert(submission.folders)
    return submission
  }

  private mutating func nextDelayed(at time: Duration) -> UploadFolder.Submission? {
    let index = delayed.firstIndex { failures[$0.folders].map { $0.notBefore <= time } ?? true }
    return index.map { delayed.remove(at: $0) }
  }

  /// Whether it failed as it is.
  private func hasFailed(_ submission: UploadFolder.Submission) -> Bool {
    failures[submission.folders]?.submission.isSame(as: submission) ?? false
  }

  /// A submission has its verdict. Returns the problem that it had before.
  mutating func settle(_ submission: UploadFolder.Submission) -> UploadFolder.Problem? {
    atWork.remove(submission.folders)
    settled[submission.folders] = submission
    let before = failures.removeValue(forKey: submission.folders)
    if before == nil { countOff(submission) }
    return before?.problem
  }

  /// A submission has none, and is tried again after a pause that grows with every try. Returns the problem that it had
  /// before.
  mutating func fail(
    _ submission: UploadFolder.Submission, _ problem: UploadFolder.Problem, at time: Duration
  ) -> UploadFolder.Problem? {
    let place = submission.folders
    atWork.remove(place)
    let before = failures[place]
    let tries = before.map { $0.submission.isSame(as: submission) ? $0.tries + 1 : 1 } ?? 1
    failures[place] = Failure(
      submission: submission, problem: problem, tries: tries, notBefore: time + pause(afterFailures: tries))
    if before == nil { countOff(submission) }
    return before?.problem
  }

  /// Meanwhile it may have been taken away, or changed and be counted anew.
  private mutating func countOff(_ submission: UploadFolder.Submission) {
    if lastPlaces[submission.folders]?.isSame(as: submission) == true { left -= 1 }
  }

  /// A submission was put down as it was.
  mutating func putBack(_ submission: UploadFolder.Submission) { atWork.remove(submission.folders) }

  /// Before a submission that failed so many times is tried again: a minute where looks are 5 s apart, and then four
  /// times as long each time, for after a few failures it is given up and put before a person.
  func pause(afterFailures count: Int) -> Duration { growing(from: every * 12, count) }

  /// Before anything is tried again after nothing could be decided so many times in a row: 10 s where looks are 5 s
  /// apart.
  func pause(afterStops count: Int) -> Duration { growing(from: every * 2, count) }

  private func growing(from first: Duration, _ count: Int) -> Duration {
    min(.seconds(600), first * (0..<min(count - 1, 10)).reduce(1) { product, _ in product * 4 })
  }

  private mutating func news(of folder: UploadFolder) -> News {
    // An empty folder is one that files are about to come into.
    let now = folder.problems.filter { $0.code != .folderEmpty }
    let before = Set(last?.problems ?? [])
    var news = News()
    for problem in now where before.contains(problem) && standing.insert(problem).inserted {
      news.problems.append(problem)
    }
    news.mended = standing.subtracting(now).sorted { $0.message < $1.message }
    standing.formIntersection(now)
    let notes = Set(last?.notes ?? [])
    for note in folder.notes where notes.contains(note) && saidNotes.insert(note).inserted { news.notes.append(note) }
    saidNotes.formIntersection(folder.notes)
    return news
  }

  /// Whether the files and the account have been as they are for long.
  private static func isOld(_ submission: UploadFolder.Submission, at now: Date) -> Bool {
    let marks = submission.marks + [submission.accountMark].compactMap(\.self)
    return marks.allSatisfy { $0.seconds + stillAge < Int(now.timeIntervalSince1970) }
  }
}

extension UploadFolder.Submission {
  /// Whether the files and the account are the same, wherever the account stands now.
  fileprivate func isSame(as other: UploadFolder.Submission) -> Bool {
    folders == other.folders && files == other.files && marks == other.marks && account == other.account
  }
}
