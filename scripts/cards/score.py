"""Compares what was covered with what is on a picture.

Only what a person could read counts. A digit is readable when at least seven tenths of its ink are uncovered and in
the frame, it is at least 9 pixels high, the blur's sigma is at most a sixth of its height, and its ink stands out:
fitted to the picture by least squares, the ink shifts the grey by at least 16 levels and by 1.8 times what it leaves
unexplained. Struck digits have no ink of their own: they count from 11 pixels, a blur of a seventh, and a local
contrast of 6 levels. A digit counts as covered when 95 % of its box are.
"""

import re

import cv2
import numpy as np

COVERED = 0.95
# Pixels at the edge of a cover that need not be flat.
EDGE = 4


def grey_of(pixels):
    """Luma."""
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)


def window(polygon, shape, room):
    """The part of a picture around a polygon, None when less than most of it lies inside."""
    low, high = polygon.min(0), polygon.max(0)
    if (low < -1).any() or high[0] > shape[1] + 1 or high[1] > shape[0] + 1:
        return None
    x0, y0 = (int(max(0, v - room)) for v in low)
    x1, y1 = int(min(shape[1], high[0] + room + 1)), int(min(shape[0], high[1] + room + 1))
    return (slice(y0, y1), slice(x0, x1)) if x1 - x0 > 2 and y1 - y0 > 2 else None


def visible(made, mark):
    """The share of a mark's ink that nothing covers, 0 outside the frame."""
    part = window(mark.polygon, made.ink.shape, 1)
    if part is None:
        return 0.0
    ink = made.ink[part].astype(np.float32).sum()
    return float(made.seen[part].astype(np.float32).sum() / ink) if ink > 0 else 0.0


def legibility(made, grey, mark):
    """What `readable` decides by: visible share, height, blur in heights, the ink's shift and that over the rest."""
    room = 0.25 * mark.height
    part = window(mark.polygon, made.ink.shape, room)
    if part is None:
        return None
    ink = made.spread[part].ravel() / 255
    ys, xs = np.mgrid[0 : part[0].stop - part[0].start, 0 : part[1].stop - part[1].start]
    level = grey[part].ravel()
    terms = np.stack([np.ones_like(ink), xs.ravel() / 20.0, ys.ravel() / 20.0, ink], 1)
    fit, *_ = np.linalg.lstsq(terms, level, rcond=None)
    rest = float(np.std(level - terms @ fit))
    plain = terms[:, :3]
    flat, *_ = np.linalg.lstsq(plain, level, rcond=None)
    shift = abs(float(fit[3])) * float(np.percentile(ink, 97))
    return {
        "visible": visible(made, mark), "height": mark.height, "blur": made.blur / max(1.0, mark.height),
        "shift": shift, "ratio": shift / max(1.0, rest), "contrast": float(np.std(level - plain @ flat)),
    }  # fmt: skip


def readable(made, grey, mark):
    """Whether a person could read this digit."""
    if made.pixels is None:
        return True
    m = legibility(made, grey, mark)
    if m is None or m["visible"] < 0.7:
        return False
    if mark.embossed:
        return m["height"] >= 11 and m["blur"] <= 1 / 7 and m["contrast"] >= 6
    return m["height"] >= 9 and m["blur"] <= 1 / 6 and m["shift"] >= 16 and m["ratio"] >= 1.8


def filled(shape, polygons):
    """A picture of polygons, with the precision of a sixteenth of a pixel."""
    layer = np.zeros(shape, np.uint8)
    for polygon in polygons:
        cv2.fillPoly(
            layer, [np.round((np.asarray(polygon, np.float64) - 0.5) * 16).astype(np.int32)], 255, cv2.LINE_8, 4
        )
    return layer


def within(shape, polygon, edge):
    """Where a polygon lies, but for what is nearer to its edge, which may lie outside the picture."""
    low = np.floor(np.minimum(np.min(polygon, 0), 0)).astype(int) - 1
    high = np.ceil(np.maximum(np.max(polygon, 0), (shape[1], shape[0]))).astype(int) + 1
    whole = filled((high[1] - low[1], high[0] - low[0]), [np.asarray(polygon, np.float64) - low])
    whole = cv2.erode(whole, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)) > 0
    return whole[-low[1] : shape[0] - low[1], -low[0] : shape[1] - low[0]]


def share_under(layer, polygon):
    """The share of a polygon that a layer covers."""
    low, high = np.floor(polygon.min(0)).astype(int) - 2, np.ceil(polygon.max(0)).astype(int) + 3
    x0, y0 = np.maximum(low, 0)
    x1, y1 = min(layer.shape[1], high[0]), min(layer.shape[0], high[1])
    if x1 <= x0 or y1 <= y0:
        return 0.0
    # Four times finer, for digits are small.
    k = 4
    fine = np.zeros(((y1 - y0) * k, (x1 - x0) * k), np.uint8)
    cv2.fillPoly(fine, [np.round((polygon - (x0, y0)) * k * 16).astype(np.int32)], 255, cv2.LINE_8, 4)
    under = cv2.resize(layer[y0:y1, x0:x1], (fine.shape[1], fine.shape[0]), interpolation=cv2.INTER_NEAREST)
    area = int((fine > 0).sum())
    return float(((fine > 0) & (under > 0)).sum()) / area if area else 0.0


def scored(made, facts, kept):
    """What happened to one upload: a record of plain values."""
    answer = facts["inspected"]
    if "unreadable" in answer:
        return {"unreadable": answer["unreadable"]["_0"]["reason"], "codes": [], "numbers": [], "harm": {}}
    pages = {page["number"]: page for page in answer["document"]["_0"]["pages"]}
    page = pages[made.page]
    others = [mask for number, p in pages.items() if number != made.page for mask in p["masked"]]
    to_kept = np.array(page["transform"], np.float64) @ made.matrix
    marks = [(mark, cv2.perspectiveTransform(mark.polygon[None], to_kept)[0]) for mark in made.marks]
    shape = (page["height"], page["width"])
    polygons = {kind: [[(p["x"], p["y"]) if isinstance(p, dict) else p for p in m["polygon"]] for m in page["masked"]
                       if m["kind"] == kind] for kind in {m["kind"] for m in page["masked"]}}  # fmt: skip
    cover = filled(shape, [p for group in polygons.values() for p in group])
    picture = cv2.cvtColor(cv2.imdecode(np.frombuffer(kept[made.page], np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    # Each cover by itself: between two there may be a seam.
    inner = np.zeros(shape, bool)
    for polygon in (p for group in polygons.values() for p in group):
        inner |= within(shape, polygon, EDGE)
    grey = grey_of(made.pixels) if made.pixels is not None else None
    record = {
        "codes": codes(made, grey, marks, cover, page),
        "cards": len(page["cards"]),
        "numbers": numbers(made, grey, marks, cover, page["cards"]),
        "harm": harm(made, marks, cover),
        "uncertain": any(card["code"] == "uncertain" for p in pages.values() for card in p["cards"]),
        "sight": sorted({card["code"] for card in page["cards"]}),
        "sides": sorted({card["side"] for card in page["cards"]}),
        "black": bool(cover.mean() > 250),
        "flat": bool(picture[inner].max() <= 5) if inner.any() else True,
        "leaks": leaks(marks, page, cover),
        "turned": page["turned"],
        **excess(marks, cover, page),
    }
    # A personal number is covered on any document.
    record["cardMasks"] = sum(m["kind"] != "nationalIdentityNumber" for m in page["masked"] + others)
    return record


def codes(made, grey, marks, cover, page):
    """Each code: which of its digits are readable, how much of each is covered, and what was read in its place."""
    found = []
    for group in dict.fromkeys(m.group for m, _ in marks if m.kind == "code"):
        digits = sorted(((m, p) for m, p in marks if m.kind == "code" and m.group == group), key=lambda d: d[0].index)
        seen = [readable(made, grey, m) for m, _ in digits]
        shares = [round(share_under(cover, p), 3) for _, p in digits]
        exposed = [i for i, (s, share) in enumerate(zip(seen, shares)) if s and share < COVERED]
        open_ = [1.0 if made.pixels is None else visible(made, m) for m, _ in digits]
        if any(seen):
            state = "missed" if exposed else "masked"
        else:
            state = "hidden" if max(open_) < 0.7 else "illegible"
        found.append(
            {
                "group": group, "text": "".join(m.text for m, _ in digits), "state": state, "readable": sum(seen),
                "digits": len(digits), "exposed": exposed,
                "shares": shares, "height": round(float(np.mean([m.height for m, _ in digits])), 1),
                "hiddenByCustomer": sum(o < 0.3 for o in open_), "read": read_at([p for _, p in digits], page),
            }
        )  # fmt: skip
    return found


def read_at(polygons, page):
    """The lines of the facts that meet the middles of some digits."""
    middles = [p.mean(0) for p in polygons]
    lines = []
    for line in page["lines"]:
        b = line["box"]
        if any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for x, y in middles):
            lines.append(" ".join(word["text"] for word in line["words"]))
    return lines


def numbers(made, grey, marks, cover, cards):
    """Each card number: is its middle covered, and do the facts know its ends and its date?"""
    found = []
    for group, facts in made.pans.items():
        digits = sorted(((m, p) for m, p in marks if m.kind == "pan" and m.group == group), key=lambda d: d[0].index)
        seen = [readable(made, grey, m) for m, _ in digits]
        middle = range(6, len(digits) - 4)
        exposed = [i for i in middle if seen[i] and share_under(cover, digits[i][1]) < COVERED]
        pan = facts["pan"]
        known = [
            c
            for c in cards
            if c.get("number") and c["number"]["first6"] == pan[:6] and c["number"]["last4"] == pan[-4:]
        ]
        month, year = facts["expiry"].split("/")
        dates = {c.get("expiry", "")[:7] for c in cards if c.get("expiry")}
        printed = [m for m, _ in marks if m.kind == "expiry" and m.group == group]
        found.append(
            {
                "group": group, "readable": all(seen), "middleReadable": sum(seen[i] for i in middle),
                "exposed": exposed,
                "known": bool(known), "scheme": facts["scheme"], "length": len(pan),
                "struck": digits[0][0].embossed if digits else False,
                "dated": any(made.pixels is None or visible(made, m) >= 0.7 for m in printed),
                "expiry": f"20{year}-{month}" in dates,
            }
        )  # fmt: skip
    return found


def harm(made, marks, cover):
    """What should have stayed readable, and whether something covers it: counts as [covered, all] by kind."""
    result = {}

    def count(kind, is_covered):
        covered, total = result.get(kind, (0, 0))
        result[kind] = (covered + int(is_covered), total + 1)

    for mark, polygon in marks:
        if mark.kind in ("name", "expiry", "last4", "bin"):
            if made.pixels is None or visible(made, mark) >= 0.7:
                count(mark.kind, share_under(cover, polygon) > 0.12)
    for group, facts in made.pans.items():
        digits = sorted(((m, p) for m, p in marks if m.kind == "pan" and m.group == group), key=lambda d: d[0].index)
        for kind, part in (("first6", digits[:6]), ("last4", digits[-4:])):
            if part and all(made.pixels is None or visible(made, m) >= 0.7 for m, _ in part):
                count(kind, max(share_under(cover, p) for _, p in part) > 0.35)
    return result


def excess(marks, cover, page):
    """Area covered beyond the protected digits and a margin around them, as a share of the cards and of the page."""
    wanted = np.zeros_like(cover)
    for mark, polygon in marks:
        if mark.kind == "code" or mark.kind == "pan":
            middle = polygon.mean(0)
            cv2.fillPoly(
                wanted, [np.round(((polygon - middle) * 1.9 + middle) * 16).astype(np.int32)], 255, cv2.LINE_8, 4
            )
    cards = filled(cover.shape, [p for m, p in marks if m.kind == "card"])
    beyond = (cover > 0) & (wanted == 0)
    on_cards = int((cards > 0).sum())
    return {
        "overPage": float(beyond.mean()),
        "overCard": float((beyond & (cards > 0)).sum() / on_cards) if on_cards else None,
        "masks": len(page["masked"]),
        "codeMasks": sum(mask["kind"] == "cardVerificationCode" for mask in page["masked"]),
    }


def leaks(marks, page, cover):
    """Words of the facts that stand on covered digits of a code and say two of them in a row, or one alone."""
    codes = {}
    for mark, polygon in sorted(((m, p) for m, p in marks if m.kind == "code"), key=lambda d: d[0].index):
        codes.setdefault(mark.group, []).append((mark.text, polygon.mean(0), share_under(cover, polygon) >= COVERED))
    found = 0
    for line in page["lines"]:
        for word in line["words"]:
            b = word["box"]
            digits = re.sub(r"\D", "", word["text"])
            for code in codes.values():
                # A word at a slant has an upright box, which holds more than the word.
                on_code = any(b[0] < x < b[2] and b[1] < y < b[3] for _, (x, y), covered in code if covered)
                text = "".join(digit for digit, _, _ in code)
                says = any(text[at:at + 2] in digits for at in range(len(text) - 1)) if len(digits) > 1 else digits in text
                found += bool(on_code and digits and says)
    return found
