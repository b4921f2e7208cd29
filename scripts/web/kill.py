"""SIGKILL under load: what was acknowledged is there afterwards, once, and gets its verdict."""

import json
import os
import signal
import tempfile
import threading
import time

from load import hammer, known
from server import Server
from tusd import Tusd


def run(rounds=5):
    folder = tempfile.TemporaryDirectory(prefix="kyc-tusd-")
    server = Server("--max-uploads", "32", "--jobs", "2", "--max-requests", "100000", "--tus-store", folder.name)
    server.make_tokens(2)
    acknowledged = []
    laid = 0
    for number in range(rounds):
        server.start()
        cases = []

        def kill(after):
            while len(cases) < after:
                time.sleep(0.005)
            server.process.send_signal(signal.SIGKILL)

        if number == 0:
            server.ask(
                "PUT", "/v1/accounts/T-1", server.tokens["integrator"], '{"id": "T-1"}', {"content-type": "application/json"})
        finished = []

        def through_tusd():
            tusd = Tusd(server, folder.name)
            while server.process.poll() is None:
                _, _, name = tusd.upload({"account": "T-1", "pipeline": "identity"}, b"\xff\xd8\xff\xe0" + os.urandom(50_000))
                if name:
                    finished.append(name)

        killer = threading.Thread(target=kill, args=(10 + 7 * number,))
        other = threading.Thread(target=through_tusd)
        killer.start()
        other.start()
        _, statuses = hammer(server, 8, 120, cases)
        killer.join()
        server.process.wait()
        other.join()
        acknowledged += cases
        laid += len(finished)
        print(
            f"kill: round {number + 1}: {len(cases)} acknowledged, {statuses[0]} cut off, {len(finished)} through tusd, of which "
            f"{len(os.listdir(folder.name)) // 2} not taken yet", flush=True)
    # No hook comes for these any more.
    past = time.time() - 60
    for name in os.listdir(folder.name):
        os.utime(os.path.join(folder.name, name), (past, past))
    server.start()
    for _ in range(600):
        if not os.listdir(folder.name):
            break
        time.sleep(0.1)
    found = known(server)
    lost = set(acknowledged) - found
    stranded = len(os.listdir(folder.name))
    _, _, body = server.ask("GET", "/v1/cases?account=T-1&limit=200", server.tokens["auditor"])
    taken = len(json.loads(body)["cases"])
    left = None
    for _ in range(6000):
        left = 0
        for state in ("waiting", "working"):
            _, _, body = server.ask("GET", f"/v1/cases?state={state}&limit=200", server.tokens["auditor"])
            left += len(json.loads(body)["cases"])
        if left == 0:
            break
        time.sleep(0.1)
    code = server.stop()
    twice = len(acknowledged) - len(set(acknowledged))
    print(
        f"kill: {len(acknowledged)} acknowledged over {rounds} kills, {len(found)} there, {len(lost)} lost, {twice} numbers given "
        f"twice, {left} without a verdict; told to stop, the server ended with {code}")
    print(f"kill: {laid} uploads finished through tusd, {taken} cases of them, {stranded} files left in its folder")
    return 1 if lost or twice or left or stranded or taken != laid or code != 0 else 0
