import FoundationEssentials

/// How the store of a workspace stands.
package struct WorkspaceHealth: Sendable, Equatable {
  /// The name of the last change to its tables, such as `2 desk`; nil when it has none yet.
  package var schema: String?
  /// Changes to its tables that the next command makes which opens it, in order.
  package var pendingChanges: [String]
  /// What is damaged in the file, as the store says it; empty when it is sound. Nothing else is known then.
  package var damage: [String]
  /// How many cases there are in each state; states without cases are left out.
  package var cases: [CaseState: Int]
  /// In review, because we gave up on them.
  package var stuck: [CaseNumber]
  /// In review beyond their deadline, the first to have gone beyond it first.
  package var overdue: [CaseNumber]
  /// Being worked on by a process that has ended: the next run takes them up again.
  package var abandoned: [CaseNumber]
  /// When the last thing was written down; nil where nothing was.
  package var newestEvent: Date?
  /// The masked pages that runs name.
  package var pages: Set<BlobKey>

  package init(
    schema: String?, pendingChanges: [String] = [], damage: [String] = [], cases: [CaseState: Int] = [:],
    stuck: [CaseNumber] = [], overdue: [CaseNumber] = [], abandoned: [CaseNumber] = [], newestEvent: Date? = nil,
    pages: Set<BlobKey> = []
  ) {
    self.schema = schema
    self.pendingChanges = pendingChanges
    self.damage = damage
    self.cases = cases
    self.stuck = stuck
    self.overdue = overdue
    self.abandoned = abandoned
    self.newestEvent = newestEvent
    self.pages = pages
  }
}
