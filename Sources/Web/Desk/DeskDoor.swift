import Casework
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Judgement
import Logging
import Model
import NIOCore
import Paperwork

/// A request of a browser, with whoever sent it.
struct DeskVisit: Sendable {
  let visit: Visit
  let words: DeskWords
  /// Nil where nobody needs to sign in.
  let reviewer: Reviewer?
  let session: DeskSession?
  /// Empty for a page that is only looked at.
  let form: DeskForm
  let keysAreOn: Bool

  var person: String { reviewer?.name ?? "" }
  var isDecider: Bool { reviewer.map { DeskDoor.deciders.contains($0.role) } ?? false }
  var path: String { visit.request.uri.path }
}

/// Comes before every page of the desk: who is it, may they, did the form come from here; and makes a page of whatever
/// happens.
struct DeskDoor: Sendable {
  typealias Handler = @Sendable (_ visit: DeskVisit) async throws -> Response

  let desk: ReviewDesk

  static let everybody: Set<Role> = [.reviewer, .lead, .auditor]
  static let deciders: Set<Role> = [.reviewer, .lead]
  static let signIn = "/review/sign-in"
  private static let longestBody = 64 * 1024

  /// A page or an act for people of these roles; nil for everybody, signed in or not.
  func route(
    _ method: HTTPRequest.Method, _ path: String, _ roles: Set<Role>?, _ handler: @escaping Handler
  ) -> Route {
    Route(method, path, nil) { visit in await answer(visit, roles, handler) }
  }

  private func answer(_ visit: Visit, _ roles: Set<Role>?, _ handler: Handler) async -> Response {
    let cookies = visit.request.headers[.cookie]
    let words = DeskWords.words(
      in: DeskWords.language(visit.request.headers, chosen: DeskCookie.value(DeskCookie.language, in: cookies)))
    let session = DeskSession(DeskCookie.value(DeskCookie.session, in: cookies))
    let keysAreOn = DeskCookie.value(DeskCookie.keys, in: cookies) != "off"
    var reviewer: Reviewer?
    func visited(_ form: DeskForm = .empty) -> DeskVisit {
      DeskVisit(
        visit: visit, words: words, reviewer: reviewer, session: reviewer == nil ? nil : session, form: form,
        keysAreOn: keysAreOn)
    }
    do {
      if let session { reviewer = try await desk.reviewers.session(session.secret, at: desk.office.now()) }
      guard visit.request.method == .post else {
        if let roles {
          guard let reviewer else { return DeskDoor.toSignIn(from: visit) }
          guard roles.contains(reviewer.role) else { throw Refusal(.notAllowed) }
        }
        return try await handler(visited())
      }
      if visit.route.path == DeskDoor.signIn, let address = visit.address { try desk.signIns.take(address) }
      let bytes = try await UploadBody(visit, limit: DeskDoor.longestBody, pace: desk.office.pace).bytes()
      guard let form = DeskForm(bytes) else { throw Refusal(.malformedRequest) }
      // Browsers say where a form comes from; whoever says nothing has the token to show, or nothing to gain.
      if let site = visit.request.headers[DeskDoor.fetchSite], site != "same-origin", site != "none" {
        return page(.message, visited(), status: .forbidden, DeskMessage(sentence: words["problem_forged"]))
      }
      if let roles {
        guard let reviewer, let session else { return DeskDoor.toSignIn(from: nil) }
        guard session.isOwn(form["csrf"]) else {
          return page(.message, visited(), status: .forbidden, DeskMessage(sentence: words["problem_forged"]))
        }
        guard roles.contains(reviewer.role) else { throw Refusal(.notAllowed) }
      }
      return try await handler(visited(form))
    } catch {
      let refusal = Refusal(error)
      if refusal.problem == .unexpected {
        desk.office.logger.error(
          "a page of the desk failed", metadata: ["error": "\(type(of: error))", "route": "\(visit.route.path)"])
      }
      let sentence = words.word("problem_\(refusal.problem.rawValue)") ?? refusal.problem.title
      var response = page(.message, visited(), status: refusal.problem.status, DeskMessage(sentence: sentence))
      if let seconds = refusal.secondsToWait { response.headers[.retryAfter] = "\(seconds)" }
      return response
    }
  }

  // MARK: Answers

  /// `shown` by the template of that name.
  func page(
    _ kind: DeskTemplates.Kind, _ visit: DeskVisit, status: HTTPResponse.Status = .ok, title: String? = nil,
    notice: DeskFrame.Notice? = nil, _ shown: some Sendable
  ) -> Response {
    let words = visit.words
    let query = visit.visit.request.uri.query.map { "?" + $0 } ?? ""
    let isGet = visit.visit.request.method != .post
    let frame = DeskFrame(
      t: words.table, language: words.language.rawValue, title: title ?? words["deskName"],
      who: visit.reviewer.map {
        DeskFrame.Who(name: $0.name, role: words["role_\($0.role.rawValue)"], isDecider: visit.isDecider)
      },
      csrf: visit.session?.formToken ?? "", keys: visit.keysAreOn ? "on" : "off",
      back: isGet ? visit.path + query : "/review", isQueue: kind == .queue, isOverview: kind == .overview,
      isKeys: kind == .keys, notice: notice, shown: shown)
    return Reply.bytes(
      Array(DeskTemplates.page(kind, frame).utf8), type: "text/html; charset=utf-8", status: status,
      headers: DeskDoor.pageSafety)
  }

  /// 303, so that loading the page again does nothing again.
  static func redirect(_ path: String, cookies: [String] = []) -> Response {
    var headers: HTTPFields = [.location: path]
    for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
    return Response(status: .seeOther, headers: headers)
  }

  private static func toSignIn(from visit: Visit?) -> Response {
    guard let visit, visit.request.uri.path != "/review" else { return redirect("/review/sign-in") }
    let query = visit.request.uri.query.map { "?" + $0 } ?? ""
    return redirect("/review/sign-in?next=" + QueryText.encoded(visit.request.uri.path + query))
  }

  /// The cookie may go over TLS alone where the browser came by TLS, to us or to the proxy before us.
  func isSecure(_ visit: DeskVisit) -> Bool {
    desk.isSecure || visit.visit.request.headers[DeskDoor.forwardedProtocol]?.lowercased() == "https"
  }

  /// A place within the desk, else its first page: nobody is led elsewhere.
  static func place(_ text: String?) -> String {
    guard let text, text == "/review" || text.hasPrefix("/review/") || text.hasPrefix("/review?"),
      !text.contains("//"), !text.contains("\\"), text.utf8.count <= 1000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return "/review" }
    return text
  }

  /// Our own style, script and pictures, and nothing else.
  private static let pageSafety: HTTPFields = [
    .contentSecurityPolicy:
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; "
      + "frame-ancestors 'none'",
    openerPolicy: "same-origin",
    permissions: "camera=(), geolocation=(), microphone=()",
  ]

  private static let openerPolicy = field("Cross-Origin-Opener-Policy")
  private static let permissions = field("Permissions-Policy")
  private static let fetchSite = field("Sec-Fetch-Site")
  private static let forwardedProtocol = field("X-Forwarded-Proto")

  private static func field(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("a name of a header field") }
    return name
  }
}

/// A page with one sentence.
struct DeskMessage: Sendable {
  let sentence: String
}

/// Values in links.
enum QueryText {
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + Shown.hexadecimal(byte)
    }.joined()
  }
}
