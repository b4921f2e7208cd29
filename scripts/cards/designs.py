"""How a made-up bank's cards look, and the facts on one of them."""

import math
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from PIL import Image, ImageDraw

from face import Face, Relief
from pans import HOLDERS, PANS, grouped
from words import BANKS, WORDS

WIDTH, HEIGHT, CORNER = 85.6, 53.98, 3.18
PALETTES = (
    ((24, 44, 92), (10, 22, 52), (240, 244, 250)),
    ((196, 120, 60), (120, 56, 30), (252, 246, 240)),
    ((150, 178, 170), (110, 142, 136), (24, 44, 44)),
    ((36, 98, 88), (14, 50, 52), (238, 248, 244)),
    ((236, 238, 240), (206, 210, 216), (30, 40, 70)),
    ((250, 250, 250), (238, 238, 236), (20, 20, 20)),
    ((52, 52, 58), (22, 22, 26), (226, 214, 178)),
    ((18, 18, 20), (8, 8, 10), (200, 202, 206)),
    ((150, 34, 52), (84, 14, 34), (250, 240, 238)),
    ((58, 118, 168), (30, 70, 122), (244, 250, 255)),
    ((92, 62, 140), (48, 30, 92), (248, 244, 255)),
    ((20, 126, 126), (10, 72, 84), (240, 252, 250)),
    ((214, 190, 130), (170, 140, 84), (50, 36, 14)),
    ((178, 182, 188), (130, 136, 144), (28, 30, 34)),
    ((246, 132, 100), (214, 66, 104), (255, 250, 246)),
    ((255, 222, 60), (244, 186, 20), (40, 34, 10)),
    ((160, 220, 190), (110, 190, 200), (16, 60, 66)),
)
LANGUAGES = ("da", "en", "sv", "no", "de")
FLAT_FACES = ("roboto-medium", "arial", "lato-medium", "ocrb", "sans", "condensed-medium", "dejavu", "mono", "narrow")
SCHEME_WEIGHTS = {
    "visa": 9, "mastercard": 8, "visa/dankort": 3, "dankort": 2, "maestro": 2, "discover": 2, "jcb": 1, "unionpay": 1,
    "diners club": 1,
}  # fmt: skip


@dataclass
class Kit:
    """One card: its facts, its look and the generator that decides the rest. `name` tells cards of a picture apart."""

    rng: np.random.Generator
    name: str
    lang: str
    scheme: str
    pan: str
    code: str
    expiry: str
    holder: str
    bank: str
    top: tuple
    bottom: tuple
    ink: tuple
    pattern: int
    wear: float = 0.0
    extra: dict = field(default_factory=dict)

    def pick(self, options):
        """One of a sequence."""
        return options[int(self.rng.integers(len(options)))]

    def chance(self, share):
        """True in a share of cases."""
        return bool(self.rng.random() < share)

    def word(self, key):
        """A word of the card's language; a bank's English half the time where cards carry both."""
        lang = "en" if self.lang != "en" and self.chance(0.25) else self.lang
        return self.pick(WORDS[lang][key])

    def side(self, name):
        """The same card, for its other side: what stands on both sides has marks of its own on each."""
        return replace(self, name=f"{self.name}-{name}")

    @property
    def worn(self):
        """What `Face.run` takes for worn print."""
        return (self.rng, self.wear) if self.wear else None


def kit(rng, name="a", scheme=None, lang=None, wear=0.0, ground=None):
    """A card of a random bank."""
    if scheme is None:
        names, weights = list(SCHEME_WEIGHTS), np.array(list(SCHEME_WEIGHTS.values()), float)
        scheme = names[int(rng.choice(len(names), p=weights / weights.sum()))]
    lang = lang or LANGUAGES[int(rng.integers(5))]
    top, bottom, ink = PALETTES[int(rng.integers(len(PALETTES)))] if ground is None else ground
    month, year = int(rng.integers(1, 13)), int(rng.integers(27, 33))
    length = 4 if scheme == "american express" else 3
    code = "".join(str(int(d)) for d in rng.integers(0, 10, length))
    pans, banks = PANS[scheme], BANKS[lang]
    holder = HOLDERS[int(rng.integers(len(HOLDERS)))]
    return Kit(
        rng, name, lang, scheme, pans[int(rng.integers(len(pans)))], code, f"{month:02}/{year}",
        holder.upper() if rng.random() < 0.75 else holder, banks[int(rng.integers(len(banks)))], top, bottom, ink,
        int(rng.integers(7)), wear,
    )  # fmt: skip


def spaced(pan, gap=" "):
    """The groups of a number with spaces between."""
    return gap.join(grouped(pan))


def blank(kit, width=WIDTH, height=HEIGHT, scale=20.0):
    """A coloured card with the bank's pattern."""
    face = Face(width, height, scale, corner=CORNER)
    W, H = face.image.size
    w, h = W // 4, H // 4
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    rng = kit.rng
    a = rng.uniform(0, 2 * math.pi)
    t = np.clip(0.5 + ((xx / w - 0.5) * math.cos(a) + (yy / h - 0.5) * math.sin(a)), 0, 1)[..., None]
    pixels = np.array(kit.top, np.float32) * (1 - t) + np.array(kit.bottom, np.float32) * t
    strength = rng.uniform(4, 16)
    for k in range(5):
        p, q, r = rng.uniform(0.6, 1.6), rng.uniform(0, 6.28), rng.uniform(0.1, 0.3)
        if kit.pattern == 0:
            edge = h * (0.25 + 0.15 * k + r * np.sin(xx / w * 3.14 * p + q))
            pixels += strength / 2 * (1 / (1 + np.exp(-np.clip((yy - edge) / 2, -30, 30))))[..., None]
        elif kit.pattern == 1:
            ring = np.hypot(xx - w * (0.9 - 0.1 * k), yy - h * 0.1 * k) < h * (0.95 - 0.14 * k)
            pixels += (strength * 0.6 * ring)[..., None]
        elif kit.pattern == 2:
            pixels += (strength * 0.5 * (np.mod(xx * 0.7 + yy * p + k * 40, h * 0.5) < h * 0.2))[..., None]
        elif kit.pattern == 3:
            pixels += (strength * 0.4 * np.sin((xx * p + 20 * np.sin(yy / h * 6 * p + q)) * 0.35))[..., None]
        elif kit.pattern == 4:
            blob = np.exp(-(((xx - w * rng.random()) / (w * 0.25)) ** 2 + ((yy - h * rng.random()) / (h * 0.3)) ** 2))
            pixels += blob[..., None] * rng.uniform(-60, 60, 3).astype(np.float32)
        elif kit.pattern == 5:
            n = np.array([math.cos(q), math.sin(q)])
            pixels += (strength * 0.8 * np.sign((xx - w * rng.random()) * n[0] + (yy - h * rng.random()) * n[1]))[
                ..., None
            ]
    pixels = cv2.resize(np.clip(pixels, 0, 255), (W, H), interpolation=cv2.INTER_CUBIC)
    if kit.wear:
        pixels += scratches(rng, W, H, kit.wear)[..., None]
    face.image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    face.pen = ImageDraw.Draw(face.image)
    return face


def scratches(rng, width, height, share):
    """Fine bright and dark strokes of use."""
    layer = np.zeros((height, width), np.float32)
    for _ in range(int(60 * share)):
        x, y, a, n = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0, 6.28), rng.uniform(20, 300)
        end = (int(x + n * math.cos(a)), int(y + n * math.sin(a)))
        cv2.line(layer, (int(x), int(y)), end, float(rng.uniform(-40, 60)), int(rng.integers(1, 3)), cv2.LINE_AA)
    return layer


def relief(kit, foil=None, wear=0.0, sunk=False):
    """Struck digits under a light from above."""
    foils = {"silver": (206, 208, 212), "gold": (214, 182, 104), "white": (240, 240, 240), "black": (30, 30, 32)}
    angle = kit.rng.uniform(-2.6, -0.5)
    return Relief(kit.rng, angle, kit.rng.uniform(0.7, 1.3), foils.get(foil), wear, sunk)
