"""What is written on and around cards, by language."""

WORDS = {
    "en": {
        "expiry": ("VALID THRU", "GOOD THRU", "EXPIRES END", "EXP", "VALID UNTIL", "MONTH/YEAR"),
        "code": ("CVV", "CVC", "CVV2", "CVC2", "CID", "CSC", "SECURITY CODE", "Security Code", "Security code (CVC)"),
        "number": ("CARD NUMBER", "Card number"),
        "holder": ("CARDHOLDER", "Cardholder name"),
        "since": ("MEMBER SINCE", "VALID FROM"),
        "signature": ("AUTHORISED SIGNATURE", "AUTHORIZED SIGNATURE · NOT VALID UNLESS SIGNED", "Authorised signature"),
        "notes": (
            "This card is issued by {bank} and remains its property. Use is subject to the card terms.",
            "If found, please return it to {bank}, PO Box 482, London E14 5HQ. Not transferable.",
            "Lost or stolen: {phone}. Calls are recorded. Electronic use only.",
        ),
        "service": "Customer service {phone}",
    },
    "da": {
        "expiry": ("UDLØBER", "GYLDIG TIL", "UDLØB", "Udløbsdato", "GYLDIG TIL OG MED"),
        "code": ("CVC", "CVV", "KONTROLCIFRE", "Kontrolcifre", "SIKKERHEDSKODE", "Sikkerhedskode", "KONTROLKODE"),
        "number": ("KORTNUMMER", "Kortnummer"),
        "holder": ("KORTHOLDER", "Kortholder"),
        "since": ("KUNDE SIDEN", "GYLDIG FRA"),
        "signature": ("Kortholders underskrift", "IKKE GYLDIGT UDEN UNDERSKRIFT", "Underskrift"),
        "notes": (
            "Kortet tilhører {bank} og skal afleveres på forlangende. Brug sker efter kortbestemmelserne.",
            "Finder du kortet, så send det til Postboks 2240, 1025 København K.",
            "Spærring af kort døgnet rundt: {phone}",
        ),
        "service": "Kundeservice {phone}",
    },
    "sv": {
        "expiry": ("GILTIGT TILL", "GILTIG TOM", "UTGÅR"),
        "code": ("CVC", "CVV2", "SÄKERHETSKOD", "Säkerhetskod", "KONTROLLKOD"),
        "number": ("KORTNUMMER", "Kortnummer"),
        "holder": ("KORTINNEHAVARE", "Kortinnehavare"),
        "since": ("KUND SEDAN", "GILTIGT FRÅN"),
        "signature": ("Kortinnehavarens namnteckning", "NAMNTECKNING"),
        "notes": (
            "Kortet är {bank}s egendom och får användas endast av den vars namn står på kortet.",
            "Upphittat kort skickas till Box 1203, 111 82 Stockholm. Kortet ska återlämnas på begäran.",
            "Spärra kortet: {phone}, dygnet runt",
        ),
        "service": "Kundtjänst {phone}",
    },
    "no": {
        "expiry": ("UTLØPER", "GYLDIG TIL", "UTLØPSDATO"),
        "code": ("CVC", "CVV", "SIKKERHETSKODE", "Sikkerhetskode", "KONTROLLSIFFER"),
        "number": ("KORTNUMMER", "Kortnummer"),
        "holder": ("KORTHOLDER", "Kortholder"),
        "since": ("KUNDE SIDEN", "GYLDIG FRA"),
        "signature": ("Kortholders signatur", "UNDERSKRIFT"),
        "notes": (
            "Kortet tilhører {bank} og skal leveres tilbake på forlangende. Kortet er personlig.",
            "Funnet kort sendes til Postboks 741 Sentrum, 0106 Oslo.",
            "Sperring av kort hele døgnet: {phone}",
        ),
        "service": "Kundesenter {phone}",
    },
    "de": {
        "expiry": ("GÜLTIG BIS", "GÜLTIG BIS ENDE", "Gültig bis"),
        "code": ("PRÜFZIFFER", "Prüfziffer", "KARTENPRÜFNUMMER", "Kartenprüfnummer", "CVC", "SICHERHEITSCODE"),
        "number": ("KARTENNUMMER", "Kartennummer"),
        "holder": ("KARTENINHABER", "Karteninhaber"),
        "since": ("MITGLIED SEIT", "GÜLTIG AB"),
        "signature": ("Unterschrift des Karteninhabers", "NUR GÜLTIG MIT UNTERSCHRIFT"),
        "notes": (
            "Diese Karte ist Eigentum der {bank} und nicht übertragbar.",
            "Bei Fund bitte an Postfach 10 04 42, 60004 Frankfurt senden.",
            "Kartensperre rund um die Uhr: {phone}",
        ),
        "service": "Kundenservice {phone}",
    },
}

BANKS = {
    "en": ("Harbour & Hill Bank", "Northgate Bank", "Cobalt", "Ridgeway Credit Union", "Pinnacle"),
    "da": ("Fjordbanken", "Havnens Sparekasse", "Sundbanken", "Møllebanken", "Kløverbank"),
    "sv": ("Mälarbanken", "Skärgårdens Sparbank", "Björkbanken", "Norrsken"),
    "no": ("Fjellbanken", "Nordkyst Bank", "Bryggen Sparebank", "Vidda"),
    "de": ("Elbufer Bank", "Sparbank Heideland", "Rheinblick Bank", "Kontor24"),
}

PHONES = {
    "en": ("+44 20 7946 0812", "0800 123 456", "+1 555 014 2233", "(212) 555-0147", "+44 161 496 0345"),
    "da": ("+45 70 20 11 48", "70 20 11 49", "+45 33 99 12 08", "44 89 27 50"),
    "sv": ("08-411 10 11", "+46 8 505 120 00", "0771-365 365", "020-41 12 12"),
    "no": ("915 04 800", "+47 22 47 91 10", "02 300", "815 22 040"),
    "de": ("+49 69 7933 1910", "116 116", "0800 7 24 25 26", "030 9990-123"),
}


def filled(rng, lang, text, bank):
    """A sentence with its bank and a telephone number."""
    return text.format(bank=bank, phone=PHONES[lang][rng.integers(len(PHONES[lang]))])
