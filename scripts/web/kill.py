"""SIGKILL under load: what was acknowledged is there afterwards, once, and gets its verdict."""

import json
import signal
import threading
import time

from load import hammer, known
from server import Server


def run(rounds=5):
    server = Server("--max-uploads", "32", "--jobs", "2")
    server.make_tokens(2)
    acknowledged = []
    for number in range(rounds):
        server.start()
        cases = []

        def kill(after):
            while len(cases) < after:
                time.sleep(0.005)
            server.process.send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill, args=(10 + 7 * number,))
        killer.start()
        _, statuses = hammer(server, 8, 120, cases)
        killer.join()
        server.process.wait()
        acknowledged += cases
        print(f"kill: round {number + 1}: {len(cases)} acknowledged, {statuses[0]} cut off", flush=True)
    server.start()
    found = known(server)
    lost = set(acknowledged) - found
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
    return 1 if lost or twice or left or code != 0 else 0
