"""The documents of the bench, each with what is printed on it. Drawn by the fixtures' own pens."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import address_files
import bills
import holders
import identity
import mrz
import wallet
from licence import danish_licence
from ornament import grey_portrait, guilloche, portrait
from pdf import PdfPage
from sheet import Sheet

TODAY = date(2026, 11, 22)
STATES = ("DNK", "SWE", "NOR", "FIN", "ISL", "POL", "NLD", "D", "FRA", "ESP")


@dataclass
class Paper:
    """A document before anybody photographs it. `printed` holds, by field, the lines that a reader should find."""

    kind: str
    pipeline: str
    holder: object
    sheet: object = None
    pdf: bytes = None
    mrz: list = field(default_factory=list)
    printed: dict = field(default_factory=dict)
    tampered: str = ""


def validity(rng):
    """Days of issue and expiry of a document in force."""
    issue = TODAY - timedelta(days=int(rng.integers(60, 3000)))
    return issue, date(issue.year + 10, issue.month, min(issue.day, 28))


def serial(rng, length=9):
    """A document number."""
    letters = "ABCDEFGHJKLMNPRTUVWXYZ0123456789"
    return "".join(letters[int(i)] for i in rng.integers(0, len(letters), length))


def passport(rng, tampered=""):
    """A passport of one of three made-up designs. Tampered: its print shows another birth date than its code lines."""
    who, (issue, expiry) = holders.person(rng), validity(rng)
    issuer = holders.choice(rng, (identity.DENMARK, identity.GERMANY, identity.NORWAY))
    number = serial(rng)
    printed = holders.reborn(who, rng).birth if tampered else None
    sheet = identity.passport(who, issuer, number, issue, expiry, 14.0, holders.choice(rng, (0.0, 12.0, 60.0)),
                              printed_birth=printed, seed=who.seed)  # fmt: skip
    return Paper(
        "passport", "identity", replace(who, birth=printed) if tampered else who, sheet, mrz=sheet.mrz,
        tampered=tampered,
        printed={"name": [who.family.upper(), who.given.upper()], "number": [number],
                 "birth": [issuer.written(printed or who.birth)], "date": [issuer.written(expiry)]})  # fmt: skip


def card(rng):
    """Front and back of an ID-1 card with TD1 lines, on one sheet as from a copier."""
    who, (issue, expiry) = holders.person(rng), validity(rng)
    number = serial(rng)
    front, back = identity.swedish_card(who, number, issue, expiry, 14.0)
    sheet = Sheet(100, 125, 14.0, (250, 250, 249))
    sheet.lay(front, 7, 6)
    sheet.lay(back, 7, 65)
    return Paper("cardTD1", "identity", who, sheet, mrz=back.mrz,
                 printed={"name": [who.family.upper(), who.given.upper()], "number": [number]})  # fmt: skip


def two_lines(kind, state, who, number, expiry, length, french=False):
    """Code lines of a TD2 card, a visa (V) or a French card of 1988 to 2021."""
    names = mrz.transliterated(who.family) + "<<" + mrz.transliterated(who.given)
    birth, until = mrz.short(who.birth), mrz.short(expiry)
    if french:
        first = mrz.field("IDFRA" + mrz.field(mrz.transliterated(who.family), 25) + "750075", 36)
        head = number[:12] + mrz.check_digit(number[:12]) + mrz.field(mrz.transliterated(who.given), 14) + birth
        head += mrz.check_digit(birth) + who.sex
        return [first, head + mrz.check_digit(first + head)]
    a = mrz.field(number, 9) + mrz.check_digit(mrz.field(number, 9))
    b, c = birth + mrz.check_digit(birth), until + mrz.check_digit(until)
    rest = mrz.field("", length - 28)
    second = a + mrz.field(state, 3) + b + who.sex + c + rest
    if kind != "V":
        second = second[:-1] + mrz.check_digit(a + b + c + rest[:-1])
    return [mrz.field(mrz.field(kind, 2) + mrz.field(state, 3) + names, length), second]


def slip(rng, kind):
    """Larger cards (ID-2) and visa stickers: TD2, MRV-A, MRV-B, and the French card with its own lines."""
    who, (issue, expiry) = holders.person(rng), validity(rng)
    number = "".join(str(int(d)) for d in rng.integers(0, 10, 12)) if kind == "french" else serial(rng)
    state = "FRA" if kind == "french" else holders.choice(rng, STATES)
    length = 44 if kind == "visaA" else 36
    wide = 120 if kind == "visaA" else 105
    sheet = Sheet(wide, 80 if kind == "visaA" else 74, 14.0, (247, 249, 247), corner=2)
    ink, small = (30, 60, 90), (80, 100, 130)
    guilloche(sheet, 0, 0, sheet.width, sheet.height, ((206, 222, 238), (236, 222, 206)), who.seed)
    title = {"TD2": "IDENTITETSKORT   IDENTITY CARD", "french": "CARTE NATIONALE D'IDENTITÉ   No : " + number}
    sheet.text(6, 8, title.get(kind, "VISUM   VISA"), "lato-bold", 9, ink)
    sheet.paste(grey_portrait(portrait(who.seed, who.sex == "F"), ink), 6, 13, 24, 30)
    rows = (("Efternavn / Surname / Nom", who.family.upper()), ("Fornavne / Given names / Prénoms", who.given.upper()),
            ("Født / Date of birth / Né(e) le", f"{who.birth:%d.%m.%Y}"), ("Nummer / Number", number),
            ("Gyldig til / Date of expiry", f"{expiry:%d.%m.%Y}"))  # fmt: skip
    for index, (label, value) in enumerate(rows):
        sheet.text(35, 15 + index * 7, label, "lato", 5.2, small)
        sheet.text(35, 18.6 + index * 7, value, "roboto-medium", 9, (20, 22, 30))
    lines = two_lines({"TD2": "I", "french": "I"}.get(kind, "V"), state, who, number, expiry, length, kind == "french")
    base = sheet.height - 10.5
    sheet.rect(0, base - 8, sheet.width, sheet.height, fill=(250, 251, 250))
    for index, line in enumerate(lines):
        sheet.text(5, base + index * 6.35, line, "ocrb", 9.96, (16, 16, 20), pitch=2.54)
    return Paper("card" + kind if kind in ("TD2",) else kind, "identity", who, sheet, mrz=lines,
                 printed={"name": [who.family.upper(), who.given.upper()], "number": [number],
                          "birth": [f"{who.birth:%d.%m.%Y}"], "date": [f"{expiry:%d.%m.%Y}"]})  # fmt: skip


def licence(rng):
    """An EU driving licence."""
    who, (issue, expiry) = holders.person(rng), validity(rng)
    number = "".join(str(int(d)) for d in rng.integers(0, 10, 8))
    sheet = danish_licence(who, number, issue, expiry, 14.0)
    return Paper("licence", "identity", who, sheet,
                 printed={"name": [who.family.upper(), who.given.upper()], "number": [number],
                          "birth": [f"{who.birth:%d.%m.%Y}"], "date": [f"{expiry:%d.%m.%Y}"]})  # fmt: skip


def english_bill(who, issued):
    """A British telephone bill."""
    rows = (("Line rental", "1", "19.00", "19.00"), ("Fibre 80", "1", "24.50", "24.50"), ("Calls", "31", "0.12", "3.72"))
    company = bills.Company("Harbour Telecom Ltd", "Broadband and calls", (20, 70, 110), "waves",
                            ("4 Quay Street", "Bristol BS1 4AA", "VAT 999 9973 13"), "harbourtelecom.example")  # fmt: skip
    return bills.Bill(company, "Your bill", (), (("Invoice no.", "HT-771204"), ("Account no.", "2204 118"),
                      ("Invoice date", f"{issued:%d %B %Y}"), ("Payment due", f"{issued + timedelta(20):%d %B %Y}")),
                      ("Thank you for being with us. Charges for the past month:",), ("Service", "Qty", "Price", "Amount £"),
                      rows, (("VAT 20 %", "9.44"), ("Total due", "56.66")), face="arial", body=10)  # fmt: skip


def columns(page, who, issued):
    """A bill whose head stands in three columns: recipient, place of supply, facts."""
    bills.letterhead(page, bills.FJERNVARME, "arial", 9.6)
    facts = ("Fakturadato", f"{issued:%d.%m.%Y}", "Kundenr.", "6118 8031", "Forfaldsdato", f"{issued + timedelta(21):%d.%m.%Y}")
    for x, lines in ((20, address_files.lines_of(who)), (88, ("Leveringssted:", "Kedelvej 3", "2450 København SV")), (150, facts)):
        for row, line in enumerate(lines):
            page.text(x, 54 + row * 4.6, line, "arial", 9.6)
    page.text(20, 92, "Varmeregning", "arial-bold", 16, bills.FJERNVARME.colour)
    for row, (a, b) in enumerate((("Forbrug 2,84 MWh", "2.107,28"), ("Effektbidrag", "336,60"), ("Moms", "610,97"))):
        page.text(20, 102 + row * 6, a, "arial", 9.6)
        page.text(105, 102 + row * 6, b, "arial", 9.6, align="right")
        page.text(118, 102 + row * 6, ("Aflæs måleren hver måned,", "så ser du et for højt", "forbrug i tide.")[row], "arial", 9)


def bill(rng, language="da", digital=False, tampered=""):
    """A bill; tampered ones carry the holder's address as hidden text over somebody else's bill."""
    who = holders.person(rng, language)
    issued = TODAY - timedelta(days=int(rng.integers(5, 80)))
    shown = replace(holders.person(rng, language)) if tampered else who
    layout = int(rng.integers(4)) if language == "da" else language
    dates = f"{issued:%d.%m.%Y}"
    content = None
    if layout == 0:
        content = address_files.power_bill(shown)
    elif layout == 1:
        content = address_files.heat_bill(shown)
    elif layout == 2:
        content = address_files.internet_bill(shown)
    elif layout == "sv":
        content, dates = address_files.swedish_bill(shown), f"{issued:%Y-%m-%d}"
    elif layout == "de":
        content = address_files.german_bill(shown)
    elif layout == "en":
        content, dates = english_bill(shown, issued), f"{issued:%d %B %Y}"
    page = PdfPage("Faktura") if digital else Sheet(210, 297, 12.0)
    if content:
        meta = [(n, dates if index == 2 else v) for index, (n, v) in enumerate(content.meta)]
        content = replace(content, recipient=address_files.lines_of(shown), meta=tuple(meta))
        bills.bill(page, content)
    else:
        columns(page, shown, issued)
    if tampered:
        for row, line in enumerate(address_files.lines_of(who)):
            page.text(20, 240 + row * 5, line, "arial", 9, hidden=True)
    lines = address_files.lines_of(shown)
    paper = Paper(f"bill-{language}" + ("-pdf" if digital else ""), "address", who, tampered=tampered,
                  printed={"name": [lines[0]], "address": list(lines[1:]), "date": [dates]})  # fmt: skip
    if digital:
        paper.pdf = page.bytes()
    else:
        paper.sheet = page
    return paper


def bank_app(rng):
    """A screenshot of a bank app."""
    who = holders.person(rng)
    masked = f"{who.pan[:4]} {who.pan[4:6]}•• •••• {who.pan[-4:]}"
    rows = (("Brugsen", "I dag", "−231,50"), ("DSB", "I går", "−48,00"))
    sheet = wallet.card_page("Fjordbanken", who.name, who.name.upper(), masked, "09/29", "9999 0010447", rows=rows)
    return Paper("wallet", "payment", who, sheet, printed={"name": [who.name]})


KINDS = {
    "passport": passport,
    "cardTD1": card,
    "cardTD2": lambda rng: slip(rng, "TD2"),
    "visaA": lambda rng: slip(rng, "visaA"),
    "visaB": lambda rng: slip(rng, "visaB"),
    "french": lambda rng: slip(rng, "french"),
    "licence": licence,
    "bill-da": bill,
    "bill-en": lambda rng: bill(rng, "en"),
    "bill-sv": lambda rng: bill(rng, "sv"),
    "bill-de": lambda rng: bill(rng, "de"),
    "bill-da-pdf": lambda rng: bill(rng, digital=True),
    "wallet": bank_app,
    "passport-forged": lambda rng: replace(passport(rng, "print"), kind="passport-forged"),
    "bill-hidden": lambda rng: replace(bill(rng, digital=True, tampered="hidden text"), kind="bill-hidden"),
}
