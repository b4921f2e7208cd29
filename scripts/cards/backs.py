"""Backs of payment cards."""

import numpy as np
from ornament import signature
from PIL import Image, ImageDraw

from designs import FLAT_FACES, HEIGHT, WIDTH, blank
from fronts import beside, fitted, mirrored_dents, number, scheme, stack
from pans import grouped
from words import WORDS, filled

CODE_FACES = ("arial", "arial", "mono", "ocrb", "roboto", "arial-italic", "sans", "dejavu", "narrow")


def stripe(kit, face, y):
    """The magnetic stripe."""
    tone = kit.pick(((22, 20, 20), (40, 30, 26), (60, 60, 64)))
    face.rect(-1, y, face.width + 2, 11.2 if face.width > 60 else 9, fill=tone)


def panel(kit, face, x, y, w, h, signed=0.6):
    """A signature panel: hatched, lettered, or plain, sometimes signed."""
    face.rect(x, y, w, h, fill=kit.pick(((240, 238, 230), (250, 250, 248), (226, 230, 236))))
    style = int(kit.rng.integers(3))
    if style == 0:
        layer = Image.new("L", tuple(face.px(w, h)), 0)
        pen, s = ImageDraw.Draw(layer), face.scale
        for k in range(-int(h) - 2, int(w) + 4):
            pen.line((k * 1.1 * s, h * s, (k * 1.1 + h * 0.6) * s, 0), fill=130, width=max(1, round(0.14 * s)))
        face.image.paste((178, 190, 206), tuple(face.px(x, y)), layer)
    elif style == 1:
        word = kit.scheme.upper() + "  "
        for row in range(4):
            face.text(
                x + 0.4, y + 2.0 + row * h / 4, word * int(w / (0.6 * len(word))), "lato-italic", 3.1, (190, 200, 214)
            )
    if kit.chance(signed):
        signature(face, x + 3, y + h * 0.72, kit.holder.title()[:18], kit.rng.uniform(11, 15))


def code_style(kit):
    """How codes are printed on panels: upright, italic or leaning to the left."""
    lean = kit.pick((0.0, -0.28, -0.34, -0.2, 0.2))
    return {
        "face": kit.pick(CODE_FACES), "points": kit.rng.uniform(8.2, 11.5), "lean": lean,
        "tracking": kit.pick((0.0, 0.2, 0.4, 0.8)), "wear": kit.worn,
    }  # fmt: skip


def small_print(kit, face, y, rows=3, x=6.0, size=4.4):
    """The issuer's sentences, with telephone numbers and an address."""
    notes = WORDS[kit.lang]["notes"]
    if kit.chance(0.35):
        notes = notes + WORDS["en"]["notes"][:2]
    for row, line in enumerate(notes[:rows]):
        face.text(x, y + row * 2.5, filled(kit.rng, kit.lang, line, kit.bank), "lato", size, kit.ink)
    if kit.chance(0.4):
        a, b, c, d = (int(v) for v in kit.rng.integers((10, 20, 100000, 10), (99, 27, 999999, 99)))
        maker = f"{a}/{b} {c} K{d}"
        face.text(face.width - 5, face.height - 1.6, maker, "lato", 3.2, kit.ink, "right")


def hologram(kit, face, x, y, w=13.0, h=7.6):
    """A patch with the colours of a hologram."""
    yy, xx = np.mgrid[0:80, 0:140].astype(np.float32)
    t = xx * 0.05 + yy * 0.09 + 2 * np.sin(xx * 0.07) + kit.rng.uniform(0, 6)
    bands = np.stack([190 + 40 * np.sin(t), 196 + 36 * np.sin(t + 2), 206 + 36 * np.sin(t + 4)], -1)
    face.paste(Image.fromarray(bands.astype(np.uint8)), x, y, w, h)


def panel_back(kit, variant="tail-box"):
    """A back with a signature panel.

    `variant`: tail-box, code-box (beside the panel), tail-in, code-in, pan-in (inside it), tail-below, bare (no box),
    tail-above.
    """
    face = blank(kit)
    top = kit.rng.uniform(3.6, 5.6)
    if kit.chance(0.7):
        face.text(6, top - 0.9, filled(kit.rng, kit.lang, WORDS[kit.lang]["service"], kit.bank), "lato", 4.6, kit.ink)
    stripe(kit, face, top)
    y = top + 15.2 + kit.rng.uniform(-0.6, 1.5)
    how = code_style(kit)
    dark = kit.pick(((40, 40, 46), (16, 16, 18), (60, 40, 40), (30, 40, 90)))
    if kit.chance(0.75):
        face.text(6, y - 0.9, kit.word("signature"), "lato", 4.2, kit.ink)
    gap = kit.rng.uniform(1.0, 2.2)
    wide = {"pan-in": 66, "code-in": 60, "tail-in": 62}.get(variant, 50)
    panel(kit, face, 6, y, wide, 8.6, 0.15 if variant == "pan-in" else 0.6)
    base = y + 5.8
    if variant in ("tail-box", "code-box"):
        face.rect(57.2, y, 22.6, 8.6, fill=(246, 246, 242))
        x = 58.4
        if variant == "tail-box":
            x = face.run(x, base, kit.pan[-4:], "last4", kit.name, colour=dark, **how) + gap
        else:
            x += kit.rng.uniform(0, 6)
        face.run(x, base, kit.code, "code", kit.name, colour=dark, **how)
    elif variant == "pan-in":
        how["points"] = min(how["points"], 9.5)
        # Signature panels carry the number without spaces, or in groups.
        text = kit.pan if kit.chance(0.4) else " ".join(grouped(kit.pan))
        wide = face.text_width(text + "   " + kit.code, how["face"], how["points"], how["tracking"])
        how["points"] *= min(1, 62 / wide)
        x = face.run(7.5, base, text, "pan", kit.name, colour=dark, **how) + gap
        face.pans[kit.name] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}
        face.run(x, base, kit.code, "code", kit.name, colour=dark, **how)
    elif variant in ("tail-in", "code-in"):
        x = 6 + wide - 9 - how["points"] * (1.0 if variant == "tail-in" else 0)
        if variant == "tail-in":
            x = face.run(x, base, kit.pan[-4:], "last4", kit.name, colour=dark, **how) + gap
        face.run(x, base, kit.code, "code", kit.name, colour=dark, **how)
    elif variant in ("tail-below", "tail-above"):
        line = y + 12.4 if variant == "tail-below" else y - 1.2
        x = face.run(
            58 if variant == "tail-above" else 36, line, kit.pan[-4:], "last4", kit.name, colour=kit.ink, **how
        )
        face.run(x + gap, line, kit.code, "code", kit.name, colour=kit.ink, **how)
    else:
        x = 59.5
        if kit.chance(0.5):
            x = face.run(x, base, kit.pan[-4:], "last4", kit.name, colour=kit.ink, **how) + gap
        face.run(x, base, kit.code, "code", kit.name, colour=kit.ink, **how)
    if kit.chance(0.3):
        mirrored_dents(kit, face)
    small_print(kit, face, y + 16.2 if variant == "tail-below" else y + 13.4)
    hologram(kit, face, 6, 42.6)
    scheme(kit, face, 79.3, 49.4, 12)
    return face


def flat_back(kit, order=None, rows=1):
    """Number, date and code in flat print on the back; `rows` 2 breaks the number after eight digits."""
    face = blank(kit)
    top = kit.rng.uniform(3.0, 5.0)
    stripe(kit, face, top)
    style = kit.pick(FLAT_FACES)
    y = top + 20.5
    if kit.chance(0.5):
        face.text(6.5, y - 5.2, kit.word("number"), "lato", 4.2, kit.ink)
    points = kit.rng.uniform(11, 13.5)
    if rows == 2:
        groups = grouped(kit.pan)
        for row, part in enumerate((groups[:2], groups[2:])):
            start = 0 if row == 0 else sum(map(len, groups[:2]))
            face.run(
                6.5,
                y + row * 5.2 - 1,
                " ".join(part),
                "pan",
                kit.name,
                style,
                points,
                kit.ink,
                start=start,
                tracking=0.2,
                wear=kit.worn,
            )
        face.pans[kit.name] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}
        y += 4
    else:
        number(kit, face, 6.5, y, style, points * fitted(kit, face, 72, style, points))
    beside(kit, face, 6.5, y + 9, style, True, int(kit.rng.integers(4)) if order is None else order)
    if kit.chance(0.5):
        face.run(44, y + 12, kit.holder, "name", kit.name, style, 7.4, kit.ink, wear=kit.worn)
    small_print(kit, face, 48.2, 2)
    if kit.chance(0.5):
        hologram(kit, face, 66, y - 4)
    scheme(kit, face, 79.3, 45.0, 11)
    return face


def stacked_back(kit):
    """Number in four lines of four, date and code beside it."""
    face = blank(kit)
    stripe(kit, face, 4.2)
    style = kit.pick(FLAT_FACES)
    stack(kit, face, 8, 22.6, style, 13, 5.8)
    beside(kit, face, 32, 24, style, True, kit.pick((0, 1, 2, 3)))
    face.run(32, 40, kit.holder, "name", kit.name, style, 7.6, kit.ink)
    small_print(kit, face, 48, 2)
    scheme(kit, face, 79.3, 43, 12)
    return face


def combined_back(kit, second, panelled=False):
    """A combined debit and credit card: two numbers, two codes."""
    face = blank(kit)
    stripe(kit, face, 3.6)
    style = kit.pick(FLAT_FACES)
    names = {"da": ("DEBIT", "KREDIT"), "sv": ("BANK", "KREDIT"), "no": ("DEBET", "KREDITT")}.get(
        kit.lang, ("DEBIT", "CREDIT")
    )
    if panelled:
        panel(kit, face, 6, 17.6, 50, 8.6)
        how = code_style(kit)
        how["points"] = min(how["points"], 9.5)
        for row, (card, label) in enumerate(zip((kit, second), names)):
            y = 20.6 + row * 5
            face.text(57, y, label, "lato", 3.6, kit.ink)
            x = face.run(64, y, card.pan[-4:], "last4", card.name, colour=kit.ink, **how) + 1.5
            face.run(x, y, card.code, "code", card.name, colour=kit.ink, **how)
    else:
        word = kit.word("code")
        for row, (card, label) in enumerate(zip((kit, second), names)):
            y = 20.4 + row * 11.6
            face.text(6.5, y - 0.2, label, "lato-bold", 5, kit.ink)
            k = fitted(card, face, 54, style, 11)
            number(card, face, 18, y, style, 11 * k, kit.ink)
            face.text(18, y + 4.6, kit.word("expiry"), "lato", 4, kit.ink)
            face.run(36, y + 4.8, card.expiry, "expiry", card.name, style, 8.4, kit.ink)
            x = 50 + face.text_width(word, "lato", 4) + 1.4
            face.text(50, y + 4.6, word, "lato", 4, kit.ink)
            face.run(x, y + 4.8, card.code, "code", card.name, style, 8.4, kit.ink, wear=kit.worn)
    small_print(kit, face, 43.4)
    scheme(kit, face, 79.3, 49.8, 9)
    return face


def charge_back(kit):
    """The back of a fifteen-digit card: a panel, with a three-digit code of its own."""
    face = blank(kit)
    stripe(kit, face, 4.4)
    panel(kit, face, 6, 19, 60, 7.6)
    how = code_style(kit)
    code = "".join(str(int(d)) for d in kit.rng.integers(0, 10, 3))
    face.run(68.4, 24.4, code, "code", kit.name + "-back", colour=kit.ink, **how)
    small_print(kit, face, 33)
    face.text(79, 49, "AMERICAN EXPRESS", "lato-black", 8, kit.ink, "right")
    return face


def upright_back(kit):
    """A vertical back with everything on it in flat print."""
    face = blank(kit, HEIGHT, WIDTH)
    stripe(kit, face, kit.pick((6, 70)))
    style = kit.pick(FLAT_FACES)
    if kit.chance(0.5):
        stack(kit, face, 6, 28, style, 13, 6.2)
        beside(kit, face, 28, 30, style, True, kit.pick((0, 0, 2)))
    else:
        number(kit, face, 5, 28, style, 9.5 * fitted(kit, face, 43, style, 9.5))
        beside(kit, face, 5, 36, style, True, int(kit.rng.integers(3)))
    face.run(5, 52, kit.holder, "name", kit.name, style, 7, kit.ink)
    for row, line in enumerate(WORDS[kit.lang]["notes"]):
        text = filled(kit.rng, kit.lang, line, kit.bank)
        face.text(5, 57 + row * 4.4, text[: len(text) // 2], "lato", 3.8, kit.ink)
        face.text(5, 59.2 + row * 4.4, text[len(text) // 2 :], "lato", 3.8, kit.ink)
    return face
