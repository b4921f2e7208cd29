"""The card bench: renders cards, has them masked, and counts what was left to read.

    scripts/bench cards N [--seed S] [--out DIR] [--jobs J] [--resume]

See `score.py` for what counts as readable.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import time

import cv2
import numpy as np

import child
import report
import score
from layouts import made, planned

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def one(task):
    """Renders, examines and scores one picture."""
    args, index = task
    cv2.setNumThreads(1)
    started = time.process_time()
    layout, degradation, upload = made(args.seed, index)
    record = {"index": index, "layout": layout, "degradation": degradation, "free": upload.free_of_cards}
    record["renderSeconds"] = round(time.process_time() - started, 2)
    name = f"{index:05}-{layout}-{degradation}".replace(": ", "-").replace(", ", "-").replace(" ", "_")
    if args.draw:
        (args.out / "drawn").mkdir(exist_ok=True)
        (args.out / "drawn" / f"{name}.{upload.ending}").write_bytes(upload.data)
        return record
    try:
        facts, kept, seconds = child.examined(args.program, upload.data, args.home)
    except child.Failed as failure:
        return {**record, "failed": str(failure), "codes": [], "numbers": [], "harm": {}}
    record["seconds"] = round(seconds, 2)
    record.update(score.scored(upload, facts, kept))
    show(args.out, name, upload, facts, kept, record)
    return record


def reasons_to_look(record):
    """The folders a picture goes to."""
    if any(code["state"] == "missed" for code in record["codes"]):
        yield "missed"
    if record["free"] and record.get("cardMasks"):
        yield "free-but-masked"
    if record.get("uncertain"):
        yield "uncertain"
    if any(number["exposed"] for number in record["numbers"]):
        yield "number-left"
    if record.get("black"):
        yield "black"
    if any(covered for covered, _ in record["harm"].values()):
        yield "harm"


def show(out, name, upload, facts, kept, record):
    """Writes what went wrong, to be looked at: the upload, the kept page with its marks drawn in, and the facts."""
    for reason in reasons_to_look(record):
        folder = out / reason
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.{upload.ending}").write_bytes(upload.data)
        (folder / f"{name}.json").write_text(
            json.dumps({"record": record, "facts": facts}, indent=1, ensure_ascii=False)
        )
        if upload.page not in kept or "document" not in facts["inspected"]:
            continue
        page = next(p for p in facts["inspected"]["document"]["_0"]["pages"] if p["number"] == upload.page)
        picture = cv2.imdecode(np.frombuffer(kept[upload.page], np.uint8), cv2.IMREAD_COLOR)
        matrix = np.array(page["transform"], np.float64) @ upload.matrix
        for mark in upload.marks:
            if mark.kind == "code":
                polygon = cv2.perspectiveTransform(mark.polygon[None], matrix)[0]
                cv2.polylines(picture, [np.round(polygon).astype(np.int32)], True, (0, 0, 255), 1, cv2.LINE_AA)
        cv2.imwrite(str(folder / f"{name}-kept.jpg"), picture)


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="scripts/bench cards", description=__doc__.split("\n\n")[0])
    parser.add_argument("count", type=int, help="pictures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="index of the first picture")
    parser.add_argument(
        "--out", type=pathlib.Path, default=ROOT / ".build-bench" / "cards-out", help="results and pictures to look at"
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--resume", action="store_true", help="keep the results that are in --out, and go on")
    parser.add_argument("--only", default="", help="only layouts and degradations with this in their names")
    parser.add_argument("--draw", action="store_true", help="only write the pictures")
    parser.add_argument("--report", action="store_true", help="only print the table of --out again")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build" / "release" / "kyc-inspector")
    parser.add_argument("--home", default=os.environ.get("KYC_HOME", "/usr/local/lib/kyc"), help="the engine's folder")
    return parser.parse_args()


def main():
    """Runs the bench and prints its table."""
    args = arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    results = args.out / "results.jsonl"
    records = []
    if (args.resume or args.report) and results.exists():
        records = [json.loads(line) for line in results.read_text().splitlines() if line.strip()]
        if any(record["seed"] != args.seed for record in records):
            raise SystemExit("bench: the results there are of another seed")
    elif not args.report:
        results.write_text("")
    if not args.report:
        if not args.draw and not args.program.exists():
            raise SystemExit(f"bench: {args.program} is not built; swift build -c release --product kyc-inspector")
        done = {record["index"] for record in records}
        indices = [i for i in range(args.first, args.first + args.count) if i not in done]
        if args.only:
            indices = [i for i in indices if args.only in " ".join(planned(args.seed, i)[1:])]
        with multiprocessing.Pool(args.jobs) as pool, results.open("a") as file:
            for record in pool.imap_unordered(one, [(args, index) for index in indices]):
                record["seed"] = args.seed
                file.write(json.dumps(record) + "\n")
                file.flush()
                records.append(record)
    if not args.draw:
        print(report.table(records, args.seed))


if __name__ == "__main__":
    main()
