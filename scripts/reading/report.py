"""The table and the picture of the bench."""

import statistics

READERS = ("kyc", "tesseract", "ocrmypdf", "rapidocr", "passporteye")
GRADES = range(5)


def distance(wanted, line):
    """Edits from the line's part that is most like the text (Sellers 1980)."""
    row = [0] * (len(line) + 1)
    for i, letter in enumerate(wanted):
        diagonal, row[0] = row[0], i + 1
        for j, other in enumerate(line):
            edits = diagonal if letter == other else min(diagonal, row[j], row[j + 1]) + 1
            diagonal, row[j + 1] = row[j + 1], edits
    return min(row)


def share(values):
    """How many of them are true: `3/4`."""
    values = [v for v in values if v is not None]
    return f"{sum(values)}/{len(values)}" if values else "–"


def field(records, reader, name):
    """Whether each record's field was read."""
    return [r[reader]["fields"].get(name) for r in records if reader in r]


def cer(records, reader):
    """Character errors of the lines with letters beyond A–Z, in percent."""
    letters = sum(r[reader]["letters"] for r in records if reader in r)
    return f"{100 * sum(r[reader]['errors'] for r in records if reader in r) / letters:.1f}" if letters else "–"


def row(name, records, reader):
    """One line of the table of reading."""
    there = [r for r in records if reader in r]
    mrz = [r[reader].get("mrz") for r in there]
    seconds = statistics.median(r[reader]["seconds"] for r in there)
    memory = max(r[reader]["memory"] for r in there)
    cells = [share(mrz)]
    if reader == "passporteye":
        cells += ["–"] * 6
    else:
        cells += [share(field(there, reader, f)) for f in ("name", "birth", "number", "date", "address")] + [cer(there, reader)]
    return f"| {name} | {len(there)} | " + " | ".join(cells) + f" | {seconds:.2f} | {memory:.0f} |"


def false_approval(record):
    """Somebody else's account, or a forged document, approved."""
    answers = ([record["wrong"]] if "wrong" in record else []) + ([record] if record["tampered"] else [])
    return [a["verdict"] == "approve" for a in answers]


def table(records):
    """All tables, in Markdown."""
    head = "| | files | MRZ | name | birth | number | date | address | CER % | CPU s | MB |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    kinds = list(dict.fromkeys(r["kind"] for r in records))
    out = ["What `kyc` read, by kind", "", head] + [row(k, [r for r in records if r["kind"] == k], "kyc") for k in kinds]
    pictures = [r for r in records if "tesseract" in r or "rapidocr" in r]
    if pictures:
        out += ["", "The same pictures by other programs", "", head]
        out += [row(name, pictures, name) for name in READERS if any(name in r for r in pictures)]
    out += ["", "Verdicts", "", "| | approved of the holder's | grades 0–2 | grades 3–4 | wrong accounts and forgeries approved |",
            "|---|--:|--:|--:|--:|"]  # fmt: skip
    for kind in kinds:
        own = [r for r in records if r["kind"] == kind]
        wrong = [v for r in own for v in false_approval(r)]
        mine = [r for r in own if not r["tampered"]]
        grades = [share([r["verdict"] == "approve" for r in mine if (r["grade"] > 2) == high]) for high in (False, True)]
        out.append(f"| {kind} | {share([r['verdict'] == 'approve' for r in mine])} | {' | '.join(grades)} | {share(wrong)} |")
    out += ["", "Approvals that are wrong"]
    for r in records:
        if any(false_approval(r)):
            how = r["wrong"]["how"] if "wrong" in r else r["tampered"]
            out.append(f"- {r['index']} {r['kind']} {r['axis']}{r['grade']}: {how}, {r.get('wrong', r)['confidence']}")
    out += ["", "Rejections of the holder at grades 0–2"]
    for r in records:
        if r["verdict"] != "approve" and not r["tampered"] and r["grade"] <= 2:
            out.append(f"- {r['index']} {r['kind']} {r['axis']}{r['grade']}: {', '.join(r['reasons'])}")
    return "\n".join(out)


def points(records, reader, of):
    """Shares by grade, None where there is nothing."""
    result = []
    for grade in GRADES:
        values = [v for r in records if r["grade"] == grade and reader in r for v in [of(r, reader)] if v is not None]
        result.append(sum(values) / len(values) if values else None)
    return result


def curve(records):
    """Accuracy against degradation, as SVG: code lines and names, a line for each reader."""
    records = [r for r in records if r["axis"] != "none" and not r["tampered"]]
    colours = {"kyc": "#1668a0", "tesseract": "#b5651d", "ocrmypdf": "#8f7a1d", "rapidocr": "#3f8f4f", "passporteye": "#8a4fa0"}
    charts = (("Code lines read exactly", lambda r, name: r[name].get("mrz")),
              ("Name read exactly", lambda r, name: r[name]["fields"].get("name")))  # fmt: skip
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 300" font-family="sans-serif" font-size="12">',
           '<rect width="760" height="300" fill="white"/>']  # fmt: skip
    for index, (title, of) in enumerate(charts):
        left, top, wide, tall = 50 + index * 370, 40, 300, 190
        out.append(f'<text x="{left}" y="24" font-weight="bold">{title}</text>')
        for percent in (0, 25, 50, 75, 100):
            y = top + tall * (1 - percent / 100)
            out.append(f'<path d="M{left} {y:.1f}h{wide}" stroke="#ddd"/>')
            out.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{percent}</text>')
        for grade in GRADES:
            out.append(f'<text x="{left + grade * wide / 4}" y="{top + tall + 18}" text-anchor="middle">{grade}</text>')
        for reader in READERS:
            if reader == "passporteye" and index == 1:
                continue
            seen = [(left + g * wide / 4, top + tall * (1 - v)) for g, v in zip(GRADES, points(records, reader, of)) if v is not None]
            if seen:
                path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in seen)
                out.append(f'<path d="{path}" fill="none" stroke="{colours[reader]}" stroke-width="2.5"/>')
    for index, reader in enumerate(r for r in READERS if any(r in record for record in records)):
        out.append(f'<path d="M{50 + index * 130} 280h24" stroke="{colours[reader]}" stroke-width="2.5"/>')
        out.append(f'<text x="{80 + index * 130}" y="284">{reader}</text>')
    return "\n".join(out + ["</svg>", ""])
