internal import ArgumentParser

/// `kyc queue`
struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "The review desk: what waits for a person, and what the person does about it.",
    discussion: """
        kyc queue list                          most urgent first
        kyc queue list --tab needs-me           what no colleague has taken
        kyc queue show K-2026-000017            everything about one case
        kyc queue claim K-2026-000017           10 minutes for you alone
        kyc queue approve K-2026-000017
        kyc queue reject K-2026-000017 --reason page.blurred --note "third try"
        kyc queue ask K-2026-000017             prints the letter to the customer
        kyc queue escalate K-2026-000017 --to payments

      Each act takes --as NAME (default: your login name), --note TEXT (sealed) and --seen VERSION. An act that does not \
      fit the case as it stands changes nothing and ends with 2.
      """,
    subcommands: [
      QueueListCommand.self, QueueShowCommand.self, QueueClaimCommand.self, QueueApproveCommand.self,
      QueueRejectCommand.self, QueueAskCommand.self, QueueEscalateCommand.self,
    ])
}
