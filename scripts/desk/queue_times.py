"""How long the server takes for the queue with many open cases."""

import re
import sqlite3
import time

from browser import PASSWORD
from server import Server
from walk import check, reviewer


def multiply(server, count):
    """Copies of one judged case, each with an account, a deadline and reasons of its own. They are listed, not opened."""
    database = sqlite3.connect(server.data / "kyc.sqlite")
    columns = [row[1] for row in database.execute("PRAGMA table_xinfo(cases)") if row[6] == 0]
    case = dict(zip(columns, database.execute(f"SELECT {', '.join(columns)} FROM cases WHERE id = 1").fetchone()))
    verdict = database.execute("SELECT * FROM verdicts WHERE caseID = 1").fetchone()
    names = [row[1] for row in database.execute("PRAGMA table_info(verdicts)")]
    reasons = ["page.blurred", "page.glare", "holder.name_differs", "document.too_old page.blurred", ""]
    with database:
        for index in range(2, count + 1):
            new = dict(case, id=index, accountID=f"A-{index}", deadline=case["deadline"] + index * 7919 % 200_000_000 - 40_000_000,
                       escalated=index % 17 == 0, changedByRerun=index % 13 == 0)
            database.execute(
                f"INSERT INTO cases ({', '.join(new)}) VALUES ({', '.join('?' * len(new))})", list(new.values()))
            row = dict(zip(names, verdict), caseID=index, reasons=reasons[index % 5])
            database.execute(
                f"INSERT INTO verdicts ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def run(count):
    server = Server()
    server.make_tokens()
    reviewer(server, "anna", "reviewer")
    server.start()
    try:
        status, _, body = server.upload({"id": "A-1"}, b"not a picture")
        check(status == 202, body)
        server.ask("GET", "/v1/cases/K-2026-000001?wait=60", server.tokens["lead"], timeout=120)
        multiply(server, count)
        form = f"name=anna&password={PASSWORD.replace(' ', '+')}"
        headers = {"content-type": "application/x-www-form-urlencoded"}
        _, answer, _ = server.ask("POST", "/review/sign-in", body=form, headers=headers)
        cookie = answer["set-cookie"].split(";")[0]
        paths = [
            "/review", "/review?tab=due-soon", "/review?tab=overdue", "/review?tab=escalated", "/review?tab=changed",
            "/review?tab=all", f"/review?tab=all&page={count // 50}", "/review?tab=all&reason=page.glare",
            "/review?tab=all&verdict=reject-clear&pipeline=identity&age=4h", "/review/overview",
        ]
        print(f"desk: {count} open cases; milliseconds from the request to the whole answer, 40 times each")
        worst = 0
        for path in paths:
            times = []
            for _ in range(40):
                start = time.perf_counter()
                status, _, body = server.ask("GET", path, headers={"cookie": cookie})
                times.append(1000 * (time.perf_counter() - start))
                check(status == 200, f"{path}: {status}")
            times.sort()
            worst = max(worst, times[37] if "overview" not in path else 0)
            shown = len(re.findall(rb'class="row"', body))
            print(f"  {path:60} p50 {times[20]:6.1f}  p95 {times[37]:6.1f}  {shown} cases on the page")
        print(f"desk: the slowest p95 of the queue is {worst:.0f} ms")
        return 0 if worst <= 200 else 1
    finally:
        server.stop()
