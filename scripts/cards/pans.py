"""Card numbers from published test ranges, and the other values that stand on cards. No number here is anybody's."""

# As published for testing by Adyen, Azul, Bambora, Braintree, EMVCo, Fiserv, PayPal, PAYONE, Stripe and Worldpay.
PUBLISHED = {
    "visa": """4111111111111111 4242424242424242 4012888888881881 4000056655665556 4111111145551142 4462030000000000
        4543059790016721 4844215500115643 4444333322221111 4917610000000000 4245190000000212 4005550000000019
        4111121011111111 4111131010111111 4009348888881881 4012000033330026 4217651111111119 4500600000000061
        4000002080000001 4000007520000008 4000005780000007 4000002760000016 4000002460000001 4154210000000001
        4002620000000005 4002770000000008 4059340000000002 4260550061845872 4005520000000129 4900000000000086""",
    "mastercard": """5555555555554444 2223003122003222 5200828282828210 5105105105105100 5577000055770004
        5136333333333335 5585558555855583 5100290029002909 5555444433331111 2222410740360010 2222400070000005
        5454609899026213 5413330089010483 5569500000002312 5573489900000028 5424180279791732 5156230000000004
        5125860000000006 5206830000000001 5413330089010020 5168159911323096 5500000000000004 2720990000000015""",
    "american express": "378282246310005 371449635398431 373953244361001 370000000000002 378734493671000",
    "discover": "6011111111111117 6011000990139424 6011981111111113 6011601160116611 6445644564456445 6011485500000150",
    "jcb": "3530111333300000 3566002020360505 3569990010095841 3528000000000007",
    "unionpay": "6200000000000005 6200000000000047 6243030000000001 6205500000000000004",
    "diners club": "30569309025904 38520000023237 36227206271667 36006666333344",
    "maestro": "6759649826438453 6771798021000008 6304000000000000 5641820000000005 6000070736169237003",
    "dankort": "5019717010103742 5019555544445555",
    "visa/dankort": "4571000000000001 4571740000000002 4571800000000004",
}
PANS = {scheme: numbers.split() for scheme, numbers in PUBLISHED.items()}

HOLDERS = """Mette Sørensen|Anders Kjær|Camilla Jakobsen|Jens Peter Holm|Freja Østergaard|Malthe Lauridsen
Signe Brix|Åse Nygård|Ingrid Haugen|Ola Nordmann|Kari Bakke|Erik Lindqvist|Astrid Öberg|Nils Håkansson
Elsa Sjöström|Jürgen Weiß|Anna Müller|Klaus Schröder|Sabine Köhler|Emily Carter|James O'Neill|Priya Sharma
Thomas B Andersen|Marie-Louise Dahl|Karl Ove Strand|Hanne Bøgh Nielsen|Li Wei|Tomasz Kowalski""".replace(
    "\n", "|"
).split("|")


def luhn(pan):
    """Whether a card number has a valid check digit (ISO/IEC 7812-1)."""
    total = 0
    for index, digit in enumerate(reversed(pan)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def grouped(pan):
    """The groups as printed: 4-6-5 for fifteen digits, 4-6-4 for fourteen, else fours."""
    if len(pan) == 15:
        return [pan[:4], pan[4:10], pan[10:]]
    if len(pan) == 14:
        return [pan[:4], pan[4:10], pan[10:]]
    return [pan[i : i + 4] for i in range(0, len(pan), 4)]


wrong = [pan for pans in PANS.values() for pan in pans if not luhn(pan)]
if wrong:
    raise ValueError(f"mistyped test numbers: {wrong}")
