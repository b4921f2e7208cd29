"""What is photographed: documents of the fixtures' people, with the places on them (in mm) that matter."""

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import address_files
import bills
import camera
import cards
import identity
from identity_files import passport_of
from licence import danish_licence
from payment_files import HAVN
from people import PEOPLE
from PIL import ImageFilter


@dataclass(frozen=True)
class Subject:
    """One document as it lies on a table, and the other files that are sent with it."""

    name: str
    pipeline: str
    account: str
    sheet: Callable
    #: Size of the picture and width of the sheet on it, in pixels.
    size: tuple
    width: float
    #: Height of a capital letter of what has to be read.
    letter: float
    #: Name, birth date, code lines and the like: (x, y) of the middle.
    places: dict
    #: The box of the line with the name.
    name_line: tuple
    #: How far from each edge what is needed begins: left, right, top, bottom.
    margins: tuple
    beside: Callable = None
    #: With every fault, or with the commonest alone.
    is_graded: bool = True
    grounds: tuple = ("oak", "slate", "linen", "walnut")

    @property
    def dots_per_inch(self):
        """On the document in the picture."""
        return self.width / self.sheet().width * 25.4


def statement_sheet():
    """A bank statement."""
    rows = [(f"{1 + k:02d}.10", f"Dankort-køb Butik {k}", "-120,00", f"{9000 - 120 * k},00") for k in range(14)]
    facts = (("Udskrevet", "02.11.2026"), ("Periode", "01.10.26 – 31.10.26"), ("Konto", "9955 0004418207"))
    return address_files.a4(
        bills.statement, bills.BANK, address_files.lines_of(PEOPLE["A-1005"]), facts, rows, scale=12
    )


def swedish(side):
    """Front (0) or back (1) of a Swedish identity card."""
    return identity.swedish_card(PEOPLE["A-1004"], "38021945", date(2022, 6, 1), date(2027, 6, 1))[side]


def other_side(side):
    """The same card's other side, photographed without fault."""

    def build(rng):
        return camera.photo([camera.Placement(swedish(side), 800, 575, 1300, 0.8)], (1600, 1150), rng, "oak").image

    return build


PASSPORT = {
    "pipeline": "identity",
    "size": (1800, 1700),
    "width": 1500,
    "letter": 2.4,
    "places": {"name": (57, 55), "birth": (57, 75), "codes": (60, 106), "blank": (62, 22)},
    "name_line": (43, 51, 90, 56.5),
    "margins": (6.4, 6.4, 64, 7),
}
CARD = {"size": (1600, 1150), "width": 1300}

SUBJECTS = [
    Subject("passport", account="A-1001", sheet=lambda: passport_of("A-1001", above=30), **PASSPORT),
    Subject("German passport", account="A-1003", sheet=lambda: passport_of("A-1003", above=30), is_graded=False, **PASSPORT),
    Subject(
        "licence",
        "identity",
        "A-1005",
        lambda: danish_licence(PEOPLE["A-1005"], "28431975", date(2019, 11, 2), date(2034, 11, 2)),
        letter=2.2,
        places={"name": (42, 18), "birth": (46, 25), "blank": (72, 22)},
        name_line=(34, 13.8, 70, 17.8),
        margins=(35, 30, 14, 18),
        **CARD,
    ),
    Subject(
        "card front",
        "identity",
        "A-1004",
        lambda: swedish(0),
        letter=1.9,
        places={"name": (42, 15), "birth": (42, 27.6), "blank": (75, 26)},
        name_line=(31, 13.2, 70, 16.4),
        margins=(31, 40, 13, 24),
        beside=other_side(1),
        is_graded=False,
        **CARD,
    ),
    Subject(
        "card back",
        "identity",
        "A-1004",
        lambda: swedish(1),
        letter=2.4,
        places={"codes": (43, 42), "blank": (62, 18)},
        name_line=(4, 46.2, 82, 49.6),
        margins=(4.7, 4.7, 36, 5),
        beside=other_side(0),
        is_graded=False,
        **CARD,
    ),
    Subject(
        "payment card",
        "payment",
        "A-1002",
        lambda: cards.front(HAVN, PEOPLE["A-1002"].pan, "09/28", PEOPLE["A-1002"].holder, seed=21),
        letter=2.4,
        places={"name": (22, 47), "number": (40, 34), "blank": (60, 22)},
        name_line=(6, 45, 50, 49.4),
        margins=(6, 10, 30, 9),
        **CARD,
    ),
    Subject(
        "statement",
        "address",
        "A-1005",
        statement_sheet,
        letter=2.3,
        places={"name": (40, 52), "date": (170, 52), "blank": (100, 250)},
        name_line=(19, 46, 80, 53.4),
        margins=(20, 20, 46, 230),
        size=(1900, 2500),
        width=1640,
    ),
    Subject(
        "power bill",
        "address",
        "A-1001",
        lambda: address_files.a4(bills.bill, address_files.power_bill(PEOPLE["A-1001"]), scale=12),
        letter=2.3,
        places={"name": (40, 52), "blank": (100, 285)},
        name_line=(19, 46, 80, 53.4),
        margins=(20, 20, 46, 230),
        is_graded=False,
        size=(1900, 2500),
        width=1640,
    ),
]


def placed(subject, sheet, degrees=1.0, shift=(0, 0)):
    """The subject in the middle of its picture, moved by `shift` pixels."""
    w, h = subject.size
    return camera.Placement(sheet, w / 2 + shift[0], h / 2 + shift[1], subject.width, degrees)


def on_picture(subject, place, at):
    """Where a point of the sheet (mm) comes to stand on the picture."""
    k = place.width / place.sheet.width
    a = math.radians(place.degrees)
    dx, dy = (at[0] - place.sheet.width / 2) * k, (at[1] - place.sheet.height / 2) * k
    return place.x + dx * math.cos(a) - dy * math.sin(a), place.y + dx * math.sin(a) + dy * math.cos(a)


def smeared(sheet, box, millimetres):
    """The sheet with one box of it out of focus."""
    sheet = copy.copy(sheet)
    image = sheet.image.copy()
    x0, y0, x1, y1 = sheet.px(*box)
    part = image.crop((x0, y0, x1, y1)).filter(ImageFilter.GaussianBlur(millimetres * sheet.scale))
    image.paste(part, (x0, y0))
    sheet.image = image
    return sheet
