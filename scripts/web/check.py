"""Requests that schemathesis makes up from openapi.yaml; webhooks and measures read by those who define them."""

import http.client
import http.server
import json
import pathlib
import ssl
import subprocess
import sys
import tempfile
import threading
import time

import standardwebhooks
from prometheus_client.parser import text_string_to_metric_families

import manners
from server import ROOT, Server

FIXTURE = ROOT / "Fixtures/uploads/A-1001/identity/passport.jpg"
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance"


class Receiver(http.server.BaseHTTPRequestHandler):
    got = []
    answers = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        Receiver.got.append((dict(self.headers.items()), body))
        self.send_response(Receiver.answers.pop(0) if Receiver.answers else 200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def until(what, holds):
    for _ in range(1200):
        if holds():
            return
        time.sleep(0.1)
    raise SystemExit(f"check: it never came to {what}")


def webhooks(server):
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    Receiver.answers = [500]
    hook, secret = server.kyc(
        "hook", "add", f"http://127.0.0.1:{receiver.server_port}/", "--allow-private").split("\t")
    server.kyc("hook", "test", hook)
    until("a message", lambda: len(Receiver.got) >= 2)
    rotated = server.kyc("hook", "rotate", hook)
    status, headers, body = server.upload({"id": "A-1001"}, FIXTURE.read_bytes())
    assert status == 202, (status, body)
    path = headers["location"]
    status, headers, body = server.ask("GET", path + "?wait=60", server.tokens["lead"])
    assert json.loads(body)["verdict"], body
    status, _, body = server.ask(
        "POST", path + "/decision", server.tokens["lead"], json.dumps({"decision": "reject", "reasons": ["page.blurred"]}),
        {"content-type": "application/json", "if-match": headers["etag"]})
    assert status == 200, body
    until("a decision", lambda: len(Receiver.got) >= 3)
    for index, (headers, body) in enumerate(Receiver.got):
        for key in [secret] if index < 2 else [secret, rotated]:
            standardwebhooks.Webhook(key).verify(body, headers)
    ids = [headers["webhook-id"] for headers, _ in Receiver.got]
    assert ids[0] == ids[1] != ids[2], ids
    types = [json.loads(body)["type"] for _, body in Receiver.got]
    assert types == ["webhook.test", "webhook.test", "case.decided"], types
    try:
        standardwebhooks.Webhook(secret).verify(Receiver.got[2][1] + b" ", Receiver.got[2][0])
        raise SystemExit("check: an altered message was taken")
    except standardwebhooks.WebhookVerificationError:
        pass
    receiver.shutdown()
    print("check: 3 webhooks verified by standardwebhooks, one of them sent twice after a 500, one with both secrets")


def measures(server):
    _, _, body = server.ask("GET", "/metrics")
    families = list(text_string_to_metric_families(body.decode()))
    names = {family.name for family in families}
    assert {"kyc_cases", "kyc_http_requests", "kyc_http_request_seconds"} <= names, names
    print(f"check: {len(families)} families of measures read by prometheus-client")


def made_up(server, requests):
    """Half of them by somebody who may send, half by one who may decide; cases to meet stand there already."""
    report = pathlib.Path(server.folder.name) / "schemathesis"
    operations = 17
    for role, seed in (("integrator", 1), ("lead", 2)):
        with open(report.with_suffix(f".{role}"), "w") as out:
            done = subprocess.run(
                [
                    pathlib.Path(sys.executable).parent / "schemathesis", "run",
                    f"http://127.0.0.1:{server.port}/openapi.yaml", "--url", f"http://127.0.0.1:{server.port}",
                    "--header", f"Authorization: Bearer {server.tokens[role]}", "--checks", CHECKS, "--mode", "all",
                    "--phases", "examples,coverage,fuzzing" if requests >= 1000 else "examples,fuzzing", "--seed", str(seed),
                    "--max-examples", str(max(5, requests // (2 * operations))), "--request-timeout", "90", "--workers", "1",
                    "--no-color",
                ], stdout=out, stderr=subprocess.STDOUT, cwd=server.folder.name)
        text = report.with_suffix(f".{role}").read_text()
        print(f"check: schemathesis as {role}:")
        print("\n".join("    " + line for line in text.split("SUMMARY", 1)[-1].strip("= \n").splitlines()))
        if done.returncode != 0:
            print(text[-8000:])
            raise SystemExit("check: an answer outside openapi.yaml")
    log = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    asked = [line for line in log if line["message"] == "answered"]
    errors = [line for line in asked if line["status"] in ("500", "502", "504")]
    print(f"check: {len(asked)} requests answered, {len(errors)} of them with 500")
    assert len(asked) >= requests, "check: fewer requests than were asked for"
    assert not errors, errors


def large(server):
    """The memory of the server does not grow with what is sent to it."""
    def peak():
        text = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        return int(text.split("VmHWM:")[1].split()[0]) // 1024

    def send(account, megabytes):
        status, _, body = server.upload({"id": account}, b"\xff\xd8\xff\xe0" + bytes(megabytes * 1_000_000))
        assert status == 202, (status, body)

    for number in range(5):
        send(f"M-{number}", 1)
    before = peak()
    send("M-19", 19)
    grown = peak() - before
    assert grown < 12, f"check: an upload of 19 MB took {grown} MB"
    print(f"check: an upload of 19 MB took {grown} MB more at the most than one of 1 MB")


def tls():
    """The server with a certificate of its own."""
    with tempfile.TemporaryDirectory(prefix="kyc-tls-") as folder:
        certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
            check=True, capture_output=True)
        server = Server("--tls-certificate", certificate, "--tls-key", key)
        server.start()
        try:
            context = ssl.create_default_context(cafile=certificate)
            connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=60)
            connection.request("GET", "/livez")
            assert connection.getresponse().status == 200
            context.maximum_version = ssl.TLSVersion.TLSv1_1
            try:
                http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=60).connect()
                raise SystemExit("check: TLS 1.1 was spoken")
            except (ssl.SSLError, OSError):
                pass
        finally:
            assert server.stop() == 0
    print("check: TLS 1.2 and later by certificate files")


def throttled():
    """A server that lets little through."""
    server = Server("--max-requests", "1", "--max-waiting", "1")
    server.make_tokens()
    server.start()
    try:
        heard = [server.ask("GET", "/v1/cases", server.tokens["lead"]) for _ in range(5)]
        assert [status for status, _, _ in heard[:2]] == [200, 200] and heard[-1][0] == 429, heard
        assert int(heard[-1][1]["retry-after"]) > 0
        strangers = [server.ask("GET", "/v1/cases", "kyc_wrong")[0] for _ in range(25)]
        assert strangers[:20] == [401] * 20 and strangers[-1] == 429, strangers
        assert server.ask("GET", "/v1/cases", server.tokens["auditor"])[0] == 200
    finally:
        server.stop()
    print("check: whoever comes too often is told so, by token, and by address where the secret does not fit")


def run(requests=2000):
    folder = tempfile.TemporaryDirectory(prefix="kyc-tusd-")
    server = Server("--allow-private-hooks", "--max-uploads", "8", "--max-requests", "100000", "--tus-store", folder.name)
    server.make_tokens(2)
    server.start()
    try:
        webhooks(server)
        measures(server)
        large(server)
        manners.expectation(server)
        manners.crowd(server)
        manners.signed(server, standardwebhooks)
        waiting = manners.tus(server, folder.name)
        slow = manners.SlowSenders(server)
        made_up(server, requests)
        slow.finish()
        location = manners.stop(server)
        server.start()
        manners.found(server, folder.name, *waiting)
        status, _, _ = server.ask("GET", location, server.tokens["lead"])
        assert status == 200, status
        print("check: told to stop in the middle of an upload, the server finished it and ended with 0")
    finally:
        code = server.stop()
    assert code == 0, f"check: the server ended with {code}"
    throttled()
    tls()
    print("check: nothing found")
    return 0
