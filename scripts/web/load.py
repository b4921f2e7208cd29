"""Uploads a second, and how long an acknowledgement takes, at what the server takes and at five times as many senders."""

import collections
import json
import os
import statistics
import threading
import time

from server import Server

SECONDS = 15
PAYLOAD = 300_000


def hammer(server, senders, seconds, cases):
    """Each sender sends one upload after the other, every one of them new, and waits when it is told to. What is
    acknowledged goes into `cases` as it is."""
    end = time.monotonic() + seconds
    lock = threading.Lock()
    spent, statuses = [], collections.Counter()

    def send(number):
        index = 0
        token = server.senders[number % len(server.senders)]
        # Begins as a JPEG does, and is none: what is measured is the way in, not the examination.
        filler = b"\xff\xd8\xff\xe0" + os.urandom(PAYLOAD)
        while time.monotonic() < end:
            index += 1
            before = time.monotonic()
            try:
                status, headers, body = server.upload(
                    {"id": f"L-{number}-{index}-{before}"}, filler + f"{number} {index} {before}".encode(), token)
            except OSError:
                status, headers, body = 0, {}, b""
            with lock:
                statuses[status] += 1
                if status == 202:
                    spent.append(time.monotonic() - before)
                    cases.append(json.loads(body)["case"])
            if status in (429, 503):
                time.sleep(0.2)
            if server.process.poll() is not None:
                return

    threads = [threading.Thread(target=send, args=(number,)) for number in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return spent, statuses


def known(server):
    """Every case there is."""
    found, cursor = set(), None
    while True:
        path = "/v1/cases?limit=200" + (f"&cursor={cursor}" if cursor else "")
        status, _, body = server.ask("GET", path, server.tokens["auditor"])
        assert status == 200, (status, body)
        answer = json.loads(body)
        found |= {case["case"] for case in answer["cases"]}
        cursor = answer["next"]
        if cursor is None:
            return found


def run():
    server = Server("--max-uploads", "16", "--jobs", "1", "--max-requests", "100000")
    server.make_tokens(4)
    server.start()
    print(f"load: {PAYLOAD // 1000} kB an upload, {SECONDS} s each, {os.cpu_count()} cores for server, examination and senders")
    print("| senders | acknowledged | a second | p50 ms | p99 ms | told to come back | other |")
    print("|---|---|---|---|---|---|---|")
    acknowledged = []
    for senders in (8, 16, 80):
        spent, statuses = hammer(server, senders, SECONDS, acknowledged)
        cuts = statistics.quantiles(spent, n=100) if len(spent) > 1 else [0] * 99
        later = statuses[429] + statuses[503]
        print(
            f"| {senders} | {len(spent)} | {len(spent) / SECONDS:.0f} | {cuts[49] * 1000:.0f} | {cuts[98] * 1000:.0f} | {later} "
            f"| {sum(statuses.values()) - later - len(spent)} |", flush=True)
    lost = set(acknowledged) - known(server)
    code = server.stop()
    print(f"load: {len(acknowledged)} acknowledged, {len(lost)} lost; told to stop, the server ended with {code}")
    return 1 if lost or code != 0 else 0
