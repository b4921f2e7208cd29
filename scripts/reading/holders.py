"""Made-up people, and other people one could take them for."""

from dataclasses import replace
from datetime import date, timedelta

from people import Address, Person

GIVEN = {
    "M": "Søren,Bjørn Åge,Jørgen,Mads Emil,Håkon,Jens-Ole,Kåre,Rasmus Ærø,Günther,Łukasz,José María,Björn,Oluf,Niels Åge,"
    "Ahmed,Nguyen Van,Piotr,Étienne,Torbjørn,Lars Øivind",
    "F": "Åse,Maja Sølvi,Kirsten,Bodil Ærlig,Zoë,Ida-Marie,Sigrún,Märta,Fatıma,Anaïs,Jytte,Dagny Rø,Ane Kjærsti,Małgorzata,"
    "Inês,Linh Thi,Tove,Gül,Aino Øster,Signe",
}
FAMILY = (
    "Ågård Nielsen,Kjærsgaard,Østergaard,Bræmer Holm,Sørensen,Møller,Nygaard,Ødegård,Thørgersen,Bjerregård,Lindström,"
    "Müller-Schön,Wiśniewski,García Núñez,Yılmaz,van der Berg,Åkesson,Skovbølle,Rævskjær,Pedersen,Øllgaard,Dæhlin,Smed,Fähræus"
).split(",")
STREETS = (
    "Nørrebrogade,Ågade,Østerfælled Torv,Skånegade,Kærvej,Sønder Boulevard,Blågårdsgade,Rådhusstræde,Høje Gladsaxe,"
    "Gl. Køge Landevej,Æblehaven,Sct. Knuds Vej,H.C. Ørsteds Vej,Bakkevej,Vesterbrogade,Ømosevej"
).split(",")
TOWNS = (("2200", "København N"), ("8000", "Aarhus C"), ("5000", "Odense C"), ("3700", "Rønne"), ("4300", "Holbæk"),
         ("9000", "Aalborg"), ("6950", "Ringkøbing"), ("4180", "Sorø"), ("2300", "København S"), ("6200", "Aabenraa"))  # fmt: skip
ABROAD = {
    "sv": ("SE", (("Kungsgatan", "721 30", "Västerås"), ("Norra Ågatan", "416 64", "Göteborg"))),
    "de": ("DE", (("Große Straße", "20457", "Hamburg"), ("Mühlenweg", "80331", "München"))),
    "en": ("GB", (("Thornhill Road", "SW11 5QE", "London"), ("Abbey Close", "LS1 4DY", "Leeds"))),
}
BIRTHPLACES = "KØBENHAVN,AARHUS,ODENSE,RØNNE,MALMÖ,HAMBURG,OSLO,TÓRSHAVN".split(",")


def choice(rng, items):
    """One of them."""
    return items[int(rng.integers(len(items)))]


def person(rng, language="da"):
    """Somebody who lives in Denmark, or where the language is spoken."""
    sex = choice(rng, "MF")
    given, family = choice(rng, GIVEN[sex].split(",")), choice(rng, FAMILY)
    number = f"{int(rng.integers(1, 180))}{choice(rng, ['', '', '', 'A', 'B', 'C'])}"
    if language in ABROAD:
        country, places = ABROAD[language]
        street, postal, city = choice(rng, places)
        home = Address(street, number, postal, city, country)
    else:
        floor = choice(rng, ["", "st", "1", "2", "3", "4", "5"])
        postal, city = choice(rng, TOWNS)
        door = choice(rng, ["tv", "mf", "th"]) if floor else ""
        home = Address(choice(rng, STREETS), number, postal, city, floor=floor, door=door)
    birth = date(1945, 1, 1) + timedelta(days=int(rng.integers(0, 58 * 365)))
    pan = choice(rng, ["4", "5"]) + "".join(str(int(d)) for d in rng.integers(0, 10, 15))
    return Person("B-1", given, family, birth, sex, choice(rng, BIRTHPLACES), home, "", pan, "", seed=int(rng.integers(1, 9999)))


def sibling(who, rng):
    """Same family, other given name."""
    others = [g for g in GIVEN[who.sex].split(",") if g.split()[0][0] != who.given[0]]
    return replace(who, given=choice(rng, others))


def reborn(who, rng):
    """Same name, born on another day."""
    return replace(who, birth=who.birth + timedelta(days=int(choice(rng, [-366, -31, 1, 9, 30, 3653]))))


def neighbour(who, rng):
    """Same name, another door, floor or house."""
    home = who.address
    if home.floor and rng.random() < 0.7:
        if rng.random() < 0.5:
            return replace(who, address=replace(home, door="tv" if home.door != "tv" else "th"))
        return replace(who, address=replace(home, floor=choice(rng, [f for f in "12345" if f != home.floor])))
    digits = int("".join(c for c in home.number if c.isdigit()))
    return replace(who, address=replace(home, number=str(digits + int(choice(rng, [1, 2, 10])))))
