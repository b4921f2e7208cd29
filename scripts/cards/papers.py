"""Papers without a card: bills, letters, statements, receipts, passport pages, identity cards, app screens."""

import datetime
import io

import cv2
import numpy as np
from fonts import MM_PER_POINT
from mrz import td1, td3
from ornament import guilloche, portrait
from pdf import MM, PdfPage
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from designs import CORNER, HEIGHT, LANGUAGES, WIDTH
from face import Face, Mark, ink_box
from pans import HOLDERS, PANS
from words import PHONES

TERMS = {
    "da": {
        "bill": ("Faktura", "Elregning", "Årsopgørelse", "Varmeregning"), "date": "Fakturadato", "due": "Betalingsdato",
        "customer": "Kundenummer", "invoice": "Fakturanr.", "meter": "Målernr.", "old": "Forrige aflæsning",
        "new": "Ny aflæsning", "use": "Forbrug", "total": "I alt at betale", "vat": "Moms 25 %", "period": "Periode",
        "rows": ("Strøm", "Abonnement", "Nettarif", "Transport", "Elafgift", "Gebyr"), "unit": "kr.",
        "text": ("Tak fordi du er kunde hos os. Beløbet trækkes via Betalingsservice den 1. i måneden.",
                 "Dit forbrug i 2025 var 3.412 kWh mod 3.608 kWh i 2024. Prisen er 245 øre pr. kWh.",
                 "Har du spørgsmål, så ring på {phone} mellem kl. 9 og 15, eller skriv til os."),
        "places": ("2100 København Ø", "8000 Aarhus C", "5230 Odense M", "9000 Aalborg", "4700 Næstved"),
        "streets": ("Bakkevej 20A, 3. tv", "Nørregade 117", "Skovvænget 8, st. th", "H.C. Ørsteds Vej 243, 1."),
        "country": "DNK",
    },
    "en": {
        "bill": ("Electricity bill", "Invoice", "Water bill", "Council tax 2026"), "date": "Invoice date",
        "due": "Due date",
        "customer": "Customer number", "invoice": "Invoice no.", "meter": "Meter no.", "old": "Previous reading",
        "new": "Current reading", "use": "Used", "total": "Total to pay", "vat": "VAT 20 %", "period": "Period",
        "rows": ("Energy charge", "Standing charge", "Network fee", "Discount", "Adjustment"), "unit": "£",
        "text": ("Thank you for being our customer. We will collect the amount by direct debit.",
                 "You used 412 kWh this quarter, 188 fewer than in 2025. Your tariff is Fixed 24.",
                 "Questions? Call {phone}, 8 am to 6 pm, quoting reference 482 or 1203."),
        "places": ("London E14 5HQ", "Leeds LS1 4DY", "Bristol BS8 2UJ"),
        "streets": ("12 Harbour Road", "Flat 3, 145 High Street", "2210 Mill Lane"), "country": "GBR",
    },
    "sv": {
        "bill": ("Faktura", "Elräkning"), "date": "Fakturadatum", "due": "Förfallodag", "customer": "Kundnummer",
        "invoice": "Fakturanr", "meter": "Mätarnr", "old": "Föregående avläsning", "new": "Ny avläsning",
        "use": "Förbrukning", "total": "Att betala", "vat": "Moms 25 %", "period": "Period",
        "rows": ("Elenergi", "Fast avgift", "Elöverföring", "Energiskatt"), "unit": "kr",
        "text": ("Tack för att du är kund hos oss. OCR-nummer 4471 2203 118.",
                 "Förbrukningen 2025 var 4 118 kWh. Elpriset är 128 öre per kWh.",
                 "Frågor? Ring {phone} vardagar 8–17."),
        "places": ("111 22 Stockholm", "411 05 Göteborg", "211 34 Malmö"),
        "streets": ("Storgatan 14", "Vasagatan 103 lgh 1202", "Björkvägen 7"), "country": "SWE",
    },
    "no": {
        "bill": ("Faktura", "Strømregning"), "date": "Fakturadato", "due": "Forfallsdato", "customer": "Kundenummer",
        "invoice": "Fakturanr.", "meter": "Målernr.", "old": "Forrige avlesning", "new": "Ny avlesning",
        "use": "Forbruk", "total": "Å betale", "vat": "Mva 25 %", "period": "Periode",
        "rows": ("Strøm", "Fastledd", "Nettleie", "Forbruksavgift"), "unit": "kr",
        "text": ("Takk for at du er kunde. KID 0044 7122 0311 8.",
                 "Forbruket i 2025 var 12 418 kWh. Prisen er 98 øre per kWh.", "Spørsmål? Ring {phone}."),
        "places": ("0151 Oslo", "5003 Bergen", "7011 Trondheim"), "streets": ("Storgata 14", "Kirkeveien 203 B"),
        "country": "NOR",
    },
    "de": {
        "bill": ("Rechnung", "Stromrechnung", "Jahresabrechnung"), "date": "Rechnungsdatum", "due": "Fällig am",
        "customer": "Kundennummer", "invoice": "Rechnungsnr.", "meter": "Zählernr.", "old": "Alter Stand",
        "new": "Neuer Stand", "use": "Verbrauch", "total": "Zu zahlen", "vat": "MwSt. 19 %", "period": "Zeitraum",
        "rows": ("Arbeitspreis", "Grundpreis", "Netznutzung", "Stromsteuer"), "unit": "€",
        "text": ("Vielen Dank, dass Sie unser Kunde sind. Wir buchen den Betrag von Ihrem Konto ab.",
                 "Ihr Verbrauch 2025 betrug 2.912 kWh, 340 kWh weniger als 2024.", "Fragen? Rufen Sie an: {phone}."),
        "places": ("60311 Frankfurt am Main", "20095 Hamburg", "01067 Dresden"),
        "streets": ("Hauptstraße 14", "Am Markt 203", "Elbchaussee 7a"), "country": "D",
    },
}  # fmt: skip
SENDERS = (
    "Nordlys Energi",
    "Bølgenet",
    "Kildevang Vandværk",
    "Harbour Water",
    "Rhein Strom",
    "Fjäll Energi",
    "Tryghavn",
)
DARK, GREY = (24, 26, 30), (96, 100, 108)


class VectorPage(PdfPage):
    """A PDF page whose digits are marked in points from its top left."""

    def __init__(self, title):
        super().__init__(title)
        self.marks, self.pans = [], {}
        self.scale = 72 / 25.4

    def run(self, x, y, text, kind=None, group="", face="sans", points=10, colour=DARK, tracking=0.0, start=0, **_):
        """As `Face.run`, in vector text."""
        self.text(x, y, text, face, points, colour, tracking=tracking)
        size, s = 400, self.scale
        k = points * MM_PER_POINT * s / size
        index, cursor, boxes = 0, x * s, []
        for letter in text:
            box = ink_box(face, size, letter)
            if letter != " ":
                boxes.append((cursor + box[0] * k, y * s + box[1] * k, cursor + box[2] * k, y * s + box[3] * k, letter))
            cursor += self.text_width(letter, face, points) * s + tracking * s
            index += 1
        if kind in ("code", "pan"):
            for n, box in enumerate(boxes):
                self._mark(kind, group, start + n, box[4], box[:4])
        elif kind:
            whole = [f(b[i] for b in boxes) for i, f in enumerate((min, min, max, max))]
            self._mark(kind, group, 0, text, whole)
        return cursor / s

    def _mark(self, kind, group, index, text, b):
        polygon = np.array([(b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3])], np.float64)
        self.marks.append(Mark(kind, group, index, text, polygon, b[3] - b[1]))

    def traced(self, face, x, y, size=1.0, dots=9.0):
        """A face drawn with outlines alone, its left upper corner at a place in mm; `dots` a mm of it are followed."""
        k = dots / face.scale
        pixels = cv2.resize(np.asarray(face.image), None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        unit = size / dots * MM
        left, top = x * MM, (self.height - y) * MM
        pale = pixels[grey > 232]
        ground = tuple(int(v) for v in pale.mean(0)) if len(pale) else (255, 255, 255)
        self.rect(x, y, face.width * size, face.height * size, fill=ground)
        for level in range(232, 8, -28):
            darker = (grey < level).astype(np.uint8)
            inks = pixels[(grey < level) & (grey >= level - 28)]
            if not len(inks):
                continue
            path = self.canvas.beginPath()
            for outline in cv2.findContours(darker, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)[0]:
                points = cv2.approxPolyDP(outline, 0.5, True)[:, 0] + 0.5
                if len(points) < 3:
                    continue
                for step, (px, py) in enumerate(points):
                    (path.lineTo if step else path.moveTo)(left + px * unit, top - py * unit)
                path.close()
            red, green, blue = inks.mean(0) / 255
            self.canvas.setFillColorRGB(red, green, blue)
            self.canvas.drawPath(path, stroke=0, fill=1, fillMode=0)
        for mark in face.marks:
            polygon = mark.polygon / face.scale * size * MM + (x * MM, y * MM)
            self.marks.append(Mark(mark.kind, mark.group, mark.index, mark.text, polygon, mark.height))
        self.pans.update(face.pans)

    def photo(self, jpeg, x, y, w, h):
        """A picture at a box in mm."""
        reader = ImageReader(io.BytesIO(jpeg))
        self.canvas.drawImage(reader, x * MM, (self.height - y - h) * MM, w * MM, h * MM)


def pick(rng, options):
    """One of a sequence."""
    return options[int(rng.integers(len(options)))]


def amount(rng, most=2000):
    """A price as printed in the north."""
    return f"{rng.integers(1, most)},{rng.integers(0, 100):02}"


def day(rng):
    """A date in 2025 or 2026."""
    return datetime.date(2025, 6, 1) + datetime.timedelta(days=int(rng.integers(0, 520)))


def letter(rng, page, lang=None, room=297.0):
    """A bill or letter on a page of 210 mm; `room` is how far down it may reach."""
    lang = lang or pick(rng, LANGUAGES)
    t = TERMS[lang]
    face = pick(rng, ("sans", "arial", "lato", "roboto", "serif"))
    colour = tuple(int(v) for v in rng.integers(10, 160, 3))
    page.rect(20, 16, 14, 14, fill=colour)
    sender = pick(rng, SENDERS)
    page.text(38, 25, sender, face, 17, colour)
    phone = pick(rng, PHONES[lang])
    page.text(190, 20, f"{pick(rng, t['streets'])} · {pick(rng, t['places'])}", face, 7.5, GREY, "right")
    page.text(
        190, 24, f"Tlf. {phone} · CVR {rng.integers(10, 99)} {rng.integers(10, 99)} 10 31", face, 7.5, GREY, "right"
    )
    holder = pick(rng, HOLDERS)
    for row, line in enumerate((holder, pick(rng, t["streets"]), pick(rng, t["places"]))):
        page.text(20, 52 + row * 5, line, face, 10.5, DARK)
    issued = day(rng)
    meta = (
        (t["date"], f"{issued:%d.%m.%Y}"), (t["due"], f"{issued + datetime.timedelta(days=21):%d-%m-%Y}"),
        (t["customer"], str(rng.integers(100, 99999999))), (t["invoice"], str(rng.integers(1000, 9999999))),
        (t["meter"], str(rng.integers(100, 99999999))), (t["period"], f"{issued.year - 1} – {issued.year}"),
    )  # fmt: skip
    for row, (name, value) in enumerate(meta):
        page.text(130, 52 + row * 4.8, name, face, 8.5, GREY)
        page.text(190, 52 + row * 4.8, value, face, 8.5, DARK, "right")
    page.text(20, 88, pick(rng, t["bill"]), face, 15, DARK)
    y = 97
    for line in t["text"]:
        page.text(20, y, line.format(phone=phone), face, 9.5, DARK)
        y += 5
    y += 5
    page.rect(20, y - 4, 170, 6, fill=(238, 241, 245))
    for x, name in ((21, t["meter"]), (70, t["old"]), (110, t["new"]), (150, t["use"])):
        page.text(x, y, name, face, 8.5, DARK)
    for _ in range(int(rng.integers(1, 4))):
        y += 6
        old = int(rng.integers(100, 90000))
        used = int(rng.integers(50, 2500))
        for x, value in ((21, rng.integers(1000, 9999999)), (70, old), (110, old + used), (150, used)):
            page.text(x, y, str(value), face, 9.5, DARK)
    y += 10
    for _ in range(int(rng.integers(2, 6))):
        page.text(21, y, pick(rng, t["rows"]), face, 9.5, DARK)
        page.text(110, y, f"{rng.integers(1, 999)} kWh", face, 9.5, DARK, "right")
        page.text(150, y, amount(rng, 9), face, 9.5, DARK, "right")
        page.text(189, y, amount(rng), face, 9.5, DARK, "right")
        y += 5.4
    page.line(20, y - 2, 190, y - 2)
    page.text(21, y + 3, t["vat"], face, 9.5, DARK)
    page.text(189, y + 3, amount(rng, 900), face, 9.5, DARK, "right")
    page.text(21, y + 9, t["total"], face, 11, DARK)
    page.text(189, y + 9, f"{amount(rng, 9000)} {t['unit']}", face, 11, DARK, "right")
    if y + 40 < room and rng.random() < 0.6:
        page.line(10, 262, 200, 262)
        number = "".join(str(d) for d in rng.integers(0, 10, 15))
        page.text(20, 284, f"+71<{number}+{rng.integers(10000000, 99999999)}<", "mono", 11, DARK)
        page.text(
            20,
            274,
            f"IBAN DK{rng.integers(10, 99)} {rng.integers(1000, 9999)} 0007 7341 0{rng.integers(10, 99)}",
            face,
            9,
            DARK,
        )
        page.text(150, 274, f"Reg. {rng.integers(1000, 9999)}  Konto {rng.integers(1000000, 9999999)}", face, 9, DARK)


def statement(rng, page):
    """A bank statement with card payments in its rows."""
    lang = pick(rng, ("da", "no", "sv"))
    t = TERMS[lang]
    page.text(20, 24, "Fjordbanken", "lato-bold", 17, (24, 44, 92))
    for row, line in enumerate((pick(rng, HOLDERS), pick(rng, t["streets"]), pick(rng, t["places"]))):
        page.text(20, 44 + row * 5, line, "arial", 10, DARK)
    page.text(130, 44, f"Konto {rng.integers(1000, 9999)} {rng.integers(1000000, 9999999)}", "arial", 9, DARK)
    page.text(130, 49, f"{t['period']} 01.0{rng.integers(1, 9)}.2026", "arial", 9, DARK)
    page.text(20, 72, "Kontoudtog", "arial-bold", 14, DARK)
    y, balance = 84, float(rng.integers(2000, 30000))
    tail = pick(rng, PANS["visa/dankort"])[-4:]
    for _ in range(int(rng.integers(12, 26))):
        paid = float(rng.integers(2000, 90000)) / 100
        balance -= paid
        what = pick(rng, ("Dankort Netto 0482", f"Visa/Dankort {tail} Købmand Holt", "MobilePay 118", "Overførsel 2211",
                          "DSB 7-Eleven nr. 203", f"Dankort-køb {tail}", "Gebyr", "Betalingsservice"))  # fmt: skip
        page.text(20, y, f"{rng.integers(1, 29):02}.{rng.integers(1, 12):02}", "arial", 9, DARK)
        page.text(38, y, what, "arial", 9, DARK)
        page.text(150, y, f"-{paid:.2f}".replace(".", ","), "arial", 9, DARK, "right")
        page.text(188, y, f"{balance:.2f}".replace(".", ","), "arial", 9, DARK, "right")
        y += 5.2


def receipt(rng):
    """A till receipt for a card payment."""
    page = Face(80, 170, 10, (250, 250, 248))
    page.text(40, 12, pick(rng, ("KØBMAND HOLT", "BIRK & SØN", "STATION 24")), "mono-bold", 13, DARK, "center")
    page.text(
        40, 18, f"Nørregade {rng.integers(1, 200)} · {rng.integers(1000, 9999)} Odense", "mono", 7.5, DARK, "center"
    )
    y = 30
    for _ in range(int(rng.integers(4, 10))):
        page.text(
            6, y, pick(rng, ("MÆLK 1L", "RUGBRØD", "KAFFE 400G", "ØKO ÆG 10", "SMØR 200", "PANT B")), "mono", 9, DARK
        )
        page.text(74, y, amount(rng, 99), "mono", 9, DARK, "right")
        y += 5
    page.text(6, y + 4, "TOTAL DKK", "mono-bold", 11, DARK)
    page.text(74, y + 4, amount(rng, 900), "mono-bold", 11, DARK, "right")
    tail = pick(rng, PANS["visa/dankort"])[-4:]
    lines = (
        f"VISA/DANKORT  XXXX XXXX XXXX {tail}", f"Term: {rng.integers(10000, 99999)}-{rng.integers(100, 999)}",
        f"Ref.: {rng.integers(100000, 999999)}  Aut. {rng.integers(100000, 999999)}", "KONTAKTLØS  AID: A0000001211010",
        f"PSN: 00  ATC: 00{rng.integers(100, 999)}",
        f"{day(rng):%d.%m.%Y} {rng.integers(8, 22)}:{rng.integers(10, 59)}",
    )  # fmt: skip
    for row, line in enumerate(lines):
        page.text(6, y + 14 + row * 4.6, line, "mono", 8, DARK)
    return page


def person(rng):
    """Family and given name of nobody."""
    given, family = pick(rng, HOLDERS).split(" ", 1)
    return family, given


def passport(rng):
    """A passport's data page, 125 × 88 mm."""
    page = Face(125, 88, 12, (240, 232, 222), 3)
    guilloche(page, 2, 2, 121, 84, ((226, 206, 196), (204, 214, 226)), int(rng.integers(1 << 30)), 2.4)
    country = pick(rng, ("DNK", "SWE", "NOR", "D", "GBR", "UTO"))
    family, given = person(rng)
    number = "".join(str(d) for d in rng.integers(0, 10, 9))
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=int(rng.integers(0, 20000)))
    ends = datetime.date(2027, 1, 1) + datetime.timedelta(days=int(rng.integers(0, 3000)))
    page.paste(portrait(int(rng.integers(1 << 30)), rng.random() < 0.5, height=600), 5, 16, 35, 45)
    page.text(46, 10, f"PAS  PASSPORT   {country}", "sans-bold", 9, (120, 30, 40))
    page.text(120, 10, number, "ocrb", 10, (120, 30, 40), "right")
    rows = (
        ("Efternavn/Surname", family.upper()), ("Fornavne/Given names", given.upper()),
        ("Nationalitet/Nationality", country),
        ("Fødselsdato/Date of birth", f"{born:%d %b %Y}".upper()), ("Køn/Sex", "F"),
        ("Udstedelsesdato/Date of issue", f"{ends.replace(year=ends.year - 10, day=1):%d %m %Y}"),
        ("Udløbsdato/Date of expiry", f"{ends:%d %m %Y}"), ("Højde/Height", f"{rng.integers(150, 199)} cm"),
    )  # fmt: skip
    for row, (name, value) in enumerate(rows):
        page.text(46, 16 + row * 6.4, name, "sans", 4.4, GREY)
        page.text(46, 19.4 + row * 6.4, value, "sans-semibold", 8, DARK)
    for row, line in enumerate(td3(country, family, given, number, country, born, "F", ends)):
        page.text(5, 75.5 + row * 6.4, line, "ocrb", 10.2, DARK, pitch=2.6)
    return page


def identity_card(rng, kind="card"):
    """A card of ID-1 size that is no payment card: an identity card, its back, a licence, a health insurance card."""
    tones = ((214, 226, 236), (236, 214, 220), (246, 226, 120), (222, 234, 216))
    card = Face(WIDTH, HEIGHT, 20, tones[("card", "licence", "health", "code").index(kind)], CORNER)
    guilloche(card, 1, 1, WIDTH - 2, HEIGHT - 2, ((196, 206, 220), (214, 196, 206)), int(rng.integers(1 << 30)), 2.2)
    family, given = person(rng)
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=int(rng.integers(0, 20000)))
    ends = datetime.date(2027, 1, 1) + datetime.timedelta(days=int(rng.integers(0, 3000)))
    number = "".join(str(d) for d in rng.integers(0, 10, 9))
    if kind == "health":
        card.text(6, 9, f"Region {pick(rng, ('Hovedstaden', 'Syddanmark', 'Nordjylland'))}", "sans-bold", 9, DARK)
        card.text(6, 17, f"{born:%d%m%y}-{rng.integers(1000, 9999)}", "ocrb", 13, DARK)
        lines = (
            f"{given} {family}", "Bakkevej 20A, 3. tv", "2100 København Ø", f"Kommune {rng.integers(101, 860)}",
            f"Lægehuset Skovvænget 8  Tlf. {pick(rng, PHONES['da'])}",
            f"Gyldig fra {day(rng):%d.%m.%Y}  Gruppe 1  {rng.integers(100, 999)}",
        )  # fmt: skip
        for row, line in enumerate(lines):
            card.text(6, 24 + row * 4.6, line, "arial", 8, DARK)
        return card
    if kind == "code":
        for row, line in enumerate(td1("ID", "UTO", family, given, number, "UTO", born, "M", ends)):
            card.text(4.5, 36 + row * 6.2, line, "ocrb", 9.6, DARK, pitch=2.52)
        card.text(
            6, 10, f"Authority 4c: {rng.integers(1000, 9999)}   Height {rng.integers(150, 199)} cm", "sans", 7, DARK
        )
        card.text(6, 16, f"Place of birth: Odense   {rng.integers(100, 999)}", "sans", 7, DARK)
        card.text(6, 22, "Bakkevej 20A, 3. tv, 2100 København Ø", "sans", 7, DARK)
        return card
    card.paste(portrait(int(rng.integers(1 << 30)), rng.random() < 0.5, height=500), 5, 14, 24, 31)
    if kind == "licence":
        card.text(32, 9, "DRIVING LICENCE   KØREKORT", "sans-bold", 7.5, (60, 50, 110))
        rows = (
            f"1.  {family}", f"2.  {given}", f"3.  {born:%d.%m.%Y}  Odense",
            f"4a. {day(rng):%d.%m.%Y}   4c. {rng.integers(100, 999)}", f"4b. {ends:%d.%m.%Y}", f"5.  {number}",
            f"9.  AM/B/BE   {rng.integers(10, 99)}.{rng.integers(100, 999)}",
        )  # fmt: skip
    else:
        card.text(32, 9, f"IDENTITY CARD   {number}", "sans-bold", 7.5, (60, 50, 110))
        rows = (
            family.upper(), given.upper(), f"Born {born:%d %m %Y}", "Nationality UTO   Sex F",
            f"Valid until {ends:%d %m %Y}", f"CAN {rng.integers(100000, 999999)}", f"Doc. {rng.integers(100, 999)}",
        )  # fmt: skip
    for row, line in enumerate(rows):
        card.text(32, 15 + row * 5, line, "sans", 7.6, DARK)
    return card


def transactions(rng):
    """A banking app's list of transactions; a millimetre is a tenth of the screen's pixels."""
    screen = Face(108, 228, 10, (246, 248, 250))
    screen.rect(0, 0, 108, 40, fill=(24, 44, 92))
    screen.text(6, 8, "18:42", "roboto-medium", 10, (255, 255, 255))
    screen.text(54, 20, "Lønkonto", "roboto-medium", 13, (255, 255, 255), "center")
    screen.text(54, 32, f"{amount(rng, 40000)} kr.", "roboto-bold", 18, (255, 255, 255), "center")
    y = 54
    while y < 205:
        screen.text(
            8,
            y,
            pick(rng, ("Købmand Holt", "DSB", "Netto 0482", "Apotek 118", "Løn", "Husleje", "Dankort-køb")),
            "roboto",
            12,
        )
        screen.text(8, y + 5, f"{rng.integers(1, 29)}. nov. 2026", "roboto", 8.5, GREY)
        screen.text(100, y, f"-{amount(rng, 1500)}", "roboto-medium", 12, DARK, "right")
        y += 14
    return screen


def meter(rng):
    """An electricity meter, 120 × 80 mm: a reading, its number, its year."""
    page = Face(120, 80, 12, tuple(int(v) for v in rng.integers(205, 245, 3)), 4)
    page.text(8, 12, pick(rng, ("Kamstrup", "Landis+Gyr", "Echelon")), "sans-bold", 13, DARK)
    page.text(112, 12, f"{int(rng.integers(2009, 2024))}", "sans", 9, GREY, "right")
    page.rect(14, 20, 92, 24, fill=(168, 182, 160))
    page.text(60, 38, f"{int(rng.integers(100, 99999))}", pick(rng, ("mono-bold", "ocrb")), 44, (24, 30, 24), "center")
    page.text(98, 42, "kWh", "sans", 8, DARK)
    number = f"{rng.integers(100, 999)} {rng.integers(1000, 9999)} {rng.integers(100, 999)}"
    page.text(8, 54, f"Nr. {number}", "sans", 9, DARK)
    page.text(8, 61, f"3×230/400 V   5(85) A   50 Hz   {rng.integers(100, 999)} imp/kWh", "sans", 8, DARK)
    if rng.random() < 0.5:
        page.text(8, 70, " ".join(str(int(v)) for v in rng.integers(1000, 9999, 3)), "mono", 10)
    return page


def membership(rng):
    """A library's or a club's card: a number, a year, a bar code."""
    card = Face(WIDTH, HEIGHT, 20, tuple(int(v) for v in rng.integers(90, 240, 3)), CORNER)
    name = pick(rng, ("Holt Bibliotek", "Svømmeklubben Delfin", "Sportshallen", "Byens Museum"))
    card.text(6, 12, name, "lato-bold", 13)
    card.text(6, 20, pick(rng, HOLDERS), "lato", 10)
    card.text(6, 26, f"Medlem nr. {rng.integers(100, 99999)}", "lato", 9)
    card.text(80, 20, f"{rng.integers(2020, 2028)}", "lato-bold", 12, DARK, "right")
    x = 10.0
    card.rect(8, 31, 70, 14, fill=(255, 255, 255))
    while x < 75:
        wide = rng.uniform(0.3, 1.2)
        card.rect(x, 32, wide, 10, fill=(10, 10, 10))
        x += wide + rng.uniform(0.3, 1.1)
    card.text(43, 49, " ".join(str(int(v)) for v in rng.integers(100, 9999, 3)), "mono", 8, DARK, "center")
    return card


def banded(rng, page):
    """A letter with dark bars across it, white words on them, and tables of small numbers."""
    tone = tuple(int(v) for v in rng.integers(10, 70, 3))
    page.rect(0, 0, 210, 24, fill=tone)
    page.text(20, 15, pick(rng, SENDERS), "sans-bold", 18, (255, 255, 255))
    lang = pick(rng, LANGUAGES)
    t = TERMS[lang]
    for row, line in enumerate((pick(rng, HOLDERS), pick(rng, t["streets"]), pick(rng, t["places"]))):
        page.text(20, 44 + row * 5, line, "arial", 10.5, DARK)
    y = 74
    for _ in range(int(rng.integers(2, 4))):
        page.rect(20, y, 170, 9, fill=tone)
        page.text(24, y + 6.4, pick(rng, t["rows"]), "sans-bold", 11, (255, 255, 255))
        y += 16
        for _ in range(int(rng.integers(2, 7))):
            page.text(22, y, f"{day(rng):%m.%Y}", "arial", 10, DARK)
            page.text(90, y, str(rng.integers(100, 999)), "arial", 10, DARK)
            page.text(130, y, f"{rng.integers(100, 999)} kWh", "arial", 10, DARK)
            page.text(188, y, amount(rng), "arial", 10, DARK, "right")
            y += 6
        y += 6
    taken = pick(rng, ("Visa, Mastercard og Dankort modtages", "Betal med Dankort i vores app"))
    page.text(20, 280, taken, "arial", 8, GREY)


def charted(rng, page):
    """A bill with a drawn chart and a logo in outlines."""
    letter(rng, page, room=0)
    mark = Face(60, 30, 20)
    mark.text(4, 14, pick(rng, SENDERS), "lato-black", 22, tuple(int(v) for v in rng.integers(10, 120, 3)))
    mark.text(4, 24, f"siden {rng.integers(1890, 2020)}", "lato", 14, DARK)
    page.traced(mark, 120, 190, 1.0)
    x = 24
    for month in range(12):
        tall = rng.uniform(6, 36)
        page.rect(x, 262 - tall, 5, tall, fill=(60, 110, 160))
        page.text(x, 267, str(month + 1), "arial", 7, DARK)
        x += 7


def a4(scale=8.0):
    """A white sheet."""
    return Face(210, 297, scale, (252, 252, 250))


def toned(face, rng):
    """Paper is never quite white."""
    tone = np.array([1, rng.uniform(0.98, 1), rng.uniform(0.93, 1)], np.float32)
    face.image = Image.fromarray((np.asarray(face.image) * tone).astype(np.uint8))
    face.pen = ImageDraw.Draw(face.image)
    return face
