"""Drives `kyc-inspector` as `kyc` does: an order and a document in, masked pages and facts out."""

import json
import os
import pathlib
import struct
import subprocess
import tempfile

ORDER = {
    "accepts": ["pdf", "jpeg"],
    "limits": {
        "files": 4,
        "pages": 4,
        "megabytes": 20,
        "megapixels": 60,
        "seconds": 120,
        "addressSpaceMegabytes": 4096,
    },
    "renderDotsPerInch": 300,
    "languages": ["dan", "eng"],
    "mask": ["cardVerificationCode", "cardNumber", "nationalIdentityNumber"],
    "requireSandbox": False,
}
ORDER_FRAME, DOCUMENT_FRAME, PICTURE_FRAME, FACTS_FRAME, MISSING_FRAME = 1, 2, 3, 4, 5


class Failed(Exception):
    """The child gave no answer, or said what this machine lacks."""


def frame(kind, body):
    """A message: kind, length, body."""
    return struct.pack("<BI", kind, len(body)) + body


def frames(answer):
    """The messages in an answer."""
    at = 0
    while at + 5 <= len(answer):
        kind, length = struct.unpack_from("<BI", answer, at)
        yield kind, answer[at + 5 : at + 5 + length]
        at += 5 + length


def examined(program, document, home, masking=None):
    """The facts, the kept pages by number, and the processor seconds it took."""
    order = {**ORDER, "mask": masking or ORDER["mask"]}
    environment = {"KYC_HOME": home, "OMP_THREAD_LIMIT": "1", "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8"}
    with tempfile.TemporaryFile() as stdin:
        stdin.write(frame(ORDER_FRAME, json.dumps(order).encode()) + frame(DOCUMENT_FRAME, document))
        stdin.seek(0)
        child = subprocess.Popen(
            [str(pathlib.Path(program))],
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        answer = child.stdout.read()
        child.stdout.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    pages, facts = {}, None
    for kind, body in frames(answer):
        if kind == PICTURE_FRAME:
            pages[struct.unpack_from("<I", body)[0]] = body[4:]
        elif kind == FACTS_FRAME:
            facts = json.loads(body)
        elif kind == MISSING_FRAME:
            raise Failed(body.decode())
    if facts is None:
        raise Failed(f"kyc-inspector ended with {child.returncode} and no facts")
    return facts, pages, seconds
