"""The bench of picture quality: what is wrong with a photo, by how much, and whether it is told.

    scripts/bench quality [--only glare] [--out DIR] [--jobs J] [--write docs]

Every picture shows a document of the account's own holder that is in order, so each rejection has to be for the
picture's sake. See `renders.py` for what a person would say of each, `report.py` for what is counted.
"""

import argparse
import concurrent.futures
import json
import pathlib
import subprocess

import drawing
import renders
import report

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def judged(args, job):
    """The verdict on one picture and what was measured on it."""
    account = args.out / f"{job['id']}.json"
    account.write_text(json.dumps(job["account"]))
    command = [args.kyc, "verify", *job["files"], "--account", account, "--pipeline", job["pipeline"]]
    command += ["--date", job["date"], "--json"]
    ended = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if ended.returncode != 0:
        raise SystemExit(f"bench: {job['id']}: exit {ended.returncode}: {ended.stderr.strip()[-300:]}")
    return {**{k: job[k] for k in ("id", "subject", "defect", "degree", "wanted")}, "answer": json.loads(ended.stdout)}


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="scripts/bench quality", description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", default="", help="only pictures with one of these, by commas, in their names")
    parser.add_argument(
        "--out", type=pathlib.Path, default=ROOT / ".build-bench" / "quality-out", help="the pictures and the results"
    )
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kyc", type=pathlib.Path, default=ROOT / ".build" / "release" / "kyc")
    parser.add_argument("--draw", action="store_true", help="only write the pictures")
    parser.add_argument("--again", action="store_true", help="only print what the last run found")
    parser.add_argument("--svg", type=pathlib.Path, help="draw how many are rejected at which degree into this file")
    return parser.parse_args()


def main():
    """Renders what is not there yet, judges it, prints the tables."""
    args = arguments()
    found = args.out / "results.jsonl"
    if args.again:
        results = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    else:
        if not args.draw and not args.kyc.exists():
            raise SystemExit(f"bench: {args.kyc} is not built; swift build -c release --product kyc")
        args.out.mkdir(parents=True, exist_ok=True)
        words = args.only.split(",")
        jobs = renders.written(args.out, lambda picture: any(word in picture.name for word in words))
        if args.draw:
            return
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            results = list(pool.map(lambda job: judged(args, job), jobs))
        found.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in results), encoding="utf-8")
    print(report.degrees(results), report.reasons(results), report.mistakes(results), sep="\n\n")
    if args.svg:
        args.svg.write_text(drawing.curves(results), encoding="utf-8")


if __name__ == "__main__":
    main()
