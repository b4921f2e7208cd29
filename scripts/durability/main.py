"""Takes kyc down in every way; see scripts/chaos. What holds is looked up from outside: in the database, the files and what was
printed, never by asking the process that was disturbed."""

import argparse
import contextlib
import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PIPELINE = "identity"  # sealed intake


class Broken(Exception):
    """A promise does not hold."""


class Bench:
    def __init__(self, args):
        self.work = pathlib.Path(args.work)
        self.binaries = pathlib.Path(args.binaries).resolve()
        self.faults = self.work / "faults.so"
        self.count = 0

    def folder(self, name):
        self.count += 1
        path = self.work / f"{name}-{self.count}"
        path.mkdir()
        return path

    def kyc(self, *words, env=None, wait=True, **options):
        command = [str(self.binaries / "kyc"), *map(str, words)]
        environment = dict(os.environ, KYC_JOBS="2", **(env or {}))
        environment.pop("KYC_DATA", None)
        if env:
            environment["LD_PRELOAD"] = str(self.faults)
        start = subprocess.run if wait else subprocess.Popen
        return start(command, env=environment, stdin=subprocess.DEVNULL, text=True, **options)

    def quiet(self, *words, env=None):
        return self.kyc(*words, env=env, capture_output=True)


def quick():
    """A JPEG and a PDF that a child takes through every stage in no time: a dot, and an empty page. What is to be found
    nowhere on the disk hangs on to them."""
    ballast = random.Random(7).randbytes(24_000)
    dot = (ROOT / "Fixtures/hostile/size/dot.jpg").read_bytes()
    jpeg = dot[:2] + b"\xff\xfe" + (len(ballast) + 2).to_bytes(2, "big") + ballast + dot[2:]
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(ballast), ballast),
    )
    pdf, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
    return jpeg, pdf + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


def documents(args):
    """A JPEG and a PDF: quick ones, or with --read small ones that a child reads in full."""
    if not args.read:
        return quick()
    jpeg = min((ROOT / "Fixtures/uploads").rglob("*.jpg"), key=lambda p: (p.stat().st_size < 20_000, p.stat().st_size))
    pdf = min((ROOT / "Fixtures/uploads").rglob("*.pdf"), key=lambda p: (p.stat().st_size < 2_000, p.stat().st_size))
    return jpeg.read_bytes(), pdf.read_bytes()


def marked(document, number):
    """The same document with other bytes."""
    mark = b"made up for a test of durability, number %06d" % number
    if document[:2] == b"\xff\xd8":
        return document[:2] + b"\xff\xfe" + (len(mark) + 2).to_bytes(2, "big") + mark + document[2:]
    return document + b"\n% " + mark + b"\n"


def upload_folder(path, contents, first=1):
    """One account with one file for each content; returns the blocks to look for."""
    lines = []
    for number, content in enumerate(contents, first):
        account = f"C-{number:05d}"
        lines.append(json.dumps({"id": account, "name": {"given": "Ida", "family": "Holm"}}))
        folder = path / account / PIPELINE
        folder.mkdir(parents=True)
        (folder / ("a.pdf" if content[:4] == b"%PDF" else "a.jpg")).write_bytes(content)
    (path / "accounts.jsonl").write_text("\n".join(lines) + "\n")


def blocks(content):
    """Pieces of 48 bytes, one from each 4 KiB, that stand nowhere by chance."""
    pieces = [content[start : start + 48] for start in range(1024, len(content) - 48, 4096)]
    return [piece for piece in pieces if len(set(piece)) > 20]


def plaintext(data, contents):
    """Files below a folder that hold a piece of a document as it was sent."""
    wanted = [piece for content in contents for piece in blocks(content)]
    found = []
    for path in data.rglob("*"):
        if path.is_file():
            stored = path.read_bytes()
            found += [path.name for piece in wanted if piece in stored]
    return found


def acknowledged(output):
    """Case numbers that were printed."""
    cases = []
    for line in output.splitlines():
        try:
            cases.append(json.loads(line).get("case"))
        except ValueError:
            pass  # cut off by a kill
    return [case for case in cases if case]


def check(bench, data, printed, contents, finished=True):
    """Every promise, from outside. Returns how many cases there are and how many were given up."""
    with contextlib.closing(sqlite3.connect(data / "kyc.sqlite")) as database:
        rows = database.execute("SELECT id, year, state, run, verdictRun FROM cases").fetchall()
        numbers = {f"K-{year:04d}-{serial:06d}": (state, run, verdict) for serial, year, state, run, verdict in rows}
        lost = [case for case in printed if case not in numbers]
        if lost:
            raise Broken(f"acknowledged and lost: {lost}")
        if len(numbers) > len(contents):
            raise Broken(f"{len(numbers)} cases of {len(contents)} submissions")
        twice = database.execute("SELECT caseID FROM verdicts GROUP BY caseID, run HAVING COUNT(*) > 1").fetchall()
        effects = database.execute(
            "SELECT caseID FROM events WHERE edge IN ('concluded', 'stuck') GROUP BY caseID, run HAVING COUNT(*) > 1"
        ).fetchall()
        opened = database.execute(
            "SELECT caseID FROM events WHERE edge = 'opened' GROUP BY caseID HAVING COUNT(*) > 1"
        ).fetchall()
        if twice or effects or opened:
            raise Broken(f"doubled: {twice} {effects} {opened}")
        approved = database.execute(
            "SELECT COUNT(*) FROM verdicts WHERE decision = 'approve'"
        ).fetchone()[0]
        if approved:
            raise Broken(f"{approved} approvals of documents that nobody could approve")
        stuck = database.execute(
            "SELECT COUNT(*) FROM verdicts WHERE reasons = 'system.could_not_process'"
        ).fetchone()[0]
        if finished:
            open_cases = [case for case, (state, run, verdict) in numbers.items() if state != "inReview" or run != verdict]
            if open_cases:
                raise Broken(f"without a verdict: {open_cases}")
            if len(numbers) != len(contents):
                raise Broken(f"{len(numbers)} cases of {len(contents)} submissions")
            keys = database.execute("SELECT COUNT(*) FROM uploads").fetchone()[0]
            if keys:
                raise Broken(f"{keys} keys of uploads after the verdict")
    audit = bench.quiet("audit", "verify", "--data", data)
    if audit.returncode != 0:
        raise Broken(f"the chain: {audit.stderr.strip()}")
    found = plaintext(data, contents)
    if found:
        raise Broken(f"pieces of documents in {found}")
    return len(numbers), stuck


def finish(bench, uploads, data):
    """What an operator does after a crash: the same commands again. Returns what was printed."""
    submitted = bench.quiet("submit", uploads, "--data", data, "--json", "--quiet")
    if submitted.returncode not in (0, 1):
        raise Broken(f"submit ended with {submitted.returncode}: {submitted.stderr.strip()}")
    for _ in range(20):
        worked = bench.quiet("work", "--until-idle", "--data", data, "--quiet")
        if worked.returncode != 0:
            raise Broken(f"work ended with {worked.returncode}: {worked.stderr.strip()}")
        with contextlib.closing(sqlite3.connect(data / "kyc.sqlite")) as database:
            if not database.execute("SELECT 1 FROM cases WHERE state IN ('waiting', 'working')").fetchone():
                return submitted.stdout
        time.sleep(1)
    raise Broken("cases still wait")


# Killed, or refused, at every point


def points(bench, args):
    contents = [marked(document, 1) for document in documents(args)]
    uploads = bench.folder("uploads")
    upload_folder(uploads, contents)
    for command in ("submit", "work"):
        for action in args.do.split(","):
            tried, stopped = 0, 0
            point = 1 + args.offset
            while True:
                data = bench.folder("data")
                printed = ""
                if command == "work":
                    ready = bench.quiet("submit", uploads, "--data", data, "--json", "--quiet")
                    printed = ready.stdout
                counted = bench.work / "count"
                counted.unlink(missing_ok=True)
                env = {"CHAOS_ROOT": str(data), "CHAOS_DO": action, "CHAOS_AT": str(point), "CHAOS_COUNT": str(counted)}
                words = (
                    ("submit", uploads, "--data", data, "--json", "--quiet")
                    if command == "submit"
                    else ("work", "--until-idle", "--data", data, "--quiet")
                )
                disturbed = bench.quiet(*words, env=env)
                if command == "submit":
                    printed += disturbed.stdout
                is_over = counted.exists() and int(counted.read_text()) < point
                if is_over:
                    break
                tried += 1
                stopped += disturbed.returncode != 0
                if action == "ENOSPC" and disturbed.returncode not in (0, 1, 6):
                    raise Broken(f"{command}, {action} at {point}: ended with {disturbed.returncode}: {disturbed.stderr}")
                try:
                    printed += finish(bench, uploads, data)
                    check(bench, data, acknowledged(printed), contents)
                except (Broken, sqlite3.Error) as error:
                    raise Broken(f"{command}, {action} at {point}: {error}") from error
                subprocess.run(["rm", "-rf", str(data)], check=True)
                if args.most and tried >= args.most:
                    break
                point += args.every
            print(
                f"points: {command:6} {action:6}  {tried:3} points, {stopped:3} of them ended the command; all promises held",
                flush=True,
            )


# A storm of kills


def descendants(parents):
    """Of these processes, themselves included, those that run."""
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if fields[0] != "Z":
                children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, queue = [], list(parents)
    while queue:
        process = queue.pop()
        found.append(process)
        queue += children.get(process, [])
    return found


def storm(bench, args):
    jpeg, pdf = documents(args)
    contents = [marked(pdf if number % 10 == 0 else jpeg, number) for number in range(1, args.number + 1)]
    data = bench.folder("data")
    parts = 8
    folders = []
    for part in range(parts):
        folder = bench.folder("uploads")
        upload_folder(folder, contents[part::parts], first=1 + part * args.number)
        folders.append(folder)
    log = bench.work / "acknowledged"
    chance = random.Random(args.seed)
    kinds = {"kyc submit": 0, "kyc work": 0, "kyc-inspector": 0}
    paused = jumped = 0
    start = time.monotonic()
    running, started = {}, 0
    strikes = start + args.every

    def launch(kind, words):
        nonlocal jumped
        env = None
        if chance.random() < 0.1:
            env = {"CHAOS_CLOCK": str(chance.choice([-7200, -60, 60, 7200]))}
            jumped += 1
        with open(log, "a") as output:
            process = bench.kyc(*words, env=env, wait=False, stdout=output, stderr=subprocess.DEVNULL)
        running[process.pid] = (kind, process)

    waiting = list(range(parts))
    while True:
        for pid, (kind, process) in list(running.items()):
            if process.poll() is not None:
                del running[pid]
                if kind != "work" and process.returncode != 0:
                    waiting.append(kind)
        if waiting and sum(kind != "work" for kind, _ in running.values()) < 1:
            part = waiting.pop(0)
            launch(part, ("submit", folders[part], "--data", data, "--json", "--quiet"))
        if (data / "kyc.sqlite").exists():
            while sum(kind == "work" for kind, _ in running.values()) < args.workers:
                launch("work", ("work", "--until-idle", "--data", data, "--quiet"))
        now = time.monotonic()
        if now >= strikes:
            strikes = now + args.every
            living = [pid for pid in descendants(running) if pid != os.getpid()]
            if living:
                pid = chance.choice(living)
                try:
                    if chance.random() < 0.1:
                        os.kill(pid, signal.SIGSTOP)
                        time.sleep(0.7)
                        os.kill(pid, signal.SIGCONT)
                        paused += 1
                    else:
                        kind = running.get(pid, (None,))[0]
                        os.kill(pid, signal.SIGKILL)
                        kinds["kyc-inspector" if kind is None else "kyc work" if kind == "work" else "kyc submit"] += 1
                except ProcessLookupError:
                    pass
        # A line that a kill cut off has no end; the next process begins a new one.
        if now - start > args.limit:
            break
        if not waiting and not any(kind != "work" for kind, _ in running.values()):
            with contextlib.closing(sqlite3.connect(data / "kyc.sqlite", timeout=30)) as database:
                left = database.execute("SELECT COUNT(*) FROM cases WHERE state IN ('waiting', 'working')").fetchone()[0]
            if not left:
                break
        time.sleep(0.05)
    stormed = time.monotonic() - start
    for _, process in running.values():
        process.kill()
        process.wait()
    printed = log.read_text()
    for folder in folders:
        printed += finish(bench, folder, data)
    cases, stuck = check(bench, data, acknowledged(printed), contents)
    kills = sum(kinds.values())
    print(
        f"storm: {cases} submissions in {stormed:.0f} s, {kills} kills ({', '.join(f'{n} {k}' for k, n in kinds.items())}), "
        f"{paused} pauses, {jumped} processes with a wrong clock; {cases} verdicts, {stuck} of them system.could_not_process, "
        "0 lost, 0 double, chain whole, no plaintext"
    )
    if args.kills and kills < args.kills:
        raise Broken(f"only {kills} kills; give it more submissions")


# A disk that fills up


def full(bench, args):
    data = bench.folder("small")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={args.megabytes}m", "kyc-chaos", str(data)], capture_output=True)
    if mounted.returncode != 0:
        print("full: skipped, for this user may not mount a tmpfs")
        return
    try:
        jpeg, pdf = documents(args)
        contents = [marked(jpeg, number) for number in range(1, args.number + 1)]
        uploads = bench.folder("uploads")
        upload_folder(uploads, contents)
        workspace = data / "kyc"
        printed = ""
        rounds = 0
        filler = data / "filler"
        for free in args.free.split(","):
            room = os.statvfs(data)
            size = max(0, room.f_bavail * room.f_frsize - int(free) * 1024)
            filler.write_bytes(b"x" * size)
            first = bench.quiet("submit", uploads, "--data", workspace, "--json", "--quiet")
            printed += first.stdout
            if first.returncode not in (0, 1, 6):
                raise Broken(f"submit on a full disk ended with {first.returncode}: {first.stderr}")
            worked = bench.quiet("work", "--until-idle", "--data", workspace, "--quiet") if (workspace / "kyc.sqlite").exists() else None
            if worked and worked.returncode not in (0, 6):
                raise Broken(f"work on a full disk ended with {worked.returncode}: {worked.stderr}")
            rounds += first.returncode == 6 or bool(worked and worked.returncode == 6)
            filler.unlink()
        printed += finish(bench, uploads, workspace)
        cases, _ = check(bench, workspace, acknowledged(printed), contents)
        print(f"full: {cases} submissions, {rounds} rounds on a full disk, healed by itself each time; all promises held")
        if not rounds:
            raise Broken("the disk never was full")
    finally:
        subprocess.run(["umount", str(data)], check=True)


# How fast submissions are taken in


def intake(bench, args):
    """`kyc submit` beside `dd conv=fsync` of the same files, in turns, so that both meet the same machine."""
    dot, chance = quick()[0], random.Random(args.seed)
    files = []
    for number in range(args.number):
        parts, left = [dot[:2]], args.kilobytes * 1000
        while left > 0:
            size = min(left, 60_000)
            parts.append(b"\xff\xfe" + (size + 2).to_bytes(2, "big") + chance.randbytes(size))
            left -= size
        files.append(b"".join(parts) + dot[2:])
    print(f"{args.number} JPEGs of {args.kilobytes} kB, {args.rounds} rounds\n\n| | a second | half within | 99 of 100 within |\n|---|---|---|---|")
    for turn in range(args.rounds):
        for jobs in (1, 4):
            uploads = bench.folder("uploads")
            upload_folder(uploads, [marked(content, turn) for content in files])
            done = bench.quiet("submit", uploads, "--data", bench.folder("data"), "--json", "--jobs", jobs)
            found = re.search(r"(\d+) a second, half of them within (\d+) ms, 99 of 100 within (\d+) ms", done.stderr)
            if not found:
                raise Broken(f"submit ended with {done.returncode}: {done.stderr}")
            print(f"| `kyc submit`, {jobs} at once | {found[1]} | {found[2]} ms | {found[3]} ms |", flush=True)
        source, target, took = bench.folder("dd"), bench.folder("dd"), []
        for number, content in enumerate(files):
            (source / str(number)).write_bytes(content)
        for number in range(len(files)):
            begun = time.monotonic()
            copy = ("dd", f"if={source / str(number)}", f"of={target / str(number)}", "bs=64k", "conv=fsync", "status=none")
            subprocess.run(copy, check=True)
            took.append(time.monotonic() - begun)
        rate, took = len(took) / sum(took), sorted(took)
        half, most = (took[round(share * (len(took) - 1))] * 1000 for share in (0.5, 0.99))
        print(f"| `dd conv=fsync`, 1 at a time | {rate:.0f} | {half:.0f} ms | {most:.0f} ms |", flush=True)


def main():
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--work", required=True, help=argparse.SUPPRESS)
    shared.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    shared.add_argument("--read", action="store_true", help="documents that are read in full, instead of quick ones")
    parser = argparse.ArgumentParser(prog="scripts/chaos")
    names = parser.add_subparsers(dest="name", required=True)
    one = names.add_parser("storm", parents=[shared])
    one.add_argument("--number", type=int, default=1000, help="submissions")
    one.add_argument("--every", type=float, default=2, help="seconds between two kills")
    one.add_argument("--workers", type=int, default=2, help="kyc work at once")
    one.add_argument("--kills", type=int, default=0, help="fail with fewer")
    one.add_argument("--limit", type=float, default=7200, help="seconds after which the storm ends")
    one.add_argument("--seed", type=int, default=1)
    two = names.add_parser("points", parents=[shared])
    two.add_argument("--do", default="kill,ENOSPC,EIO")
    two.add_argument("--every", type=int, default=1, help="only each so-manieth point")
    two.add_argument("--offset", type=int, default=0, help="begin so many points later")
    two.add_argument("--most", type=int, default=0, help="points of each kind at most")
    three = names.add_parser("full", parents=[shared])
    three.add_argument("--number", type=int, default=12)
    three.add_argument("--megabytes", type=int, default=16)
    three.add_argument("--free", default="0,64,256,700,1500", help="KiB left free in each round")
    four = names.add_parser("intake", parents=[shared])
    four.add_argument("--number", type=int, default=200, help="files")
    four.add_argument("--kilobytes", type=int, default=400)
    four.add_argument("--rounds", type=int, default=1)
    four.add_argument("--seed", type=int, default=1)
    names.add_parser("all", parents=[shared])
    args = parser.parse_args()
    bench = Bench(args)
    try:
        if args.name == "all":
            cut = ["--work", args.work, "--binaries", args.binaries]
            storm(bench, parser.parse_args(["storm", "--number", "12", "--every", "1", "--read", *cut]))
            points(bench, parser.parse_args(["points", "--every", "23", "--most", "2", *cut]))
            full(bench, parser.parse_args(["full", "--number", "3", "--free", "64", "--megabytes", "8", *cut]))
        else:
            {"storm": storm, "points": points, "full": full, "intake": intake}[args.name](bench, args)
    except Broken as broken:
        print(f"chaos: {broken}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
