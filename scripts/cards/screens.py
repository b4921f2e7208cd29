"""Screens that show cards: a banking app, a shop's form, a gallery, a web page."""

from PIL import Image

from designs import spaced
from face import Face
from words import WORDS

WHITE, DARK, GREY = (255, 255, 255), (24, 28, 36), (112, 118, 130)


def phone(paper=(246, 248, 250)):
    """A phone's screen of 1080 × 2280 pixels, ten to the mm."""
    return Face(108, 228, 10, paper)


def bar(screen, kit, colour=DARK):
    """Clock and battery."""
    screen.text(6, 7, f"{kit.rng.integers(8, 23)}:{kit.rng.integers(10, 59)}", "roboto-medium", 10, colour)
    screen.rect(95, 3.6, 6.4, 3.2, stroke=colour, radius=0.7, line=0.3)
    screen.text(88, 6.8, "5G", "roboto-medium", 8, colour, "right")


def card_details(kit, dark=False):
    """ "Show card details" in a banking app: number, date and code as rows."""
    paper, ink = ((18, 20, 26), (236, 238, 244)) if dark else ((246, 248, 250), DARK)
    screen = phone(paper)
    bar(screen, kit, ink)
    screen.text(
        54,
        20,
        {"da": "Kortoplysninger", "sv": "Kortuppgifter", "no": "Kortopplysninger", "de": "Kartendaten"}.get(
            kit.lang, "Card details"
        ),
        "roboto-medium",
        14,
        ink,
        "center",
    )
    screen.rect(8, 28, 92, 56, fill=kit.top, radius=4)
    screen.text(14, 40, kit.bank, "lato-bold", 15, kit.ink)
    screen.text(14, 74, "•••• " + kit.pan[-4:], "roboto-medium", 12, kit.ink)
    y, words = 102, WORDS[kit.lang]
    rows = [
        ("number", spaced(kit.pan), "pan"),
        ("expiry", kit.expiry, "expiry"),
        ("code", kit.code, "code"),
        ("holder", kit.holder, "name"),
    ]
    if kit.chance(0.3):
        rows = [rows[3]] + rows[:3]
    beside = kit.chance(0.5)
    for key, value, kind in rows:
        screen.text(8, y, kit.pick(words[key]), "roboto", 10.5 if beside else 9, GREY)
        if beside:
            wide = screen.text_width(value, "roboto-medium", 11.5)
            screen.run(100 - wide, y, value, kind, kit.name, "roboto-medium", 11.5, ink)
        else:
            screen.run(8, y + 7, value, kind, kit.name, "roboto-medium", 14, ink)
        screen.line(8, y + (4 if beside else 11), 100, y + (4 if beside else 11), 0.2, GREY)
        y += 13 if beside else 19
    screen.pans[kit.name] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}
    return screen


def card_art(kit, card):
    """A wallet that shows the card itself, with everything on it."""
    screen = phone(kit.pick(((12, 12, 16), (246, 248, 250))))
    ink = WHITE if screen.image.getpixel((5, 5))[0] < 99 else DARK
    bar(screen, kit, ink)
    screen.text(
        54, 22, kit.pick(("Wallet", "Mit kort", "My card", "Kort", "Karte")), "roboto-medium", 15, ink, "center"
    )
    shown = shrunk(card, 96 / card.width if card.width > 60 else 72 / card.width)
    screen.lay(shown, 54, 32 + shown.height / 2)
    y = 42 + shown.height
    for label in ("Frys kort", "Vis PIN", "Spærring"):
        screen.text(10, y + 10, label, "roboto", 12, ink)
        screen.line(10, y + 14, 98, y + 14, 0.2, GREY)
        y += 14
    return screen


def checkout(kit):
    """A shop's payment form, filled in."""
    screen = phone(WHITE)
    bar(screen, kit)
    screen.text(
        8,
        24,
        {"da": "Betaling", "sv": "Betalning", "no": "Betaling", "de": "Zahlung"}.get(kit.lang, "Payment"),
        "roboto-bold",
        18,
    )
    screen.text(8, 34, f"Ordre {kit.rng.integers(1000, 99999)} · {kit.rng.integers(100, 999)},00", "roboto", 11, GREY)
    words = WORDS[kit.lang]

    def field(x, y, w, label, value, kind):
        screen.text(x, y, label, "roboto", 9.5, GREY)
        screen.rect(x, y + 2.5, w, 12, stroke=(200, 204, 212), radius=1.5, line=0.3)
        screen.run(x + 4, y + 10.4, value, kind, kit.name, "roboto", 12.5, DARK)

    field(8, 48, 92, kit.pick(words["number"]), spaced(kit.pan, kit.pick((" ", "  "))), "pan")
    field(8, 72, 44, kit.pick(words["expiry"]), kit.expiry, "expiry")
    field(56, 72, 44, kit.pick(words["code"]), kit.code, "code")
    field(8, 96, 92, kit.pick(words["holder"]), kit.holder, "name")
    screen.rect(8, 122, 92, 14, fill=(20, 110, 60), radius=3)
    screen.text(54, 131, "OK", "roboto-medium", 13, WHITE, "center")
    screen.pans[kit.name] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}
    return screen


def gallery(kit, shot):
    """A photo as a phone's gallery shows it."""
    h, w = shot.pixels.shape[:2]
    screen = phone((0, 0, 0))
    bar(screen, kit, WHITE)
    screen.text(
        54,
        20,
        f"{kit.rng.integers(1, 29)}. november {kit.rng.integers(8, 22)}.{kit.rng.integers(10, 59)}",
        "roboto",
        11,
        WHITE,
        "center",
    )
    photo = Face(108, 108 * h / w, w / 108)
    photo.image = Image.fromarray(shot.pixels)
    photo.ink, photo.seen = shot.ink, shot.seen
    photo.marks, photo.pans = shot.marks, shot.pans
    screen.lay(photo, 54, 114)
    screen.marks.pop()
    for k in range(4):
        screen.circle(18 + k * 24, 216, 3, stroke=WHITE, line=0.4)
    return screen


def web_page(kit, front, back):
    """A web shop's page with the card drawn beside a form."""
    page = Face(192, 108, 10, (250, 250, 252))
    page.rect(0, 0, 60, 108, fill=kit.top)
    for card, y in ((front, 34), (back, 76)):
        page.lay(shrunk(card, 0.72), 62, y)
    page.text(112, 26, kit.pick(("Your card", "Dit kort", "Ditt kort", "Ihre Karte")), "lato-bold", 14, DARK)
    y = 36
    words = WORDS[kit.lang]
    for key, value, kind in (
        ("holder", kit.holder, "name"),
        ("number", spaced(kit.pan), "pan"),
        ("expiry", kit.expiry, "expiry"),
        ("code", kit.code, "code"),
    ):
        page.text(112, y, kit.pick(words[key]), "lato", 7, GREY)
        page.rect(112, y + 1.5, 64, 7.5, stroke=(200, 204, 212), radius=1, line=0.2)
        page.run(114, y + 6.8, value, kind, kit.name + "-form", "lato", 9, DARK)
        y += 15
    page.pans[kit.name + "-form"] = {"pan": kit.pan, "scheme": kit.scheme, "expiry": kit.expiry}
    return page


def shrunk(card, k):
    """The same card at another size in mm."""
    other = Face(card.width, card.height, card.scale, corner=card.corner)
    other.__dict__.update(card.__dict__)
    other.scale, other.width, other.height = card.scale / k, card.width * k, card.height * k
    other.corner = card.corner * k
    return other
