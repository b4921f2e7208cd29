"""Measures reading: renders documents of made-up people by grades of degradation, has them judged, and counts what was read.

Every document is judged against its holder's account and against the account of somebody one could take for the holder
(a sibling, another birth date, another door, floor or house). Forged documents are judged against the account that they
claim. Beside it run, where they are, the `tesseract` and `ocrmypdf` commands, RapidOCR and PassportEye on the same pictures.

--rivals installs RapidOCR and PassportEye into .build-bench/rivals and runs them.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zlib

import numpy as np

import documents
import grades
import holders
import report

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RIVALS = ROOT / ".build-bench" / "rivals"
PACKAGES = ("rapidocr==3.10.0", "onnxruntime==1.23.2", "PassportEye==2.2.2")
LETTERS = re.compile("[æøåäöüß]", re.I)


def plan(index):
    """What document this is: kind, axis and grade. Forged ones and files without pixels stay as they are."""
    names = list(documents.KINDS)
    kind = names[index % len(names)]
    step = index // len(names)
    if kind.endswith("-pdf") or kind == "bill-hidden":
        return kind, "none", 0
    shift = zlib.crc32(kind.encode()) % 30
    return kind, grades.AXES[(step + shift) % len(grades.AXES)], (step + shift // 6) % grades.GRADES


def account(who):
    """The account without what no pipeline here compares."""
    record = {k: v for k, v in who.record().items() if k not in ("aliases", "priority", "email", "account_last4")}
    record["card"].pop("holder")
    return record


# A process inherits the peak memory of the one that starts it: a small one in between gives the program's own.
LAUNCHER = """
import json, resource, subprocess, sys
out = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode(errors="replace")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([out, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def timed(command):
    """Runs a command: its output, processor seconds and peak memory in MB with all it started."""
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    run = subprocess.run([sys.executable, "-c", LAUNCHER, *command], stdout=subprocess.PIPE, env=environment, check=True)
    return json.loads(run.stdout)


def judged(args, file, who, pipeline):
    """One run of `kyc verify`."""
    path = file.with_suffix(".account.json")
    path.write_text(json.dumps(account(who)))
    out, seconds, memory = timed(
        [args.kyc, "verify", file, "--account", path, "--pipeline", pipeline, "--date", documents.TODAY.isoformat(),
         "--pipelines", ROOT / "pipelines", "--json", "--show-values", "--quiet"])  # fmt: skip
    return json.loads(out.strip().splitlines()[-1]), seconds, memory


def made(args, index):
    """The document of an index, drawn anew or not at all, and its file."""
    rng = np.random.default_rng([args.seed, index])
    kind, axis, grade = plan(index)
    paper = documents.KINDS[kind](rng)
    wrong = wrong_account(paper, rng)
    file = args.out / f"{index:04d}-{kind}-{axis}{grade}{'.pdf' if paper.pdf else '.jpg'}"
    if not file.exists():
        file.write_bytes(paper.pdf or grades.picture(paper, axis, grade, rng))
    return paper, axis, grade, wrong, file


def wrong_account(paper, rng):
    """Somebody else, and in what; no second account for what is forged."""
    if paper.tampered:
        return None
    if paper.pipeline == "identity" and "birth" in paper.printed and rng.random() < 0.5:
        return "born otherwise", holders.reborn(paper.holder, rng)
    if paper.pipeline == "address" and rng.random() < 0.6:
        return "neighbour", holders.neighbour(paper.holder, rng)
    return "sibling", holders.sibling(paper.holder, rng)


def read_of(paper, lines, code):
    """What of the print is found in lines of text: exact by field, errors and letters of Danish lines, code lines."""
    text = [re.sub(r"\s+", "", line) for line in lines]
    joined = "\n".join(text)
    result = {"fields": {}, "errors": 0, "letters": 0}
    for name, values in paper.printed.items():
        wanted = [re.sub(r"\s+", "", value) for value in values]
        result["fields"][name] = all(value in joined for value in wanted)
        for value in wanted:
            if name in ("name", "address") and LETTERS.search(value):
                result["errors"] += min([report.distance(value, line) for line in text], default=len(value))
                result["letters"] += len(value)
    if paper.mrz:
        result["mrz"] = [line.replace(" ", "") for line in code] == paper.mrz
    return result


def code_among(lines):
    """The lines of a plain reader that could be code lines."""
    lines = [re.sub(r"[^A-Z0-9<]", "", line.replace("«", "<<").replace("‹", "<")) for line in lines]
    return [line for line in lines if len(line) in (30, 36, 44) and (line.count("<") > 1 or sum(map(str.isdigit, line)) > 12)]


def one(task):
    """A record of one document."""
    args, index = task
    paper, axis, grade, wrong, file = made(args, index)
    answer, seconds, memory = judged(args, file, paper.holder, paper.pipeline)
    read = [document.get("read") or {} for document in answer["documents"]]
    lines = [line for r in read for line in r.get("text") or []]
    record = {
        "index": index, "kind": paper.kind, "axis": axis, "grade": grade, "tampered": paper.tampered,
        "verdict": answer["verdict"], "confidence": answer["confidence"],
        "reasons": [r["code"] for r in answer["reasons"]], "timings": answer["timings"],
        "kyc": read_of(paper, lines, next((r["mrz"] for r in read if r.get("mrz")), [])) | {"seconds": seconds, "memory": memory},
    }  # fmt: skip
    if wrong:
        answer, _, _ = judged(args, file, wrong[1], paper.pipeline)
        record["wrong"] = {"how": wrong[0], "verdict": answer["verdict"], "confidence": answer["confidence"],
                           "reasons": [r["code"] for r in answer["reasons"]]}  # fmt: skip
    for name, command in commands(file).items():
        if file.suffix == ".jpg" and not args.alone and shutil.which(name):
            out, seconds, memory = timed(command)
            record[name] = read_of(paper, out.splitlines(), code_among(out.splitlines())) | {"seconds": seconds, "memory": memory}
    return record


def commands(file):
    """Commands that print what they read on a picture."""
    return {
        "tesseract": ["tesseract", file, "-", "-l", "dan+eng"],
        "ocrmypdf": ["ocrmypdf", "--quiet", "--jobs", "1", "--language", "dan+eng", "--image-dpi", "300", "--rotate-pages", "--deskew",
                     "--output-type", "pdf", "--sidecar", "-", file, file.with_suffix(".ocr.pdf")],
    }  # fmt: skip


def add_rivals(args, records):
    """Runs RapidOCR and PassportEye in their own environment over the pictures, and scores what they print."""
    if not (RIVALS / "bin" / "python").exists():
        return
    files = {r["index"]: made(args, r["index"]) for r in records}
    work = [{"index": i, "file": str(m[4]), "mrz": bool(m[0].mrz)} for i, m in files.items() if m[4].suffix == ".jpg"]
    command = [RIVALS / "bin" / "python", pathlib.Path(__file__).parent / "rivals.py"]
    run = subprocess.run(command, input=json.dumps(work), capture_output=True, text=True, check=True)
    by_index = {r["index"]: r for r in records}
    for line in run.stdout.splitlines():
        answer = json.loads(line)
        paper = files[answer["index"]][0]
        lines = answer["lines"]
        code = code_among(lines) if answer["name"] == "rapidocr" else lines
        by_index[answer["index"]][answer["name"]] = read_of(paper, lines, code) | {
            "seconds": answer["seconds"], "memory": answer["memory"]}  # fmt: skip


def keep(file, records):
    """Writes what is known so far."""
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records))


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench reading", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("count", type=int, nargs="?", default=180, help="documents (180: each kind at twelve places of the plan)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="index of the first document")
    parser.add_argument("--only", default="", help="only documents with this in kind, axis and grade, such as passport or blur4")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / ".build-bench" / "reading-out", help="pictures and results")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--alone", action="store_true", help="without the other programs")
    parser.add_argument("--rivals", action="store_true", help="install RapidOCR and PassportEye first")
    parser.add_argument("--report", action="store_true", help="only print the table of --out again")
    parser.add_argument("--curve", type=pathlib.Path, help="writes the picture of accuracy against degradation (SVG)")
    parser.add_argument("--kyc", type=pathlib.Path, default=ROOT / ".build" / "release" / "kyc")
    return parser.parse_args()


def main():
    """Runs the bench and prints its table."""
    args = arguments()
    args.out = args.out / str(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    results = args.out / "results.jsonl"
    if args.rivals and not (RIVALS / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", RIVALS], check=True)
        subprocess.run([RIVALS / "bin" / "pip", "install", "--quiet", *PACKAGES], check=True)
    if args.report:
        records = [json.loads(line) for line in results.read_text().splitlines()]
    else:
        if not args.kyc.exists():
            raise SystemExit(f"bench: {args.kyc} is not built; swift build -c release")
        indices = range(args.first, args.first + args.count)
        indices = [i for i in indices if args.only in "-{}-{}{}".format(*plan(i))]
        with multiprocessing.Pool(args.jobs) as pool:
            records = list(pool.imap_unordered(one, [(args, index) for index in indices]))
        records.sort(key=lambda r: r["index"])
        keep(results, records)
        if not args.alone:
            add_rivals(args, records)
            keep(results, records)
    print(report.table(records))
    if args.curve:
        args.curve.write_text(report.curve(records))


if __name__ == "__main__":
    main()
