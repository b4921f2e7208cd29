"""One picture in the making: cards laid on tables, scanners and pages, and the file that comes out."""

import io
import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image

import backs
import fronts
import papers
from designs import kit
from lens import Placed, Wear, captured, photograph, scanned
from papers import VectorPage, a4, letter, pick

PANELS = ("tail-box", "code-box", "tail-in", "code-in", "pan-in", "tail-below", "tail-above", "bare")


@dataclass
class Made:
    """An upload and what is on it. Marks are in pixels of `pixels`; `matrix` takes them to the upload as shown (pixels
    of a picture, points of a PDF). A page of vector text has no `pixels`, and its marks are in points."""

    data: bytes
    marks: list
    pans: dict
    page: int = 1
    pixels: np.ndarray = None
    ink: np.ndarray = None
    seen: np.ndarray = None
    spread: np.ndarray = None
    blur: float = 0.0
    matrix: np.ndarray = field(default_factory=lambda: np.eye(3))
    free_of_cards: bool = False
    ending: str = "jpg"


class Build:
    """One picture in the making."""

    def __init__(self, rng, wear, rubbed=0.0):
        self.rng, self.wear, self.rubbed = rng, wear, rubbed

    def kit(self, name="a", **how):
        """A card; its print is rubbed where the picture's wear says so."""
        return kit(self.rng, name, wear=self.rubbed, **how)

    def chance(self, share):
        """True in a share of cases."""
        return bool(self.rng.random() < share)

    def roll(self):
        """How the phone was held: mostly upright, sometimes a quarter or half turn, sometimes anyhow."""
        way = self.rng.random()
        if way < 0.6:
            return self.rng.uniform(-14, 14)
        if way < 0.8:
            return float(self.rng.integers(1, 4)) * 90 + self.rng.uniform(-10, 10)
        return self.rng.uniform(0, 360)

    def photo(self, placed, **how):
        """A phone photo as JPEG."""
        how.setdefault("roll", self.roll())
        how.setdefault("room", self.rng.uniform(0.02, 0.2))
        return self.jpeg(photograph(self.rng, placed, self.wear, **how), turned=True)

    def one(self, face, **how):
        """A photo of one card."""
        return self.photo([Placed(face, 0, 0)], **how)

    def pair(self, first, second, loose=True):
        """Two cards on the table: beside one another or one above the other, each a little turned, one perhaps far."""
        a = Placed(first, 0, 0, self.rng.uniform(-8, 8))
        turn = self.rng.uniform(-8, 8)
        if loose and self.chance(0.4):
            turn += pick(self.rng, (90, 180, 270, self.rng.uniform(0, 360)))
        reach = (
            math.hypot(second.width, second.height) if abs(math.sin(math.radians(turn))) > 0.3 else second.height
        ) / 2
        if self.chance(0.65):
            b = Placed(second, self.rng.uniform(-10, 10), first.height / 2 + reach + self.rng.uniform(5, 14), turn)
        else:
            reach = max(reach, second.width / 2)
            b = Placed(second, first.width / 2 + reach + self.rng.uniform(5, 14), self.rng.uniform(-8, 8), turn)
        self.wear.dots_per_inch = min(self.wear.dots_per_inch, 300)
        return self.photo([a, b])

    def jpeg(self, shot, turned=False, quality=None):
        """The picture as JPEG, sometimes with its pixels turned and a tag that says so."""
        quality = quality or self.wear.quality
        image = Image.fromarray(shot.pixels)
        exif = Image.Exif()
        if turned and self.chance(0.3):
            tag, way = pick(
                self.rng,
                ((6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270), (3, Image.Transpose.ROTATE_180)),
            )
            image = image.transpose(way)
            exif[0x0112] = tag
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=2 if quality < 88 else 1, exif=exif)
        pixels = cv2.cvtColor(
            cv2.imdecode(np.frombuffer(out.getvalue(), np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB
        )
        if pixels.shape != shot.pixels.shape:
            raise ValueError("OpenCV did not follow the orientation tag")
        return Made(out.getvalue(), shot.marks, shot.pans, 1, pixels, shot.ink, shot.seen, shot.spread, shot.blur)

    def screenshot(self, face):
        """A screen's own picture: no lens between."""
        shot = captured(face, self.rng.uniform(0.55, 0.8) if "small" in self.wear.tags else 1.0)
        return self.jpeg(shot, quality=min(self.wear.quality, 92))

    def paper_pdf(self, made, box=None, before=0):
        """The picture on a page of a PDF: filling it, or at `box` in mm among text; `before` pages of text precede."""
        page = VectorPage("Dokument")
        for _ in range(before):
            letter(self.rng, page)
            page.canvas.showPage()
        h, w = made.pixels.shape[:2]
        # The turned pixels of a JPEG would lie in a PDF as they are stored.
        out = io.BytesIO()
        Image.fromarray(made.pixels).save(out, "JPEG", quality=88)
        if box is None:
            size = (210.0, 210.0 * h / w)
            box = (0.0, 0.0)
            page.width, page.height = size
            page.canvas.setPageSize((size[0] * papers.MM, size[1] * papers.MM))
        else:
            letter(self.rng, page, room=0)
            k = min(170 / w, 100 / h)
            size = (w * k, h * k)
            page.rect(box[0], box[1], size[0], size[1], fill=(255, 255, 255))
        page.photo(out.getvalue(), *box, *size)
        k = size[0] * papers.MM / w
        made.matrix = np.array([[k, 0, box[0] * papers.MM], [0, k, box[1] * papers.MM], [0, 0, 1]])
        made.data, made.page, made.ending = page.bytes(), before + 1, "pdf"
        return made

    def flatbed(self, faces, dpi=None, copy=""):
        """Cards on an A4 scanner, or on its copy."""
        sheet = a4(12 if not copy else 9)
        y = self.rng.uniform(36, 70)
        for face in faces:
            turn = pick(self.rng, (0, 0, 0, 180)) + self.rng.uniform(-3, 3)
            sheet.lay(face, self.rng.uniform(60, 140), y + face.height / 2, turn)
            y += face.height + self.rng.uniform(12, 40)
        if copy and self.chance(0.5):
            sheet.text(30, 250, "Kopi af kort – ref. 482", "sans", 11)
        wear = Wear(
            **{
                **self.wear.__dict__,
                "copy": copy,
                "dots_per_inch": dpi or min(300, max(150, self.wear.dots_per_inch * 0.65)),
            }
        )
        return self.jpeg(scanned(self.rng, sheet, wear, self.rng.uniform(-1.2, 1.2)))

    def back(self, k):
        """Any back."""
        way = int(self.rng.integers(4))
        if way < 2:
            return backs.panel_back(k, pick(self.rng, PANELS))
        return backs.flat_back(k) if way == 2 else backs.stacked_back(k)

    def front(self, k):
        """Any front without a code."""
        if k.scheme == "american express":
            return fronts.charge_front(k, self.chance(0.5))
        way = int(self.rng.integers(3))
        if way == 0:
            return fronts.embossed_front(k, pick(self.rng, ("silver", "gold", None, "white")), self.rng.uniform(0, 0.5))
        return fronts.flat_front(k) if way == 1 else fronts.bare_front(k)
