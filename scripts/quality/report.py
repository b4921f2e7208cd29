"""What is counted of the answers, as text."""

#: What a defect is called by the checks. Text that is small or dim is blurred, too, and the other way round.
NAMES = {
    "blur": {"page.blurred"},
    "shake": {"page.blurred"},
    "blurred line": {"page.blurred"},
    "glare": {"page.glare"},
    "dark": {"page.too_dark"},
    "bright": {"page.too_bright", "page.glare"},
    "cut": {"page.cut_off"},
    "small": {"page.low_resolution", "page.text_too_small"},
    "compressed": {"page.blurred"},
}
QUALITY = sorted(set().union(*NAMES.values()) | {"page.blank", "page.unreadable"})


def kind(result):
    """The defect without its place."""
    defect = result["defect"].split(",")[0]
    return next((k for k in sorted(NAMES, key=len, reverse=True) if defect.startswith(k)), "clean")


def codes(result):
    """The reasons given, without mere information."""
    return {r["code"] for r in result["answer"]["reasons"] if r["class"] != "info"}


def names(result):
    """The defect was told."""
    return bool(codes(result) & NAMES.get(kind(result), set()))


def complains(result):
    """Something was said against the picture."""
    return bool(codes(result) & set(QUALITY))


def share(part, whole):
    """A part with its percentage."""
    return f"{part}/{whole} ({100 * part / whole:.0f} %)" if whole else "–"


def degrees(results):
    """For each defect and degree, how many were approved, told, rejected for something else."""
    rows = {}
    for result in results:
        where = result["defect"] if kind(result) == "glare" else kind(result)
        if kind(result) == "glare":
            where = "glare beside" if result["wanted"] == "fine" else "glare over text"
        if "noisy" in result["defect"]:
            where = "dark, noisy"
        rows.setdefault((where, result["degree"], result["wanted"]), []).append(result)
    lines = [f"{'defect':16} {'degree':16} {'a person':9} pictures  approved  told  otherwise rejected"]
    for (where, degree, wanted), found in rows.items():
        approved = sum(r["answer"]["verdict"] == "approve" for r in found)
        told = sum(names(r) for r in found)
        other = sum(r["answer"]["verdict"] != "approve" and not names(r) for r in found)
        lines.append(f"{where:16} {degree:16} {wanted:9} {len(found):8}  {approved:8}  {told:4}  {other:8}")
    return "\n".join(lines)


def separation(good, bad):
    """The chance that a bad picture measures less than a good one: the area under the ROC curve."""
    if not good or not bad:
        return None
    return sum((b < g) + 0.5 * (b == g) for g in good for b in bad) / len(good) / len(bad)


def measured(result, check, key):
    """A number from a check's evidence, if there is one."""
    evidence = next((c.get("evidence", {}) for c in result["answer"]["checks"] if c["name"] == check), {})
    try:
        return float(str(evidence.get(key)).split()[0])
    except ValueError:
        return None


#: Defect → what measures it: check and key; lower is worse.
MEASURES = {
    "blur": [("sharpness", "lowestBlockSharpness"), ("sharpness", "lowestLineAcutance"), ("sharpness", "lowestLeastAcutance")],
    "shake": [("sharpness", "lowestBlockSharpness"), ("sharpness", "lowestLineAcutance"), ("sharpness", "lowestLeastAcutance")],
    "dark": [("exposure", "lowestTextContrast")],
    "bright": [("exposure", "lowestTextContrast")],
    "small": [("resolution", "lowest")],
}


def reasons(results):
    """For each defect: told where a person would, told or called another where not, and how its measures separate."""
    lines = [f"{'defect':16} {'told of those to be':22} {'told though fine':20} separation (AUC) of its measures"]
    fine = [r for r in results if r["wanted"] == "fine"]
    for defect in NAMES:
        own = [r for r in results if kind(r) == defect]
        must = [r for r in own if r["wanted"] == "named"]
        false = [r for r in fine if codes(r) & NAMES[defect]]
        areas = []
        for check, key in MEASURES.get(defect, []):
            good, bad = ([m for r in some if (m := measured(r, check, key)) is not None] for some in (fine, must))
            area = separation(good, bad)
            areas += [f"{key} {area:.3f}"] if area is not None else []
        told = share(sum(map(names, must)), len(must))
        lines.append(f"{defect:16} {told:22} {share(len(false), len(fine)):20} {', '.join(areas)}")
    lines.append(f"\nfine pictures with a complaint: {share(sum(map(complains, fine)), len(fine))}")
    lines.append(f"fine pictures not approved:     {share(sum(map(refused, fine)), len(fine))}")
    return "\n".join(lines)


def refused(result):
    """Not approved."""
    return result["answer"]["verdict"] != "approve"


def mistakes(results):
    """Every picture on which the program and a person differ."""
    lines = ["told wrongly, or not told:"]
    for result in results:
        missed = result["wanted"] == "named" and not names(result)
        false = result["wanted"] == "fine" and (complains(result) or refused(result))
        if missed or false:
            lines.append(f"  {result['id']}: {', '.join(sorted(codes(result))) or result['answer']['verdict']}")
    return "\n".join(lines)
