internal import ArgumentParser
internal import Casework
internal import FoundationEssentials
internal import Model
internal import Paperwork
internal import Web
internal import Workplace

/// `kyc hook`
struct HookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Who is told what became of a case (Standard Webhooks). A running `kyc serve` sends.",
    subcommands: [Add.self, List.self, Rotate.self, Remove.self, Test.self, Deliveries.self, Resend.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add an address and print the secret that its messages are signed with, which is shown this once.")

    @Argument(help: "An https address.") var url: String
    @Flag(name: .customLong("allow-private"), help: "It may lie in a private network; `kyc serve` must allow it too.")
    var allowsPrivate = false
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      do throws(HookAddress.Refused) {
        _ = try HookAddress(url, allowsPrivate: allowsPrivate)
      } catch {
        throw CommandFailure(.usage, "this address cannot be a hook: \(error.rawValue)")
      }
      var random = SystemRandomNumberGenerator()
      let secret = HookSignature.secret(using: &random)
      let hook = try await workspace.open().outbox.add(hook: url, secret: secret, at: Date())
      print("\(hook.id)\t\(secret.value)")
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All hooks, without their secrets.")

    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      for hook in try await workspace.open().outbox.hooks() {
        print("\(hook.id)\t\(Shown.text(hook.url))\t\(hook.made.formatted(.iso8601))")
      }
    }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a new secret and print it; the old one signs too for 24 hours.")

    @OptionGroup var hook: HookOption

    func run() async throws {
      var random = SystemRandomNumberGenerator()
      let secret = HookSignature.secret(using: &random)
      guard try await hook.workspace.open().outbox.rotate(hook: hook.id, secret: secret, at: Date()) != nil else {
        throw hook.unknown
      }
      print(secret.value)
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Tell it nothing any more.")

    @OptionGroup var hook: HookOption

    func run() async throws {
      guard try await hook.workspace.open().outbox.remove(hook: hook.id, at: Date()) else { throw hook.unknown }
      print("removed \(hook.id)")
    }
  }

  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Send it a message of the type webhook.test.")

    @OptionGroup var hook: HookOption

    func run() async throws {
      guard let delivery = try await hook.workspace.open().outbox.test(hook: hook.id, at: Date()) else {
        throw hook.unknown
      }
      print(delivery.id)
    }
  }

  struct Deliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What was sent and is to be sent, the newest first.")

    @Option(help: "How many.") var limit = 50
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      for delivery in try await workspace.open().outbox.deliveries(limit: limit) {
        let status = delivery.status.map { $0 == 0 ? "no answer" : "\($0)" } ?? "-"
        print(
          "\(delivery.id)\t\(delivery.hook)\t\(delivery.event.rawValue)\t\(delivery.number?.description ?? "-")\t"
            + "\(delivery.state.rawValue)\t\(delivery.attempts)\t\(status)\t\(delivery.due.formatted(.iso8601))")
      }
    }
  }

  struct Resend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Send a message again, dead or delivered.")

    @Argument(help: "As kyc hook deliveries shows it.") var id: String
    @OptionGroup var workspace: WorkspaceOption

    func run() async throws {
      guard try await workspace.open().outbox.resend(id, at: Date()) else {
        throw CommandFailure(.usage, "there is no such message, or its hook is gone; kyc hook deliveries shows all")
      }
      print("due \(id)")
    }
  }
}

/// Which hook a command is about.
struct HookOption: ParsableArguments {
  @Argument(help: "The number of the hook.") var id: Int
  @OptionGroup var workspace: WorkspaceOption

  /// What to say when there is none of that number.
  var unknown: CommandFailure { CommandFailure(.usage, "there is no hook \(id); kyc hook list shows all") }
}
