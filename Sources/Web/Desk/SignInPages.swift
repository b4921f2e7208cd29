import Casework
import HTTPTypes
import Hummingbird
import Model

/// The way in and out, and what a browser chooses for itself.
struct SignInPages: Sendable {
  /// What the page of the door shows.
  struct Shown: Sendable {
    var problem: String?
    var word: String?
    /// Where to go on; leads nowhere but into the desk.
    var destination = "/review"
    var typedName = ""
  }

  let door: DeskDoor
  private var desk: ReviewDesk { door.desk }

  init(_ door: DeskDoor) { self.door = door }

  var routes: [Route] {
    [
      door.route(.get, "/review/sign-in", nil) { visit in
        let query = visit.visit.query
        return door.page(
          .signin, visit, title: visit.words["signIn"],
          Shown(
            word: query["out"] != nil
              ? visit.words["signedOut"] : query["next"].map { _ in visit.words["sessionEnded"] },
            destination: DeskDoor.place(query["next"])))
      },
      door.route(.post, DeskDoor.signIn, nil) { try await signIn($0) },
      door.route(.post, "/review/sign-out", DeskDoor.everybody) { try await signOut($0) },
      door.route(.post, "/review/language", nil) { visit in
        let language = visit.form["to"] == "da" ? "da" : "en"
        return DeskDoor.redirect(
          DeskDoor.place(visit.form["back"]),
          cookies: [
            DeskCookie.set(
              DeskCookie.language, language, seconds: DeskCookie.year, isSecure: door.isSecure(visit))
          ])
      },
      door.route(.post, "/review/keys", DeskDoor.everybody) { visit in
        let keys = visit.form["keys"] == "off" ? "off" : "on"
        return DeskDoor.redirect(
          "/review/keys",
          cookies: [
            DeskCookie.set(DeskCookie.keys, keys, seconds: DeskCookie.year, isSecure: door.isSecure(visit))
          ])
      },
    ]
  }

  private func signIn(_ visit: DeskVisit) async throws -> Response {
    let name = visit.form.text("name") ?? ""
    let password = Private(visit.form["password"] ?? "")
    let now = desk.office.now()
    var shown = Shown(destination: DeskDoor.place(visit.form["next"]), typedName: name)
    guard AccessToken.isName(name), !password.value.isEmpty, password.value.utf8.count <= 1000 else {
      shown.problem = visit.words["signInWrong"]
      return refused(visit, shown, .unprocessableContent)
    }
    let place = try await desk.attempts.enter(0)
    defer { desk.attempts.leave(place) }
    let known = try await desk.reviewers.password(of: name)
    if try await desk.reviewers.lockedUntil(name, at: now) != nil {
      try await desk.reviewers.lockedOut(known?.reviewer, at: now)
      shown.problem = visit.words["signInLocked"]
      return refused(visit, shown, .tooManyRequests)
    }
    let isRight: Bool
    if let known {
      isRight = await PasswordDigest.matches(known.digest, password)
    } else {
      // As long as for a name that somebody has.
      _ = await PasswordDigest.made(of: password, cost: desk.cost)
      isRight = false
    }
    guard isRight, let reviewer = known?.reviewer else {
      try await desk.reviewers.failed(name, reviewer: known?.reviewer, at: now)
      shown.problem = visit.words["signInWrong"]
      return refused(visit, shown, .forbidden)
    }
    let session = DeskSession.random()
    try await desk.reviewers.begin(session: session.secret, of: reviewer, at: now)
    // Who was signed in here is so no more.
    if let old = visit.session { try await desk.reviewers.end(session: old.secret, at: now) }
    return DeskDoor.redirect(
      shown.destination,
      cookies: [
        DeskCookie.set(
          DeskCookie.session, session.secret.value, seconds: nil, isSecure: door.isSecure(visit))
      ])
  }

  private func refused(_ visit: DeskVisit, _ shown: Shown, _ status: HTTPResponse.Status) -> Response {
    door.page(.signin, visit, status: status, title: visit.words["signIn"], shown)
  }

  private func signOut(_ visit: DeskVisit) async throws -> Response {
    if let session = visit.session { try await desk.reviewers.end(session: session.secret, at: desk.office.now()) }
    return DeskDoor.redirect(
      "/review/sign-in?out=1",
      cookies: [DeskCookie.set(DeskCookie.session, "", seconds: 0, isSecure: door.isSecure(visit))])
  }
}
