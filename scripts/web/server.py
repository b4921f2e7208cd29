"""A server of its own in a temporary workspace, and what one asks it."""

import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ["KYC_BIN"])
ROLES = ["integrator", "reviewer", "lead", "auditor"]


class Server:
    def __init__(self, *options, folder=None):
        self.folder = folder or tempfile.TemporaryDirectory(prefix="kyc-try-")
        self.data = pathlib.Path(self.folder.name) / "data"
        self.options = options
        self.tokens = {}
        self.process = None

    def kyc(self, *words):
        done = subprocess.run([BIN / "kyc", *words, "--data", self.data], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"kyc {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def make_tokens(self, count=1):
        for role in ROLES:
            self.tokens[role] = self.kyc("token", "create", role, "--role", role)
        self.senders = [self.kyc("token", "create", f"shop-{n}", "--role", "integrator") for n in range(count)]

    def start(self):
        self.log = pathlib.Path(self.folder.name) / "log"
        with open(self.log, "ab") as log:
            before = log.tell()
            self.process = subprocess.Popen(
                [BIN / "kyc", "serve", "--port", "0", "--data", self.data, *self.options], stderr=log)
        for _ in range(600):
            found = re.search(rb"listening on 127\.0\.0\.1:(\d+)", self.log.read_bytes()[before:])
            if found:
                self.port = int(found[1])
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"the server did not start: {self.log.read_text()[-2000:]}")

    def stop(self, by=signal.SIGTERM):
        self.process.send_signal(by)
        return self.process.wait(60)

    def ask(self, method, path, token=None, body=None, headers=None, timeout=90):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            headers = dict(headers or {})
            if token:
                headers["Authorization"] = f"Bearer {token}"
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), answer.read()
        finally:
            connection.close()

    def upload(self, account, content, token=None, pipeline="identity", name="passport.jpg", key=None):
        boundary = uuid.uuid4().hex
        head = (
            f'--{boundary}\r\ncontent-disposition: form-data; name="pipeline"\r\n\r\n{pipeline}\r\n'
            f'--{boundary}\r\ncontent-disposition: form-data; name="account"\r\n\r\n{json.dumps(account)}\r\n'
            f'--{boundary}\r\ncontent-disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {"content-type": f"multipart/form-data; boundary={boundary}"}
        if key:
            headers["idempotency-key"] = key
        return self.ask("POST", "/v1/cases", token or self.tokens["integrator"], body, headers)
