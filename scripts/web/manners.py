"""What a client sees that sends in other ways than one long breath."""

import base64
import hashlib
import hmac
import json
import os
import signal
import socket
import threading
import time

from tusd import Tusd

FORM = (
    b'--b\r\ncontent-disposition: form-data; name="pipeline"\r\n\r\nidentity\r\n'
    b'--b\r\ncontent-disposition: form-data; name="account"\r\n\r\n{"id": "%s"}\r\n'
    b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\xff\xd8\xff\xe0 %s\r\n--b--\r\n')


class Wire:
    """A connection, byte by byte."""

    def __init__(self, server, timeout=120):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=timeout)

    def send(self, content):
        self.socket.sendall(content)

    def head(self, token, length, path="/v1/cases", extra=b""):
        self.send(
            b"POST %s HTTP/1.1\r\nhost: x\r\nauthorization: Bearer %s\r\ncontent-type: multipart/form-data; boundary=b\r\n"
            b"content-length: %d\r\n%s\r\n" % (path.encode(), token.encode(), length, extra))

    def answer(self):
        """Status and headers of the next answer, its body left out; 0 when the connection ends."""
        text = b""
        try:
            while b"\r\n\r\n" not in text:
                piece = self.socket.recv(1)
                if not piece:
                    return 0, {}
                text += piece
        except ConnectionError:
            return 0, {}
        lines = text.decode().split("\r\n")
        pairs = [line.split(": ", 1) for line in lines[1:] if line]
        headers = {name.lower(): value for name, value in pairs}
        for _ in range(int(headers.get("content-length", 0))):
            self.socket.recv(1)
        return int(lines[0].split()[1]), headers

    def is_silent(self, seconds):
        self.socket.settimeout(seconds)
        try:
            self.socket.recv(1, socket.MSG_PEEK)
            return False
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(120)

    def close(self):
        self.socket.close()


def form(account, content=b"x"):
    return FORM % (account.encode(), content)


def expectation(server):
    """`Expect: 100-continue`: whoever is let in is asked for the body, whoever is not hears why at once."""
    body, expect = form("E-1"), b"expect: 100-continue\r\n"
    wire = Wire(server)
    wire.head(server.tokens["integrator"], len(body), extra=expect)
    assert wire.answer()[0] == 100
    wire.send(body)
    assert wire.answer()[0] == 202
    # The same connection goes on.
    wire.head(server.tokens["integrator"], len(body), extra=expect)
    assert wire.answer()[0] == 100
    wire.send(body)
    assert wire.answer()[0] in (200, 202)
    wire.close()
    for token, length, path, status in (
            ("wrong", len(body), "/v1/cases", 401), (server.tokens["auditor"], len(body), "/v1/cases", 403),
            (server.tokens["integrator"], 10**12, "/v1/cases", 413),
            (server.tokens["integrator"], len(body), "/v1/cases/K-2026-999999/files", 404)):
        wire = Wire(server)
        wire.head(token, length, path, expect)
        heard, headers = wire.answer()
        assert heard == status and headers["connection"] == "close", (heard, status)
        wire.close()
    print("check: a body is asked for when it is wanted, and refused before it is sent when it is not")


def crowd(server):
    """More uploads at once than may be: 429 of one token, 503 of all, before the body is read."""
    body = form("C-1", b"y" * 5000)
    held = []
    for token, count, status in ((server.senders[0], 4, 429), (server.senders[1], 4, 503)):
        for _ in range(count):
            wire = Wire(server)
            wire.head(token, len(body))
            wire.send(body[:1000])
            held.append(wire)
        under_way = f"kyc_uploads_under_way {len(held)}.0\n".encode()
        while under_way not in server.ask("GET", "/metrics")[2]:
            time.sleep(0.05)
        wire = Wire(server)
        wire.head(token if status == 429 else server.tokens["integrator"], len(body))
        heard, headers = wire.answer()
        assert heard == status and int(headers["retry-after"]) > 0, (heard, status)
        wire.close()
    for wire in held:
        wire.send(body[1000:])
    statuses = {wire.answer()[0] for wire in held}
    assert statuses <= {200, 202}, statuses
    print("check: 429 and 503 with retry-after before the body is read; those who were in were finished")


class SlowSenders:
    """Half a head, half a body and then nothing, and a body byte by byte: begun here, asked for later."""

    def __init__(self, server):
        self.heard = {}
        self.threads = [
            threading.Thread(target=self.run, args=(name, server), daemon=True) for name in ("head", "silent", "drip")]
        for thread in self.threads:
            thread.start()

    def run(self, name, server):
        wire = Wire(server, timeout=180)
        if name == "head":
            wire.send(b"POST /v1/cases HTTP/1.1\r\nhost:")
        else:
            wire.head(server.tokens["integrator"], 100_000)
            wire.send(form("S-1")[:100])
        while name == "drip" and wire.is_silent(1):
            wire.send(b"z")
        self.heard[name] = wire.answer()[0]

    def finish(self):
        for thread in self.threads:
            thread.join(240)
        assert self.heard.get("drip") == 408, self.heard
        assert self.heard.get("head") in (0, 400, 408) and self.heard.get("silent") in (0, 400, 408), self.heard
        print("check: half a head and half a body are not waited for, and a body byte by byte is refused with 408")


def tus(server, folder):
    """Uploads through tusd: told of, lost by their hook, refused."""
    tusd = Tusd(server, folder)
    status, _, _ = server.ask(
        "PUT", "/v1/accounts/T-1", server.tokens["integrator"], '{"id": "T-1"}', {"content-type": "application/json"})
    assert status == 201
    metadata = {"account": "T-1", "pipeline": "identity", "filename": "a.jpg"}
    content = b"\xff\xd8\xff\xe0" + os.urandom(300_000)
    status, headers, _ = tusd.upload(metadata, content)
    assert status == 204 and headers["Kyc-Case"].startswith("K-"), (status, headers)
    assert not os.listdir(folder), os.listdir(folder)
    assert tusd.upload({"account": "T-1"}, content)[0] == 400
    assert tusd.upload(metadata | {"pipeline": "payment"}, content)[0] == 422
    assert tusd.upload(metadata, b"x" * 30_000_000)[0] == 413

    def link(name):
        os.remove(f"{folder}/{name}")
        os.symlink("/etc/hostname", f"{folder}/{name}")
        raise InterruptedError

    try:
        tusd.upload(metadata, content, before=link)
    except InterruptedError:
        pass
    for name in os.listdir(folder):
        os.remove(f"{folder}/{name}")
    lost = tusd.upload(metadata, content + b"lost", tell=False)[2]
    past = time.time() - 60
    os.utime(f"{folder}/{lost}", (past, past))
    unfinished = tusd.upload(metadata, content, finish=False)[2]
    return lost, unfinished


def found(server, folder, lost, unfinished):
    """The scan of a server that has just been started."""
    for _ in range(300):
        if not os.path.exists(f"{folder}/{lost}.info"):
            break
        time.sleep(0.1)
    assert sorted(os.listdir(folder)) == [unfinished, f"{unfinished}.info"], os.listdir(folder)
    _, _, body = server.ask("GET", "/v1/cases?account=T-1", server.tokens["auditor"])
    assert len(json.loads(body)["cases"]) == 2, body
    print("check: uploads through tusd are taken out of its folder, told of or not, and refused before they begin")


def signed(server, standardwebhooks):
    """A form signed by the reference library."""
    secret = server.kyc("token", "create", "form", "--role", "integrator", "--signs")
    body, now = form("F-1", b"signed"), time.time()
    raw = base64.b64decode(secret.removeprefix("whsec_"))

    def post(body, at, key=raw):
        code = hmac.new(key, b"msg_1.%d." % at + body, hashlib.sha256).digest()
        return server.ask(
            "POST", "/v1/hooks/uploads/form", body=body, headers={
                "content-type": "multipart/form-data; boundary=b", "webhook-id": "msg_1", "webhook-timestamp": f"{int(at)}",
                "webhook-signature": "v1," + base64.b64encode(code).decode()})[0]

    # The reference signs what is text only; that both sign alike, this says.
    import datetime
    text = standardwebhooks.Webhook(secret).sign("msg_1", datetime.datetime.fromtimestamp(int(now)), "text")
    assert text == "v1," + base64.b64encode(hmac.new(raw, b"msg_1.%d.text" % now, hashlib.sha256).digest()).decode()
    assert [post(body, now), post(body, now), post(body, now - 400), post(body, now, b"x" * 24)] == [202, 202, 401, 401]
    print("check: a signed form is taken once, and neither late nor with another signature")


def stop(server):
    """Told to stop in the middle of an upload: it is finished, and nobody new is let in."""
    body = form("G-1", b"z" * 200_000)
    wire = Wire(server)
    wire.head(server.tokens["integrator"], len(body))
    wire.send(body[:100_000])
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(1)
    wire.send(body[100_000:])
    status, headers = wire.answer()
    assert status == 202, status
    wire.close()
    code = server.process.wait(60)
    assert code == 0, code
    return headers["location"]
