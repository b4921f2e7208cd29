"""Documents that look alike, and copies of them: what is the same picture saved anew, and what is not."""

import io
import sys
import pathlib
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from PIL import Image

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "reading"))

import address_files  # noqa: E402
import bills  # noqa: E402
import documents  # noqa: E402
import grades  # noqa: E402
import holders  # noqa: E402
import identity  # noqa: E402
import wallet  # noqa: E402
from licence import danish_licence  # noqa: E402
from pdf import PdfPage  # noqa: E402
from sheet import Sheet  # noqa: E402

ISSUED = date(2026, 10, 20)
DESIGNS = {"power": address_files.power_bill, "heat": address_files.heat_bill, "internet": address_files.internet_bill}


def bill_sheet(design, who, issued=ISSUED, dots=8.0, amounts=None):
    """A bill; all bills of a design have the same numbers but for what is passed here."""
    content = DESIGNS[design](who)
    meta = tuple((n, f"{issued:%d.%m.%Y}" if i == 2 else v) for i, (n, v) in enumerate(content.meta))
    content = replace(content, recipient=address_files.lines_of(who), meta=meta, **(amounts or {}))
    sheet = Sheet(210, 297, dots)
    bills.bill(sheet, content)
    return sheet


def neighbours(rng):
    """Somebody, and others whose bill of the same company says nearly the same."""
    who = holders.person(rng)
    home = replace(who.address, floor="2", door="tv", number="14")
    who = replace(who, address=home)
    return who, {
        "same": who,
        "sibling": holders.sibling(who, rng),
        "door": replace(who, address=replace(home, door="th")),
        "house": replace(who, address=replace(home, number="16")),
        "other": holders.person(rng),
    }


def jpeg(image, quality=88, **more):
    """A picture as a JPEG file."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def in_pdf(data, image):
    """A JPEG as the only thing on the page of a PDF, as "print to PDF" makes it."""
    width, height = image.size
    scale = min(595 / width, 842 / height)
    out = io.BytesIO()
    image.convert("RGB").save(out, "PDF", resolution=72 / scale, quality=85)
    return out.getvalue()


def copies(data):
    """(name, ending, bytes) of the same picture saved anew."""
    image = Image.open(io.BytesIO(data))
    width, height = image.size

    def scaled(share):
        return image.resize((round(width * share), round(height * share)), Image.Resampling.LANCZOS)

    for quality in (95, 75, 60, 40):
        yield f"q{quality}", "jpg", jpeg(image, quality)
    for percent in (50, 75, 150):
        yield f"s{percent}", "jpg", jpeg(scaled(percent / 100), 80)
    yield "turned90", "jpg", jpeg(image.transpose(Image.Transpose.ROTATE_270), 85)
    yield "turned180", "jpg", jpeg(image.transpose(Image.Transpose.ROTATE_180), 85)
    yield "grey", "jpg", jpeg(image.convert("L"), 80)
    yield "pdf", "pdf", in_pdf(data, image)
    png = io.BytesIO()
    scaled(0.9).save(png, "PNG")
    yield "screenshot", "jpg", jpeg(Image.open(io.BytesIO(png.getvalue())), 82)


def documents_alike(rng, turn):
    """(pipeline, name, JPEG) of documents that are not the same picture, several of each form."""
    who, others = neighbours(rng)
    design = list(DESIGNS)[turn % len(DESIGNS)]
    for name, person in others.items():
        yield "address", f"bill-{design}-{name}", jpeg(bill_sheet(design, person).image)
    yield "address", f"bill-{design}-month", jpeg(bill_sheet(design, who, ISSUED + timedelta(31)).image)
    yield "address", f"bill-{design}-day", jpeg(bill_sheet(design, who, ISSUED + timedelta(1)).image)
    paper = documents.Paper("bill", "address", who, bill_sheet(design, who, dots=10.0))
    for shot in range(2):
        yield "address", f"bill-{design}-scan{shot}", jpeg(grades.flat(paper.sheet, 200, rng, float(rng.uniform(-0.3, 0.3))))
        yield "address", f"bill-{design}-photo{shot}", grades.picture(paper, "photo", 1, rng)
    issuer = (identity.DENMARK, identity.GERMANY, identity.NORWAY)[turn % 3]
    issue, expiry = date(2021, 3, 4), date(2031, 3, 4)
    for name, person, number in (("same", who, "X12345678"), ("renewed", who, "X12345912"), ("sibling", others["sibling"], "X12345678"),
                                 ("other", others["other"], documents.serial(rng))):  # fmt: skip
        sheet = identity.passport(person, issuer, number, issue, expiry, 12.0, 12.0, seed=person.seed)
        yield "identity", f"passport-{name}", jpeg(sheet.image)
    for name, person in (("same", who), ("other", others["other"])):
        number = "".join(str(int(d)) for d in rng.integers(0, 10, 8))
        yield "identity", f"licence-{name}", jpeg(danish_licence(person, number, issue, expiry, 13.0).image)
    rows = (("Brugsen", "I dag", "−231,50"), ("DSB", "I går", "−48,00"))
    for name, person in (("same", who), ("other", others["other"])):
        masked = f"{person.pan[:4]} {person.pan[4:6]}•• •••• {person.pan[-4:]}"
        page = wallet.card_page("Fjordbanken", person.name, person.name.upper(), masked, "09/29", "9999 0010447", rows=rows)
        yield "payment", f"wallet-{name}", jpeg(page.image)
