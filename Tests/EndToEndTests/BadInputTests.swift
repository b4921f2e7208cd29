import Foundation
import Testing

/// What goes wrong around a batch: one line each that says what, which, why and what to do, and the exit code of the
/// contract.
struct BadInputTests {
  private func submission(in folder: TemporaryFolder, _ path: String, _ bytes: Data) throws {
    let file = folder.url.appendingPathComponent("uploads").appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  private func accounts(in folder: TemporaryFolder, _ lines: String) throws {
    try submission(in: folder, "accounts.jsonl", Data(lines.utf8))
  }

  private func run(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Program.Result {
    try Program.run(["run", folder.path("uploads"), "--data", folder.path("data"), "--date", "2026-11-22"] + more)
  }

  @Test("a folder that is not there is a usage error")
  func missingFolder() throws {
    let folder = try TemporaryFolder()
    let result = try run(folder)
    #expect(result.exit == 2)
    #expect(result.errors.contains("uploads"))
    #expect(!result.errors.isEmpty && result.output.isEmpty)
  }

  @Test(
    "a zero-byte file is decided; a folder named like a picture, an unknown pipeline and an unknown account get a line each"
  )
  func oddInputs() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "B-1", "name": {"given": "Ida", "family": "Holm"}}"# + "\n")
    try submission(in: folder, "B-1/identity/empty.jpg", Data())
    try submission(in: folder, "B-1/address/x.jpg/inside.jpg", Data("x".utf8))
    try submission(in: folder, "B-1/adress/bill.jpg", Data("x".utf8))
    try submission(in: folder, "B-2/identity/passport.jpg", Data("x".utf8))
    let result = try run(folder)
    #expect(result.exit == 1, "\(result.errors)")
    let said = result.output + result.errors
    #expect(said.contains("file.empty"))
    #expect(said.contains("x.jpg"))
    #expect(said.contains("adress"))
    #expect(said.contains("B-2"))
  }

  @Test("a malformed account names its line, and the rest of the batch goes on")
  func malformedAccount() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "B-1", "name": 7}"# + "\n" + #"{"id": "B-2"}"# + "\n")
    try submission(in: folder, "B-1/identity/a.jpg", Data("not a picture".utf8))
    try submission(in: folder, "B-2/identity/a.jpg", Data("not a picture".utf8))
    let result = try run(folder)
    #expect(result.exit == 1)
    #expect((result.output + result.errors).contains("accounts.jsonl:1"), "\(result.errors)")
    #expect(result.output.contains("file.unsupported_format"))
  }

  @Test("a wrong key in a pipeline file stops the start with file and line")
  func wrongPipeline() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "B-1"}"# + "\n")
    let pipelines = folder.url.appendingPathComponent("pipelines")
    try FileManager.default.copyItem(at: Program.root.appendingPathComponent("pipelines"), to: pipelines)
    let address = pipelines.appendingPathComponent("address.yaml")
    let text = try String(contentsOf: address, encoding: .utf8).replacing("  sharpness:", with: "  sharpnes:")
    try Data(text.utf8).write(to: address)
    let result = try run(folder, ["--pipelines", pipelines.path])
    #expect(result.exit == 3)
    #expect(result.errors.contains("address.yaml:"), "\(result.errors)")
    #expect(result.errors.contains("did you mean 'sharpness'"), "\(result.errors)")
  }

  @Test("where the engines are missing, nothing is decided, and the message names the set-up")
  func missingEngines() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "A-1001"}"# + "\n")
    let bill = Program.uploads.appendingPathComponent("A-1001/identity/passport.jpg")
    try submission(in: folder, "A-1001/identity/passport.jpg", try Data(contentsOf: bill))
    let result = try Program.run(
      ["run", folder.path("uploads"), "--data", folder.path("data")], environment: ["KYC_HOME": folder.path("nothing")])
    #expect(result.exit == 4, "\(result.errors)")
    #expect(result.errors.contains("scripts/setup"), "\(result.errors)")
    #expect(result.errors.contains("KYC_HOME"), "\(result.errors)")
  }

  @Test("a file where the workspace or the upload folder should be is named, with what to give instead")
  func filesForFolders() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "B-1"}"# + "\n")
    let file = folder.path("uploads") + "/accounts.jsonl"
    let list = try Program.run(["queue", "list", "--data", file])
    #expect(list.exit == 5, "\(list.errors)")
    #expect(list.errors.contains("--data"), "\(list.errors)")
    let batch = try Program.run(["run", file, "--data", folder.path("data")])
    #expect(batch.exit == 2, "\(batch.errors)")
    #expect(batch.errors.contains("give the folder that holds accounts.jsonl"), "\(batch.errors)")
  }

  @Test("verify takes one account, and says what to do with a file of several")
  func severalAccounts() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, "{\"id\": \"B-1\"}\n{\"id\": \"B-2\"}\n")
    try submission(in: folder, "B-1/identity/a.jpg", Data("x".utf8))
    let uploads = folder.path("uploads")
    let result = try Program.run([
      "verify", uploads + "/B-1/identity/a.jpg", "--account", uploads + "/accounts.jsonl", "--pipeline", "identity",
    ])
    #expect(result.exit == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("lists several accounts, and --account takes one"), "\(result.errors)")
  }

  @Test("verify says at once what it does, with --json too, and closed standard files harm nothing")
  func talk() throws {
    let folder = try TemporaryFolder()
    try submission(in: folder, "account.json", Data(#"{"id": "B-1"}"#.utf8))
    try submission(in: folder, "a.jpg", Data("not a picture".utf8))
    let uploads = folder.path("uploads")
    let verify = [
      "verify", uploads + "/a.jpg", "--account", uploads + "/account.json", "--pipeline", "identity", "--json",
    ]
    #expect(try Program.run(verify).errors.hasPrefix("kyc: examining 1 file\n"))
    #expect(try Program.run(verify + ["--quiet"]).errors.isEmpty)
    let closed = Process()
    closed.executableURL = URL(fileURLWithPath: "/bin/sh")
    closed.arguments =
      ["-c", #"exec "$0" "$@" <&- >&- 2>&-"#, try Program.path().path, "run", uploads, "--data", folder.path("data")]
    try closed.run()
    closed.waitUntilExit()
    let list = try Program.run(["queue", "list", "--data", folder.path("data")])
    #expect(list.exit == 0, "\(list.errors)")
  }

  @Test("a consumed folder is clean: the next run has nothing to say against it")
  func consumed() throws {
    let folder = try TemporaryFolder()
    try accounts(in: folder, #"{"id": "B-1"}"# + "\n")
    try submission(in: folder, "B-1/identity/a.jpg", Data("not a picture".utf8))
    #expect(try run(folder, ["--consume"]).exit == 0)
    let again = try run(folder, ["--consume"])
    #expect(again.exit == 0, "\(again.output)\(again.errors)")
  }
}
