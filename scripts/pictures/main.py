"""Measures which pictures are known again: documents that look alike go through `kyc run`, each for a customer of its own, and
with some of them copies that were saved anew. Counts the copies that are found, and documents that are taken for another.

Two scans of one paper that lay at the same place are the same picture as far as anybody can see; they are counted apart.
"""

import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

import draw

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COPIED = ("bill-{}-same", "bill-{}-photo0", "bill-{}-scan0", "passport-same", "licence-same", "wallet-same")


def write(folder, rounds, copied):
    """The upload folder. Returns what each account is: (round, document, copy)."""
    what, lines = {}, []

    def add(key, pipeline, name, data):
        account = f"P-{len(what) + 1:05d}"
        what[account] = key
        lines.append(json.dumps({"id": account, "name": {"given": "Ida", "family": "Holm"}}))
        place = folder / account / pipeline
        place.mkdir(parents=True)
        (place / name).write_bytes(data)

    for turn in range(rounds):
        rng = np.random.default_rng(1000 + turn)
        chosen = {name.format(list(draw.DESIGNS)[turn % len(draw.DESIGNS)]) for name in COPIED}
        for pipeline, name, data in draw.documents_alike(rng, turn):
            add((turn, name, ""), pipeline, "document.jpg", data)
            if turn < copied and name in chosen:
                for copy, ending, again in draw.copies(data):
                    add((turn, name, copy), pipeline, f"document.{ending}", again)
    (folder / "accounts.jsonl").write_text("\n".join(lines) + "\n")
    return what


def judged(folder, data, binaries):
    """Case numbers by account, and the earlier cases that each case names."""
    command = [str(binaries / "kyc"), "run", str(folder), "--data", str(data), "--json", "--quiet", "--date", "2026-11-22"]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout
    cases, named = {}, {}
    for line in output.splitlines():
        verdict = json.loads(line)
        cases[verdict["case"]] = verdict["account"]
        evidence = next((c["evidence"] for c in verdict["checks"] if c["name"] == "duplicate"), {})
        named[verdict["account"]] = evidence.get("savedAnew", "").split()
    return cases, {account: [cases[number] for number in numbers if number in cases] for account, numbers in named.items()}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench pictures", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="so many people, with 19 documents each")
    parser.add_argument("--copied", type=int, default=1, help="of so many of them six documents are saved anew, in 12 ways")
    args = parser.parse_args()
    binaries = pathlib.Path(os.environ.get("KYC_BIN", ROOT / ".build/release"))
    with tempfile.TemporaryDirectory() as work:
        folder, data = pathlib.Path(work) / "uploads", pathlib.Path(work) / "data"
        folder.mkdir()
        what = write(folder, args.rounds, args.copied)
        _, named = judged(folder, data, binaries)
    missing = [account for account in what if account not in named]
    pairs = {frozenset((a, b)) for a, others in named.items() for b in others}
    original = {key[:2]: account for account, key in what.items() if not key[2]}
    found, tried = collections.Counter(), collections.Counter()
    for account, (turn, name, copy) in what.items():
        if copy:
            tried[copy] += 1
            found[copy] += frozenset((account, original[turn, name])) in pairs
    scans, wrong = 0, []
    for pair in pairs:
        (turn, name, _), (other_turn, other_name, _) = sorted(what[a] for a in pair)
        if (turn, name) == (other_turn, other_name):
            continue
        if turn == other_turn and name[:-1] == other_name[:-1] and name[:-1].endswith("scan"):
            scans += 1
        else:
            wrong.append(f"{turn} {name} and {other_turn} {other_name}")
    print("| saved anew | known again |\n|---|---|")
    for copy in tried:
        print(f"| {copy} | {found[copy]} of {tried[copy]} |")
    print(f"| all | {sum(found.values())} of {sum(tried.values())} |")
    count = len(original)
    print(f"\n{count} documents, {count * (count - 1) // 2} pairs: {len(wrong)} taken for another one; "
          f"{scans} pairs with another scan of the same paper")  # fmt: skip
    for line in wrong:
        print("  " + line)
    if missing:
        print(f"{len(missing)} were not judged", file=sys.stderr)
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
