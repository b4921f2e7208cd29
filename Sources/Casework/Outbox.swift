import FoundationEssentials
import Model

/// Where a customer's system wants to be told what became of a case.
package struct Hook: Sendable, Equatable {
  package var id: Int
  package var url: String
  /// `whsec_…`: what deliveries are signed with, the newest first; two while a rotation lasts.
  package var secrets: [Private<String>]
  package var made: Date

  package init(id: Int, url: String, secrets: [Private<String>], made: Date) {
    self.id = id
    self.url = url
    self.secrets = secrets
    self.made = made
  }

  /// For how long the old secret of a rotation signs too, in seconds: 24 h.
  package static let rotation: TimeInterval = 24 * 3600
}

/// What a hook is told. The raw values stand in the payload.
package enum HookEvent: String, Sendable, CaseIterable {
  /// A person approved or rejected it.
  case decided = "case.decided"
  /// A person asked the customer for more.
  case asked = "case.asked"
  /// The machine has a verdict, or gave up; only where hooks are told at the verdict.
  case judged = "case.judged"
  /// Somebody tries the hook out.
  case test = "webhook.test"
}

/// When the customer's system hears of a case.
package enum HookMoment: String, Sendable, CaseIterable {
  /// When a person decided or asked.
  case decision
  /// At the machine's verdict too, which is not final.
  case verdict

  /// The edges that are told, and as what.
  package var edges: [CaseEvent.Edge: HookEvent] {
    let people: [CaseEvent.Edge: HookEvent] = [.approved: .decided, .rejected: .decided, .asked: .asked]
    switch self {
    case .decision: return people
    case .verdict: return people.merging([.concluded: .judged, .stuck: .judged, .reran: .judged]) { $1 }
    }
  }
}

/// One message to one hook.
package struct Delivery: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    case pending, delivered
    /// Tried for days, or the hook said that it is gone.
    case dead
  }

  /// `msg_…`, the same at every attempt.
  package var id: String
  package var hook: Int
  package var event: HookEvent
  /// When it happened.
  package var at: Date
  /// Nil for a test.
  package var number: CaseNumber?
  package var accountID: String?
  package var pipeline: String?
  package var state: State
  /// Made so far.
  package var attempts: Int
  /// Of the next attempt.
  package var due: Date
  /// What the hook answered last; 0 for no answer, nil before the first attempt.
  package var status: Int?

  package init(
    id: String, hook: Int, event: HookEvent, at: Date, number: CaseNumber?, accountID: String?, pipeline: String?,
    state: State, attempts: Int, due: Date, status: Int?
  ) {
    self.id = id
    self.hook = hook
    self.event = event
    self.at = at
    self.number = number
    self.accountID = accountID
    self.pipeline = pipeline
    self.state = state
    self.attempts = attempts
    self.due = due
    self.status = status
  }
}

/// How an attempt ended.
package enum DeliveryResult: Sendable, Equatable {
  case delivered
  case retry(at: Date)
  /// No more attempts.
  case dead
  /// The hook says that it is no more: nothing is sent to it from now on.
  case hookGone
}

/// What is to be told outside. The history of the cases is what is told, so a message exists if and only if the edge was
/// committed. All throw `StoreFailure`.
package protocol Outbox: Sendable {
  /// Those in use, in the order they were made.
  func hooks() async throws -> [Hook]

  /// It hears of what happens from now on.
  func add(hook url: String, secret: Private<String>, at now: Date) async throws -> Hook

  /// The old secret signs too for `Hook.rotation`. Nil when there is no such hook.
  func rotate(hook id: Int, secret: Private<String>, at now: Date) async throws -> Hook?

  /// What was not delivered to it is dead. False when there is no such hook.
  func remove(hook id: Int, at now: Date) async throws -> Bool

  /// Makes deliveries of the edges that nobody has looked at yet. Returns how many there are new.
  @discardableResult
  func collect(_ edges: [CaseEvent.Edge: HookEvent], at now: Date) async throws -> Int

  /// Due ones, the longest due first; nobody else gets them before `lease` is over.
  func take(at now: Date, lease: TimeInterval, limit: Int) async throws -> [Delivery]

  /// `status` as in `Delivery`. `attempts` is that of the delivery as it was taken: a result that comes too late changes
  /// nothing.
  func settle(_ delivery: Delivery, _ result: DeliveryResult, status: Int, at now: Date) async throws

  /// The newest first.
  func deliveries(limit: Int) async throws -> [Delivery]

  /// Makes it due again, from the first attempt on. False when there is no such delivery, or its hook is gone.
  func resend(_ id: String, at now: Date) async throws -> Bool

  /// A test message. Nil when there is no such hook.
  func test(hook id: Int, at now: Date) async throws -> Delivery?
}
