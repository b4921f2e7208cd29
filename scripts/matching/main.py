"""Measures how names and addresses are compared, beside two usual ways of comparing strings.

    scripts/bench matching [--pairs N] [--worst N] [--picture FILE]

Builds the checks of the program with a generator of made-up pairs (Tests/JudgementTests/Pairs), has N pairs of one
person, N of two people, and as many addresses judged at the thresholds of pipelines/address.yaml, half of them alone
and half on a page of some thirty lines, and prints how many were wrong in either direction, the worst of them, and how
many names are compared in a second of one core. Jaro-Winkler and token-set ratio (rapidfuzz) score the same pairs in
the same run; their thresholds are the best they could have. --picture draws both errors as curves.
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts/matching"
SCRATCH = ROOT / ".build-bench/matching-build"
COLUMNS = "what form kind truth outcome level claimed read parts".split()
Pair = collections.namedtuple("Pair", COLUMNS)


def thresholds():
    """What the shipped pipeline asks of a differing name and address."""
    text = (ROOT / "pipelines/address.yaml").read_text()
    found = [re.search(rf"{check}:\s*{{ minimumWordConfidence: ([\d.]+)", text) for check in ("holderName", "holderAddress")]
    return [match.group(1) for match in found]


def judged(count):
    build = ["swift", "build", "--configuration", "release", "--package-path", PACKAGE, "--scratch-path", SCRATCH]
    subprocess.run(build, check=True, stdout=sys.stderr)
    program = subprocess.run([SCRATCH / "release/MatchingBench", str(count), *thresholds()], check=True, capture_output=True, text=True)
    pairs, speed = [], 0
    for line in program.stdout.splitlines():
        fields = line.split("\t")
        if fields[0] == "speed":
            speed = int(fields[1])
        else:
            pairs.append(Pair(*fields))
    return pairs, speed


def scores(pairs, measure):
    return [measure(utils.default_process(pair.claimed), utils.default_process(pair.read)) for pair in pairs]


def rates(truths, scored, threshold):
    """Shares of pairs of two that reach the threshold, and of pairs of one that do not."""
    wrong = [score >= threshold for truth, score in zip(truths, scored) if truth == "different"]
    missed = [score < threshold for truth, score in zip(truths, scored) if truth == "same"]
    return sum(wrong) / max(1, len(wrong)), sum(missed) / max(1, len(missed))


def curve(truths, scored):
    return [rates(truths, scored, step / 200) for step in range(80, 201)]


def table(pairs):
    print(f"{'':9} {'':6} {'pairs':>7} {'false match':>13} {'false non-match':>16} {'could not tell':>15}")
    for what in ("name", "address"):
        for form in ("alone", "page", "all"):
            chosen = [p for p in pairs if p.what == what and form in (p.form, "all")]
            same = [p for p in chosen if p.truth == "same"]
            different = [p for p in chosen if p.truth == "different"]
            passed = sum(p.outcome == "passed" for p in different)
            failed = sum(p.outcome == "failed" for p in same)
            unsure = sum(p.outcome == "couldNotTell" for p in same)
            print(f"{what:9} {form:6} {len(same) + len(different):7} {passed:5} {share(passed, different):>7} "
                  f"{failed:8} {share(failed, same):>7} {unsure:7} {share(unsure, same):>7}")
    shorter = [p for p in pairs if p.truth == "shorter"]
    print(f"\nWritten shorter than the account ({len(shorter)}): a person looks at {share(sum(p.outcome == 'couldNotTell' for p in shorter), shorter)}, "
          f"{sum(p.outcome == 'passed' for p in shorter)} pass, {sum(p.outcome == 'failed' for p in shorter)} are turned away.")


def share(count, of):
    return f"{100 * count / max(1, len(of)):.2f} %"


def kinds(pairs):
    print("\nBy kind (passed / could not tell / failed):")
    counts = collections.defaultdict(collections.Counter)
    for pair in pairs:
        counts[pair.what, pair.truth, pair.kind][pair.outcome] += 1
    for (what, truth, kind), count in sorted(counts.items()):
        print(f"  {what:8} {truth:10} {kind:32} {count['passed']:6} {count['couldNotTell']:6} {count['failed']:6}")


def worst(pairs, count):
    for what in ("name", "address"):
        for title, truth, outcome in [("False matches", "different", "passed"), ("False non-matches", "same", "failed"),
                                      ("Could not tell", "same", "couldNotTell")]:
            chosen = [p for p in pairs if (p.what, p.truth, p.outcome) == (what, truth, outcome)]
            print(f"\n{title}, {what} ({len(chosen)}):")
            for pair in chosen[:: max(1, len(chosen) // count)][:count]:
                print(f"  {pair.form:5} {pair.kind:28} {pair.claimed}  |  {pair.read}  |  {pair.parts}")


MEASURES = {"Jaro-Winkler": JaroWinkler.normalized_similarity, "token-set ratio": lambda one, two: fuzz.token_set_ratio(one, two) / 100}


def others(pairs):
    """Every measure's curve over the same pairs, and where it stands at two thresholds."""
    curves = {}
    for what in ("name", "address"):
        chosen = [p for p in pairs if p.what == what and p.truth != "shorter"]
        truths = [p.truth for p in chosen]
        print(f"\nThe same {len(chosen)} {what} pairs:")
        for label, measure in MEASURES.items():
            scored = scores(chosen, measure)
            drawn = curve(truths, scored)
            curves[what, label] = drawn
            balanced = min(drawn, key=max)
            strict = [point for point in drawn if point[1] <= 0.04]
            least = min(strict, default=(1, 1))
            print(f"  {label:16} best balance: false match {balanced[0]:.2%}, false non-match {balanced[1]:.2%}; "
                  f"with at most 4 % of the right turned away: false match {least[0]:.2%}")
        passes = [rates(truths, [{"passed": 2, "couldNotTell": 1}.get(p.outcome, 0) for p in chosen], level) for level in (1, 2)]
        curves[what, "kyc"] = passes
        print(f"  {'kyc':16} passes: false match {passes[1][0]:.2%}, the right ones not passed {passes[1][1]:.2%}; "
              f"passes or could not tell: {passes[0][0]:.2%}, {passes[0][1]:.2%}")
    return curves


def picture(curves, path):
    """Both errors on logarithmic axes: nearer to the lower left is better."""
    import math
    colours = {"Jaro-Winkler": "#c0392b", "token-set ratio": "#d68910", "kyc": "#1f618d"}
    size, left, top, gap = 300, 70, 50, 110
    low = 5e-5
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * size + gap + left + 40} {size + 130}" font-family="sans-serif" font-size="12">',
           '<rect width="100%" height="100%" fill="white"/>']
    def place(value):
        return (math.log10(max(value, low)) - math.log10(low)) / -math.log10(low)
    for index, what in enumerate(("name", "address")):
        x0 = left + index * (size + gap)
        out.append(f'<text x="{x0}" y="{top - 18}" font-size="15">{what.capitalize()} pairs</text>')
        for value, label in [(1e-4, "0.01 %"), (1e-3, "0.1 %"), (1e-2, "1 %"), (1e-1, "10 %"), (1, "100 %")]:
            x, y = x0 + place(value) * size, top + size - place(value) * size
            out.append(f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{top + size}" stroke="#ddd"/><text x="{x:.1f}" y="{top + size + 16}" text-anchor="middle">{label}</text>')
            out.append(f'<line x1="{x0}" y1="{y:.1f}" x2="{x0 + size}" y2="{y:.1f}" stroke="#ddd"/><text x="{x0 - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
        out.append(f'<text x="{x0 + size / 2}" y="{top + size + 36}" text-anchor="middle">two people (addresses) taken for one</text>')
        out.append(f'<text transform="translate({x0 - 52} {top + size / 2}) rotate(-90)" text-anchor="middle">one not passed</text>')
        for label, colour in colours.items():
            points = [(x0 + place(match) * size, top + size - place(missed) * size) for match, missed in curves[what, label]]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            out.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2" {"stroke-dasharray=" + chr(34) + "3 4" + chr(34) if label == "kyc" else ""}/>')
            if label == "kyc":
                out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>' for x, y in points]
    for index, (label, colour) in enumerate(colours.items()):
        name = "kyc: could not tell counted as passed, and as not passed" if label == "kyc" else label
        x = left + index * 130
        out.append(f'<rect x="{x}" y="{top + size + 52}" width="12" height="12" fill="{colour}"/><text x="{x + 18}" y="{top + size + 62}">{name}</text>')
    out.append("</svg>")
    path.write_text("\n".join(out) + "\n")


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench matching", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20000, help="of each kind (default 20000)")
    parser.add_argument("--worst", type=int, default=20, help="examples of each error (default 20)")
    parser.add_argument("--picture", type=pathlib.Path, help="write the curves as SVG here")
    options = parser.parse_args()
    pairs, speed = judged(options.pairs)
    table(pairs)
    print(f"Names compared: {speed} a second of one core.")
    curves = others(pairs)
    kinds(pairs)
    worst(pairs, options.worst)
    if options.picture:
        picture(curves, options.picture)


if __name__ == "__main__":
    main()
