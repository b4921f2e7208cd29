import Casework
import TestKit
import Testing

/// The memory ports stand in for the real ones in other tests, so they keep the same contracts.
struct MemoryPortTests {
  @Test("the memory store keeps the contract of the work queue", arguments: WorkQueueContract.clauses)
  func workQueue(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of the review queue", arguments: ReviewQueueContract.clauses)
  func reviewQueue(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of the desk", arguments: DeskContract.clauses)
  func desk(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of reruns", arguments: RerunContract.clauses)
  func rerun(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of follow-ups", arguments: FollowUpContract.clauses)
  func followUp(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of pictures", arguments: PictureContract.clauses)
  func pictures(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory store keeps the contract of the intake", arguments: IntakeContract.clauses)
  func intake(_ clause: Clause<any CaseStore>) async throws { try await clause.holds(MemoryStore()) }

  @Test("the memory blob store keeps the contract", arguments: BlobStoreContract.clauses)
  func blobStore(_ clause: Clause<any BlobStore>) async throws { try await clause.holds(MemoryBlobStore()) }

  @Test("the memory vault keeps the contract", arguments: UploadVaultContract.clauses)
  func vault(_ clause: Clause<any UploadVault>) async throws { try await clause.holds(MemoryVault()) }
}
