"""The layouts: what a picture shows. Each takes a `Build` and gives a `Made`."""

import math

import cv2
import numpy as np

import backs
import covers
import fronts
import papers
import screens
from build import Build, Made
from designs import spaced
from lens import Placed, Wear, photograph, scanned, screened
from papers import VectorPage, a4, identity_card, letter, passport, pick, receipt, statement, toned, transactions
from words import WORDS


def panelled(variant):
    """A back with a signature panel."""
    return lambda b: b.one(backs.panel_back(b.kit(), variant))


def spoken(lang, order=None):
    """A flat back in one language."""
    return lambda b: b.one(backs.flat_back(b.kit(lang=lang), order))


def struck(foil, wear=0.0):
    """A front with struck digits."""
    return lambda b: b.one(fronts.embossed_front(b.kit(), foil, max(wear, b.rubbed)))


def covered(kind, out):
    """A card whose code the customer covered, `out` digits of it excepted."""

    def build(b):
        k = b.kit(scheme="american express") if b.chance(0.12) else b.kit()
        if k.scheme == "american express":
            face = fronts.charge_front(k, b.chance(0.5))
        elif b.chance(0.65):
            face = backs.panel_back(k, pick(b.rng, ("tail-box", "code-box", "bare", "tail-in", "code-in", "pan-in")))
        else:
            face = backs.flat_back(k) if b.chance(0.6) else backs.stacked_back(k)
        left = out if isinstance(out, int) else pick(b.rng, out)
        count = len(k.code)
        hidden = range(left, count) if b.chance(0.6) or not left else range(0, count - left)
        if kind != "finger":
            way = kind if kind != "any" else pick(b.rng, ("tape", "paper", "sticker"))
            covers.hide(face, k, k.name, list(hidden), way)
            return b.one(face)
        (x0, y0), (x1, y1), height = covers.code_box(face, k.name, list(hidden))
        whole = covers.code_box(face, k.name, range(9))
        s = face.scale
        from_right = not left or hidden[0] > 0
        edge = x0 - 2 if from_right else x1 + 2
        if not left:
            edge -= height * b.rng.uniform(1.0, 2.0)
        middle = (whole[0][1] + whole[1][1]) / 2
        tip = (edge / s - face.width / 2, middle / s - face.height / 2)
        degrees = (0 if from_right else 180) + (b.rng.uniform(-25, 25) if not left else 0)
        return b.one(face, fingers=[(*tip, degrees, b.rng.uniform(14, 17))])

    return build


def held(b):
    """A card in a hand: fingers over its edges."""
    face = b.back(b.kit())
    w, h = face.width / 2, face.height / 2
    code = [m for m in face.marks if m.kind == "code"]
    fingers = [(-w + b.rng.uniform(2, 8), b.rng.uniform(-h + 8, h - 4), 180 + b.rng.uniform(-30, 30), 19)]
    low = h - b.rng.uniform(1, 5)
    if all(m.polygon[:, 1].max() / face.scale - h < low - 8 for m in code):
        fingers += [(b.rng.uniform(-w + 10, w - 30) + k * 15, low, 90 + b.rng.uniform(-12, 12), 15) for k in range(2)]
    return b.photo([Placed(face, 0, 0)], fingers=fingers, kind=pick(b.rng, ("cloth", "white", "linen", "felt")))


def fan(b):
    """Three cards that overlap."""
    placed = []
    for index, name in enumerate("abc"):
        k = b.kit(name)
        face = b.back(k) if index != 1 else b.front(k)
        placed.append(Placed(face, index * 14 - 14, index * b.rng.uniform(18, 34), b.rng.uniform(-25, 25)))
    b.wear.dots_per_inch = min(b.wear.dots_per_inch, 280)
    return b.photo(placed)


def on_bill(whole):
    """A card that lies on a bill; the whole bill is in the picture, or the card's surroundings."""

    def build(b):
        page = toned(a4(8), b.rng)
        letter(b.rng, page) if b.chance(0.7) else statement(b.rng, page)
        face = b.back(b.kit()) if b.chance(0.8) else fronts.charge_front(b.kit(scheme="american express"))
        card = Placed(face, b.rng.uniform(-50, 50), b.rng.uniform(-80, 100), b.rng.uniform(-20, 20))
        if whole:
            b.wear.dots_per_inch = min(b.wear.dots_per_inch, 240)
        return b.photo([Placed(page, 0, 0, 0, flat=not whole), card], room=0.03 if whole else 0.25)

    return build


def beside_passport(scan):
    """A card beside a passport's page."""

    def build(b):
        page = passport(b.rng)
        faces = [b.back(b.kit())] if b.chance(0.6) else [b.front(b.kit("f")), b.back(b.kit())]
        if scan:
            sheet = a4(12)
            sheet.lay(page, 105, 60, b.rng.uniform(-2, 2))
            sheet.marks.pop()
            for row, face in enumerate(faces):
                sheet.lay(face, b.rng.uniform(70, 130), 145 + row * 70, b.rng.uniform(-3, 3))
            wear = Wear(**{**b.wear.__dict__, "dots_per_inch": b.rng.uniform(180, 300)})
            return b.jpeg(scanned(b.rng, sheet, wear, b.rng.uniform(-1, 1)))
        placed = [Placed(page, 0, 0, b.rng.uniform(-5, 5), flat=False)]
        for row, face in enumerate(faces):
            placed.append(Placed(face, b.rng.uniform(-15, 15), 80 + row * 68, b.rng.uniform(-10, 10)))
        b.wear.dots_per_inch = min(b.wear.dots_per_inch, 260)
        return b.photo(placed, room=0.05)

    return build


def vector_letter(b):
    """A bank's letter about a new card, as a PDF with text: its number, date and code in it."""
    page, k = VectorPage("Dit nye kort"), b.kit()
    letter(b.rng, page, k.lang if k.lang in papers.TERMS else "en", 0)
    words = WORDS[k.lang]
    page.rect(20, 185, 170, 66, fill=(244, 246, 250))
    y = 196
    inline = b.chance(0.3)
    for key, value, kind in (
        ("holder", k.holder, "name"),
        ("number", spaced(k.pan), "pan"),
        ("expiry", k.expiry, "expiry"),
        ("code", k.code, "code"),
    ):
        word = k.pick(words[key]) + (":" if inline else "")
        page.text(26, y, word, "sans", 10)
        x = 26 + page.text_width(word, "sans", 10) + 2 if inline else 90
        page.run(x, y, value, kind, k.name, "sans", 11)
        y += 9
    page.pans[k.name] = {"pan": k.pan, "scheme": k.scheme, "expiry": k.expiry}
    return Made(page.bytes(), page.marks, page.pans, ending="pdf")


def art_pdf(b):
    """The card drawn in a PDF of text, as banks print it in letters: a picture among vector text."""
    face = backs.flat_back(b.kit())
    shot = scanned(b.rng, face, Wear(dots_per_inch=b.rng.uniform(200, 340), noise=0.3), 0)
    return b.paper_pdf(b.jpeg(shot, quality=92), (20, 190))


def outlined_pdf(b):
    """The card drawn with outlines in a PDF of text: nothing of it is in the text layer, and there is no picture."""
    page = VectorPage("Dit nye kort")
    letter(b.rng, page, room=0)
    k = b.kit()
    face = pick(b.rng, (backs.flat_back, backs.panel_back, lambda kit: fronts.flat_front(kit, True)))(k)
    page.traced(face, b.rng.uniform(20, 60), b.rng.uniform(185, 215), b.rng.uniform(0.7, 1.3))
    return Made(page.bytes(), page.marks, page.pans, ending="pdf")


def monitor(b):
    """A photo of a screen."""
    k = b.kit()
    face = pick(b.rng, (
        lambda: screens.card_details(k, b.chance(0.5)),
        lambda: screens.web_page(k, fronts.flat_front(k.side("front")), backs.panel_back(k, "code-in")),
        lambda: screens.checkout(k), lambda: screens.shrunk(b.back(k), 2.0),
    ))()  # fmt: skip
    b.wear.dots_per_inch *= 0.55 if face.width > 150 else 0.75
    # Screens have 90 to 450 pixels an inch; the grid beats with the camera's.
    pitch = 25.4 / b.rng.uniform(0.55, 1.6) / b.wear.dots_per_inch
    return b.jpeg(screened(b.rng, face, b.wear, pitch))


def in_gallery(b):
    """A screenshot of a photo."""
    k = b.kit()
    wear = Wear(**{**b.wear.__dict__, "dots_per_inch": 300})
    shot = photograph(b.rng, [Placed(b.back(k), 0, 0)], wear, room=b.rng.uniform(0.02, 0.1), roll=b.rng.uniform(-8, 8))
    blur, width = shot.blur, shot.pixels.shape[1]
    made = b.screenshot(screens.gallery(k, shot))
    made.blur = math.hypot(0.5, blur * made.pixels.shape[1] / width)
    made.spread = cv2.GaussianBlur(made.spread, (0, 0), made.blur)
    return made


def combined(panelled_):
    """Two numbers and two codes on one back."""

    def build(b):
        lang = pick(b.rng, ("da", "no", "sv", "en"))
        return b.one(backs.combined_back(b.kit("a", lang=lang), b.kit("b", lang=lang), panelled_))

    return build


def charge(struck_, left=False):
    """An American Express front."""
    return lambda b: b.one(fronts.charge_front(b.kit(scheme="american express"), struck_, left))


def amex_pair(b):
    """Both sides of an American Express card, with a code on each."""
    k = b.kit(scheme="american express")
    return b.pair(fronts.charge_front(k.side("front"), b.chance(0.5)), backs.charge_back(k))


def both_sides(b):
    """Front and back of a card."""
    k = b.kit()
    return b.pair(b.front(k.side("front")), b.back(k))


LAYOUTS = {
    "back: tail and code in a box": panelled("tail-box"),
    "back: code in a box": panelled("code-box"),
    "back: tail and code in the panel": panelled("tail-in"),
    "back: code in the panel": panelled("code-in"),
    "back: number and code in the panel": panelled("pan-in"),
    "back: tail and code below the panel": panelled("tail-below"),
    "back: tail and code above the panel": panelled("tail-above"),
    "back: code on the bare card": panelled("bare"),
    "flat back: Danish": spoken("da"),
    "flat back: English": spoken("en"),
    "flat back: Swedish": spoken("sv"),
    "flat back: Norwegian": spoken("no"),
    "flat back: German": spoken("de"),
    "flat back: label before code": lambda b: b.one(backs.flat_back(b.kit(), 2)),
    "flat back: date and code on one line": lambda b: b.one(backs.flat_back(b.kit(), 3)),
    "flat back: number in two lines": lambda b: b.one(backs.flat_back(b.kit(), None, 2)),
    "flat back: other schemes": lambda b: b.one(
        backs.flat_back(b.kit(scheme=pick(b.rng, ("diners club", "unionpay", "jcb", "discover", "maestro"))))
    ),
    "stack: back": lambda b: b.one(backs.stacked_back(b.kit())),
    "stack: front with code": lambda b: b.one(fronts.stacked_front(b.kit())),
    "front: everything on it": lambda b: b.one(fronts.flat_front(b.kit(), True)),
    "upright: front with code": lambda b: b.one(fronts.upright_front(b.kit(), True)),
    "upright: back": lambda b: b.one(backs.upright_back(b.kit())),
    "two numbers: flat": combined(False),
    "two numbers: panel": combined(True),
    "amex: struck": charge(True),
    "amex: flat": charge(False),
    "amex: code on the left": charge(False, True),
    "amex: both sides": amex_pair,
    "front: struck silver": struck("silver"),
    "front: struck gold": struck("gold"),
    "front: struck bare": struck(None),
    "front: struck and worn": struck("silver", 0.7),
    "front: flat": lambda b: b.one(fronts.flat_front(b.kit())),
    "both sides in one photo": both_sides,
    "two backs in one photo": lambda b: b.pair(b.back(b.kit("a")), b.back(b.kit("b"))),
    "cards in a fan": fan,
    "in a hand": held,
    "cut by the frame": lambda b: b.one(b.back(b.kit()), room=b.rng.uniform(-0.16, -0.06), roll=b.rng.uniform(-10, 10)),
    "on a bill, all of it": on_bill(True),
    "on a bill, close": on_bill(False),
    "beside a passport: photo": beside_passport(False),
    "beside a passport: scan": beside_passport(True),
    "scan of both sides": lambda b: b.flatbed([b.front((k := b.kit()).side("front")), b.back(k)]),
    "photocopy: grey": lambda b: b.flatbed([b.front((k := b.kit()).side("front")), b.back(k)], copy="grey"),
    "photocopy: hard": lambda b: b.flatbed([b.front((k := b.kit()).side("front")), b.back(k)], copy="hard"),
    "photocopy: two tones": lambda b: b.flatbed([b.back(b.kit())], copy="tones"),
    "pdf: scan": lambda b: b.paper_pdf(b.flatbed([b.front((k := b.kit()).side("front")), b.back(k)])),
    "pdf: photo": lambda b: b.paper_pdf(b.one(b.back(b.kit()))),
    "pdf: photo among text": lambda b: b.paper_pdf(b.one(b.back(b.kit())), (20, 185)),
    "pdf: card drawn among text": art_pdf,
    "pdf: card in outlines among text": outlined_pdf,
    "pdf: on the second page": lambda b: b.paper_pdf(b.one(b.back(b.kit())), before=1),
    "pdf: details as text": vector_letter,
    "screenshot: card details": lambda b: b.screenshot(screens.card_details(b.kit(), b.chance(0.5))),
    "screenshot: card drawn": lambda b: b.screenshot(
        screens.card_art(
            k := b.kit(), pick(b.rng, (fronts.flat_front, fronts.upright_front, fronts.stacked_front))(k, True)
        )
    ),
    "screenshot: shop form": lambda b: b.screenshot(screens.checkout(b.kit())),
    "screenshot: gallery": in_gallery,
    "screenshot: web page": lambda b: b.screenshot(
        screens.web_page(k := b.kit(), fronts.flat_front(k.side("front")), backs.panel_back(k, "code-in"))
    ),
    "photo of a screen": monitor,
    "covered: tape, all": covered("any", 0),
    "covered: tape, one digit out": covered("any", 1),
    "covered: tape, two digits out": covered("any", 2),
    "covered: marker, all": covered("marker", 0),
    "covered: marker, digits out": covered("marker", (1, 2)),
    "covered: finger, all": covered("finger", 0),
    "covered: finger, digits out": covered("finger", (1, 2)),
    "covered: pen strokes only": covered("strokes", 0),
}  # fmt: skip


def free(draw, dpi=220):
    """A photo of a paper without a card."""

    def build(b):
        b.wear.dots_per_inch = min(b.wear.dots_per_inch, dpi)
        made = b.photo([Placed(draw(b), 0, 0)], room=b.rng.uniform(0.01, 0.08))
        made.free_of_cards = True
        return made

    return build


def sheet_of(draw):
    """An A4 page with something on it."""

    def build(b):
        page = toned(a4(8), b.rng)
        draw(b.rng, page)
        return page

    return build


def vector(draw):
    """A PDF of text."""

    def build(b):
        page = VectorPage("Dokument")
        draw(b.rng, page)
        return Made(page.bytes(), [], {}, free_of_cards=True, ending="pdf")

    return build


def scan_of(draw):
    """A scan of an A4 page."""

    def build(b):
        wear = Wear(**{**b.wear.__dict__, "dots_per_inch": b.rng.uniform(150, 220)})
        made = b.jpeg(scanned(b.rng, sheet_of(draw)(b), wear, b.rng.uniform(-1, 1)))
        made.free_of_cards = True
        return made

    return build


def screen_of(draw):
    """A screenshot."""

    def build(b):
        made = b.screenshot(draw(b.rng))
        made.free_of_cards = True
        return made

    return build


FREE = {
    "free: bill, photo": free(sheet_of(letter)),
    "free: bill, scan": scan_of(letter),
    "free: bill, pdf": vector(letter),
    "free: statement, photo": free(sheet_of(statement)),
    "free: statement, pdf": vector(statement),
    "free: receipt": free(lambda b: receipt(b.rng), 300),
    "free: passport": free(lambda b: passport(b.rng), 300),
    "free: identity card": free(lambda b: identity_card(b.rng, "card"), 340),
    "free: identity card, back": free(lambda b: identity_card(b.rng, "code"), 340),
    "free: licence": free(lambda b: identity_card(b.rng, "licence"), 340),
    "free: health card": free(lambda b: identity_card(b.rng, "health"), 340),
    "free: app": screen_of(transactions),
    "free: meter": free(lambda b: papers.meter(b.rng), 260),
    "free: membership card": free(lambda b: papers.membership(b.rng), 340),
    "free: bill with bars, photo": free(sheet_of(papers.banded)),
    "free: bill with bars, scan": scan_of(papers.banded),
    "free: bill with a chart, pdf": vector(papers.charted),
}

DEGRADATIONS = ("plain", "plain", "tilt", "blur", "motion", "glare", "noise", "small", "jpeg", "dark", "worn", "hard")


def wear_for(rng, name):
    """The wear of a kind, and how much print is rubbed off."""
    names = (name,) if name != "hard" else tuple(str(n) for n in rng.choice(DEGRADATIONS[2:-1], 2, replace=False))
    wear = Wear(
        tags=names,
        dots_per_inch=rng.uniform(240, 420),
        tilt=rng.uniform(0, 14),
        noise=rng.uniform(0.8, 2.4),
        shadow=rng.uniform(0, 0.3),
        quality=int(rng.integers(78, 94)),
        exposure=rng.uniform(0.85, 1.1),
    )
    rubbed = 0.0
    for each in names:
        if each == "tilt":
            wear.tilt = rng.uniform(22, 42)
        elif each == "blur":
            wear.defocus = rng.uniform(0.08, 0.42)
        elif each == "motion":
            wear.motion = rng.uniform(0.3, 0.9)
        elif each == "glare":
            wear.glare = rng.uniform(60, 190)
        elif each == "noise":
            wear.noise = rng.uniform(6, 16)
        elif each == "small":
            wear.dots_per_inch = rng.uniform(145, 195)
        elif each == "jpeg":
            wear.quality = int(rng.integers(22, 48))
        elif each == "dark":
            wear.exposure, wear.shadow, wear.noise = rng.uniform(0.3, 0.55), rng.uniform(0.3, 0.7), rng.uniform(3, 8)
        elif each == "worn":
            rubbed = rng.uniform(0.3, 0.9)
    return wear, rubbed


def planned(seed, index):
    """The generator, layout and degradation of a picture. One in six shows no card."""
    rng = np.random.default_rng([seed, index])
    table = FREE if index % 6 == 5 else LAYOUTS
    turn = index // 6 if table is FREE else index - index // 6
    return rng, list(table)[turn % len(table)], DEGRADATIONS[int(rng.integers(len(DEGRADATIONS)))]


def made(seed, index):
    """The picture of a seed and an index, with its layout and degradation."""
    rng, layout, degradation = planned(seed, index)
    wear, rubbed = wear_for(rng, degradation)
    return layout, degradation, {**LAYOUTS, **FREE}[layout](Build(rng, wear, rubbed))
