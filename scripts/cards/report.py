"""The bench's table."""


def share(part, whole):
    """A part as text, with its share."""
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "–"


def table(records, seed):
    """Everything counted, as text."""
    cards = [r for r in records if not r["free"]]
    free = [r for r in records if r["free"]]
    out = [f"card bench: seed {seed}, {len(records)} pictures: {len(cards)} with cards, {len(free)} without"]
    answered = [r for r in cards if "failed" not in r and "unreadable" not in r]
    codes = [(r, c) for r in answered for c in r["codes"]]
    readable = [(r, c) for r, c in codes if c["state"] in ("masked", "missed")]
    missed = [(r, c) for r, c in readable if c["state"] == "missed"]
    numbers = [(r, n) for r in answered for n in r["numbers"]]
    middles = [(r, n) for r, n in numbers if n["middleReadable"]]
    legible = [(r, n) for r, n in numbers if n["readable"]]
    dated = [(r, n) for r, n in legible if n["dated"]]
    partly = [(r, c) for r, c in readable if c["hiddenByCustomer"]]
    hidden = [r for r in answered if r["codes"] and all(c["state"] == "hidden" for c in r["codes"])]
    harm = {}
    for r in answered:
        for kind, (covered, total) in r["harm"].items():
            a, b = harm.get(kind, (0, 0))
            harm[kind] = (a + covered, b + total)
    over = sorted(r["overCard"] for r in answered if r.get("overCard") is not None and not r["black"])
    seconds = sorted(r["seconds"] for r in records if "seconds" in r)
    lines = [
        ("readable codes masked", share(len(readable) - len(missed), len(readable))),
        ("  of them partly hidden by the customer", share(sum(c["state"] == "masked" for _, c in partly), len(partly))),
        ("codes missed", share(len(missed), len(readable))),
        ("codes too poor to read, not counted", str(sum(c["state"] == "illegible" for _, c in codes))),
        ("pictures with code_uncertain", share(sum(r["uncertain"] for r in answered), len(answered))),
        ("pages blacked out", share(sum(r["black"] for r in answered), len(answered))),
        ("wholly hidden by the customer: nothing masked", share(sum(not r["codeMasks"] for r in hidden), len(hidden))),
        ("number's middle masked, where readable", share(sum(not n["exposed"] for _, n in middles), len(middles))),
        ("number known (first 6, last 4), where readable", share(sum(n["known"] for _, n in legible), len(legible))),
        ("  struck", share(sum(n["known"] for _, n in legible if n["struck"]), sum(n["struck"] for _, n in legible))),
        ("expiry known, where it and the number are readable", share(sum(n["expiry"] for _, n in dated), len(dated))),
    ]
    lines += [(f"{kind} wrongly covered", share(*harm[kind])) for kind in sorted(harm)]
    lines += [
        ("covered beyond the digits, share of the card: median, 90 %", f"{at(over, 0.5):.3f}, {at(over, 0.9):.3f}"),
        ("no mask on pictures without a card", share(sum(not r.get("cardMasks") for r in free), len(free))),
        ("words of the facts on a code's digits", str(sum(r.get("leaks", 0) for r in answered))),
        ("covers not flat", str(sum(not r.get("flat", True) for r in answered))),
        (
            "not answered",
            ", ".join(
                f"{r['index']}: {r.get('failed') or r['unreadable']}"
                for r in records
                if "failed" in r or "unreadable" in r
            )
            or "none",
        ),
        (
            "CPU seconds a picture: mean, median, 95 %",
            f"{sum(seconds) / max(1, len(seconds)):.2f}, {at(seconds, 0.5):.2f}, {at(seconds, 0.95):.2f}",
        ),
    ]
    width = max(len(name) for name, _ in lines)
    out += [f"  {name:{width}}  {value}" for name, value in lines]
    for title, key in (("layout", "layout"), ("degradation", "degradation")):
        out += ["", f"{title:36} pictures   masked  missed  uncertain  harm  number left  number known  CPU s"]
        for value in sorted({r[key] for r in records}):
            out.append(row(value, [r for r in records if r[key] == value]))
    if missed:
        out += ["", "missed codes, and what was read there:"]
        out += [f"  {r['index']:5} {r['layout']}, {r['degradation']}: {story(r, c)}" for r, c in missed]
    return "\n".join(out)


def story(r, c):
    """How a code came to be missed."""
    if c["exposed"] and max(c["shares"][i] for i in c["exposed"]) > 0.3:
        return f"covered in part: {c['shares']}"
    digits = [line for line in c["read"] if any(letter.isdigit() for letter in line)]
    read = "read as " + " / ".join(digits) if digits else "not read"
    out = f", {c['hiddenByCustomer']} digits hidden by the customer" if c["hiddenByCustomer"] else ""
    return f"{c['text']} {read}; {'a card was seen' if r['cards'] else 'no card was seen'}{out}"


def at(values, share_):
    """A quantile of sorted values."""
    return values[min(len(values) - 1, int(share_ * len(values)))] if values else 0.0


def row(name, records):
    """One line of a breakdown."""
    codes = [c for r in records for c in r["codes"]]
    numbers = [n for r in records for n in r["numbers"]]
    masked = sum(c["state"] == "masked" for c in codes)
    missed = sum(c["state"] == "missed" for c in codes)
    harm = sum(covered > 0 for r in records for covered, _ in r["harm"].values())
    left = sum(bool(n["exposed"]) for n in numbers)
    known = f"{sum(n['known'] for n in numbers if n['readable'])}/{sum(n['readable'] for n in numbers)}"
    if all(r["free"] for r in records):
        missed = "-"
        masked = f"{sum(bool(r.get('cardMasks')) for r in records)} pict."
    seconds = sum(r.get("seconds", 0) for r in records) / len(records)
    uncertain = sum(bool(r.get("uncertain")) for r in records)
    counts = f"{len(records):8} {masked:>8} {missed:>7} {uncertain:>10} {harm:>5} {left:>12} {known:>13}"
    return f"{name:36} {counts} {seconds:>6.1f}"
