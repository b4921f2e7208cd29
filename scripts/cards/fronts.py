"""Fronts of payment cards."""

import numpy as np
from PIL import Image, ImageDraw

from designs import FLAT_FACES, HEIGHT, WIDTH, blank, relief, spaced
from face import Face
from pans import grouped

GOLD, SILVER = ((212, 182, 112), (128, 102, 52)), ((200, 202, 206), (110, 112, 118))


def chip(kit, face, x, y):
    """A contact plate, and the waves of a contactless card."""
    plate, line = kit.pick((GOLD, GOLD, SILVER))
    face.rect(x, y, 11.6, 9.2, fill=plate, stroke=line, radius=1.6, line=0.18)
    for k in (1, 2):
        face.line(x, y + 3.07 * k, x + 3.7, y + 3.07 * k, 0.18, line)
        face.line(x + 7.9, y + 3.07 * k, x + 11.6, y + 3.07 * k, 0.18, line)
    face.rect(x + 3.7, y + 1.8, 4.2, 5.6, stroke=line, radius=0.9, line=0.18)
    if kit.chance(0.7):
        s = face.scale
        for k in range(4):
            r, cx, cy = (1.2 + 1.25 * k) * s, (x + 13.6) * s, (y + 4.6) * s
            face.pen.arc((cx - r, cy - r, cx + r, cy + r), -38, 38, fill=kit.ink, width=round(0.45 * s))


def scheme(kit, face, x, y, size=16):
    """The scheme's sign, its right lower corner at (x, y): lettering, circles, or both."""
    name = kit.scheme
    if name in ("mastercard", "maestro") and kit.chance(0.8):
        r = size * 0.24
        left, right = ((235, 0, 27), (247, 158, 27)) if name == "mastercard" else ((235, 0, 27), (0, 120, 200))
        face.circle(x - 2.7 * r, y - r, r, fill=left)
        face.circle(x - r, y - r, r, fill=right)
        if kit.chance(0.4):
            face.text(x - 1.85 * r, y + 2.2, name, "lato-medium", size * 0.42, kit.ink, "center")
        return
    text = {"visa": "VISA", "visa/dankort": "VISA", "jcb": "JCB", "diners club": "Diners Club", "dankort": "DANKORT"}
    text = text.get(name, name.title() if name != "american express" else "AMERICAN EXPRESS")
    size *= 0.62 if len(text) > 8 else 1
    face.text(x, y, text, "arial-bold-italic", size, kit.ink, "right")
    if name == "visa/dankort":
        face.text(x - 16, y, "DANKORT", "lato-black", size * 0.6, kit.ink, "right")
    if kit.chance(0.25):
        face.text(x, y + 2.4, kit.pick(("Debit", "Credit", "Electron", "Business")), "lato", 5, kit.ink, "right")


def dress(kit, face, chip_at=(7.2, 16.4), sign=(79.3, 49.0), size=16):
    """Bank, kind, chip and scheme of a landscape front."""
    face.text(6.5, 10.2, kit.bank, kit.pick(("lato-bold", "sans-bold", "lato-light", "serif-bold")), 12, kit.ink)
    if kit.chance(0.6):
        kind = kit.pick(("Debit", "Credit", "Platinum", "Gold", "World", "Business", "Prepaid", "Ung", "Student"))
        face.text(face.width - 6.5, 9.4, kind, "lato", 8, kit.ink, "right", 0.1)
    if chip_at:
        chip(kit, face, *chip_at)
    if sign:
        scheme(kit, face, *sign, size)


def number(kit, face, x, y, style="roboto-medium", points=14.0, colour=None, pitch=None, group=None, **how):
    """Writes the whole number in groups, over at most one line."""
    group = group or kit.name
    cursor, seen = x, 0
    for part in grouped(kit.pan):
        cursor = face.run(
            cursor, y, part, "pan", group, style, points, colour or kit.ink, pitch, start=seen, wear=kit.worn, **how
        )
        seen += len(part)
        cursor += how.get("tracking", 0) + points * 0.062 * (1.8 if pitch else 1.5)
    face.pans[group] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}


def fitted(kit, face, room, style, points, pitch=None):
    """A type size at which the number fits into `room` mm."""
    groups = grouped(kit.pan)
    wide = sum(
        (pitch * len(g)) if pitch else face.text_width(g, style if style != "struck" else "ocrb", points)
        for g in groups
    )
    wide += len(groups) * points * 0.062 * 1.8
    return min(1.0, room / wide)


def embossed_front(kit, foil="silver", wear=0.0, bin_copy=True):
    """Struck number, date and holder, with foil or bare."""
    face = blank(kit)
    dress(kit, face)
    style = kit.pick(("struck", "struck", "ocrb"))
    points = kit.rng.uniform(15, 17)
    pitch = 3.55 * (0.86 if len(kit.pan) > 16 else 1)
    k = fitted(kit, face, 74, style, points, pitch)
    struck = {"relief": relief(kit, foil, wear)}
    number(kit, face, 6.6, 35.0, style, points * k, pitch=pitch * k, **struck)
    if bin_copy:
        face.run(6.8, 38.6, kit.pan[:4], "bin", kit.name, "arial", 6, kit.ink)
    face.text(35, 39.6, kit.word("expiry"), "lato", 4.0, kit.ink, "right")
    face.run(36.5, 40.6, kit.expiry, "expiry", kit.name, "ocrb", 10.5, kit.ink, 2.45, **struck)
    if kit.chance(0.4):
        face.text(7, 43, kit.word("since"), "lato", 3.6, kit.ink)
        year = kit.pick(("14", "2016", "2019", "08"))
        face.run(20, 43.4, year, None, "", "ocrb", 9, kit.ink, 2.3, **struck)
    face.run(6.8, 48.6, struck_name(kit), "name", kit.name, "ocrb", 9.4, kit.ink, 2.22, **struck)
    return face


def flat_front(kit, code=False):
    """Flat print; with `code` the verification code stands on the front too."""
    face = blank(kit)
    dress(kit, face, sign=(79.3, 49.0) if not code else (79.3, 12.0), size=14)
    style = kit.pick(FLAT_FACES)
    points = kit.rng.uniform(11.5, 14.5)
    k = fitted(kit, face, 72, style, points)
    number(kit, face, 7.2, 34.6, style, points * k)
    label = kit.chance(0.8)
    if label:
        face.text(7.2, 38.6, kit.word("expiry"), "lato", 4.2, kit.ink)
    face.run(7.2, 42.4, kit.expiry, "expiry", kit.name, style, 9, kit.ink, wear=kit.worn)
    if code:
        face.text(30, 38.6, kit.word("code"), "lato", 4.2, kit.ink)
        face.run(30, 42.4, kit.code, "code", kit.name, style, 9, kit.ink, wear=kit.worn)
    face.run(7.2, 48.4, kit.holder, "name", kit.name, style, 8.6, kit.ink, wear=kit.worn)
    return face


def bare_front(kit):
    """A numberless front."""
    face = blank(kit)
    dress(kit, face, chip_at=(7.2, 20.2))
    face.run(7.2, 48.2, kit.holder, "name", kit.name, "lato-medium", 8.6, kit.ink)
    return face


def stacked_front(kit, code=True):
    """The number in four lines of four at the left, date and code beside it."""
    face = blank(kit)
    dress(kit, face, chip_at=(64, 20) if kit.chance(0.5) else None, sign=(79.3, 49.0))
    style = kit.pick(("roboto-medium", "ocrb", "lato-medium", "mono-bold", "arial"))
    stack(kit, face, 7.2, 20.5, style)
    beside(kit, face, 30, 22.5, style, code, kit.pick((0, 1, 2)))
    face.run(30, 39.4, kit.holder, "name", kit.name, style, 7.6, kit.ink)
    return face


def stack(kit, face, x, y, style, points=12.5, leading=5.6, tracking=0.5):
    """A number in lines of four, one under another."""
    seen = 0
    for row, part in enumerate(grouped(kit.pan)):
        face.run(
            x, y + row * leading, part, "pan", kit.name, style, points, kit.ink, start=seen, tracking=tracking,
            wear=kit.worn,
        )  # fmt: skip
        seen += len(part)
    face.pans[kit.name] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}


def beside(kit, face, x, y, style, code, order=0):
    """Date and code with labels: above one another, side by side, in front of their values, or all on one line."""
    size = 9.5
    if order == 0:
        face.text(x, y - 3.8, kit.word("expiry"), "lato", 4.2, kit.ink)
        face.run(x, y, kit.expiry, "expiry", kit.name, style, size, kit.ink, wear=kit.worn)
        if code:
            face.text(x, y + 4.4, kit.word("code"), "lato", 4.2, kit.ink)
            face.run(x, y + 8.2, kit.code, "code", kit.name, style, size, kit.ink, wear=kit.worn)
    elif order == 1:
        face.text(x, y - 3.8, kit.word("expiry"), "lato", 4.2, kit.ink)
        end = face.run(x, y, kit.expiry, "expiry", kit.name, style, size, kit.ink, wear=kit.worn)
        if code:
            face.text(end + 6, y - 3.8, kit.word("code"), "lato", 4.2, kit.ink)
            face.run(end + 6, y, kit.code, "code", kit.name, style, size, kit.ink, wear=kit.worn)
    elif order == 3:
        for key, value, kind in (("expiry", kit.expiry, "expiry"), ("code", kit.code, "code"))[: 2 if code else 1]:
            word = kit.word(key) + kit.pick((" ", ": "))
            face.text(x, y, word, "lato", 4.6, kit.ink)
            x += face.text_width(word, "lato", 4.6) + 0.8
            x = face.run(x, y, value, kind, kit.name, style, size * 0.8, kit.ink, wear=kit.worn) + 2.5
    else:
        word = kit.word("expiry") + kit.pick((" ", ": "))
        face.text(x, y, word, "lato", 5, kit.ink)
        at = x + face.text_width(word, "lato", 5) + 1
        face.run(at, y, kit.expiry, "expiry", kit.name, style, size * 0.9, kit.ink, wear=kit.worn)
        if code:
            word = kit.word("code") + kit.pick((" ", ": "))
            face.text(x, y + 5, word, "lato", 5, kit.ink)
            at = x + face.text_width(word, "lato", 5) + 1
            face.run(at, y + 5, kit.code, "code", kit.name, style, size * 0.9, kit.ink, wear=kit.worn)


def charge_front(kit, struck=True, left=False):
    """A fifteen-digit card with the four-digit code above its number, on the right (or the left)."""
    face = blank(kit)
    ink = kit.ink
    face.rect(2.6, 2.6, WIDTH - 5.2, HEIGHT - 5.2, stroke=ink, radius=2, line=0.25)
    face.text(WIDTH / 2, 11.6, "AMERICAN EXPRESS", "lato-black", 13, ink, "center", 0.35)
    if kit.chance(0.5):
        face.text(WIDTH / 2, 15.4, kit.bank, "lato", 6.4, ink, "center", 0.15)
    s = face.scale
    cx, cy = 42.8 * s, 25 * s
    for k in range(12):
        r = 7 - 0.55 * k
        face.pen.ellipse((cx - r * s, cy - (r + 1) * s, cx + r * s, cy + (r + 1) * s), outline=ink, width=2)
    chip(kit, face, 8.5, 17.6)
    x = 24 if left else kit.rng.uniform(66, 70)
    face.run(
        x,
        28.4,
        kit.code,
        "code",
        kit.name,
        kit.pick(("arial", "ocrb", "lato-medium")),
        kit.rng.uniform(7.5, 10),
        ink,
        wear=kit.worn,
    )
    how = {"relief": relief(kit, kit.pick((None, "silver", "gold", "white")))} if struck else {}
    style = "struck" if struck else "ocrb"
    number(kit, face, 8.0, 37.4, style, 15, pitch=3.55, **how)
    if kit.chance(0.6):
        face.text(8.5, 41.4, kit.word("since"), "lato", 3.8, ink)
        face.run(26, 41.6, kit.pick(("96", "08", "14", "19")), None, "", "ocrb", 8.5, ink, **how)
    face.text(50, 41.2, kit.word("expiry"), "lato", 3.8, ink)
    face.run(64, 41.8, kit.expiry, "expiry", kit.name, "ocrb", 9, ink, **how)
    face.run(8.5, 47.6, struck_name(kit), "name", kit.name, "ocrb", 9, ink, **how)
    return face


def upright_front(kit, code=False, numberless=False):
    """A vertical front."""
    face = blank(kit, HEIGHT, WIDTH)
    face.text(5, 10, kit.bank, "lato-bold", 10, kit.ink)
    chip(kit, face, (HEIGHT - 11.6) / 2 if kit.chance(0.5) else 6, 17)
    style = kit.pick(FLAT_FACES)
    if numberless:
        face.run(5, 74, kit.holder, "name", kit.name, style, 7, kit.ink)
    elif kit.chance(0.5):
        stack(kit, face, 5, 40, style, 13, 6.2)
        beside(kit, face, 27, 42, style, code)
        face.run(5, 70, kit.holder, "name", kit.name, style, 7, kit.ink)
    else:
        number(kit, face, 5, 50, style, 9.5 * fitted(kit, face, 43, style, 9.5))
        beside(kit, face, 5, 58, style, code, 1)
        face.run(5, 70, kit.holder, "name", kit.name, style, 7, kit.ink)
    scheme(kit, face, HEIGHT - 5, 81, 13)
    return face


def struck_name(kit):
    """The holder in the capitals of an embossing machine."""
    return kit.holder.upper().translate(str.maketrans("ÅÄÖÜ’'", "AAOU  ")).replace("  ", " ")[:26]


def mirrored_dents(kit, face):
    """On the back of a struck card its digits stand mirrored, as dents."""
    other = Face(face.width, face.height, face.scale)
    other.image = face.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    other.pen = ImageDraw.Draw(other.image)
    other.run(6.6, 35.0, spaced(kit.pan), None, "", "struck", 15, pitch=3.45, relief=relief(kit, None, 0, True))
    before = np.asarray(face.image).astype(np.float32)
    after = np.asarray(other.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)).astype(np.float32)
    face.image = Image.fromarray(
        np.clip(before + (after - before) * kit.rng.uniform(0.2, 0.45), 0, 255).astype(np.uint8)
    )
    face.pen = ImageDraw.Draw(face.image)
