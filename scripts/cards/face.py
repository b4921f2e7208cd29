"""A flat thing drawn in millimetres that remembers every digit it carries, and which of them something covers."""

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from fonts import MM_PER_POINT, PATHS, font
from PIL import Image, ImageDraw
from sheet import Sheet

PATHS.update(
    {
        "roboto-light": "truetype/roboto/unhinted/RobotoTTF/Roboto-Light.ttf",
        "roboto-italic": "truetype/roboto/unhinted/RobotoTTF/Roboto-Italic.ttf",
        "condensed": "truetype/roboto/unhinted/RobotoCondensed-Regular.ttf",
        "condensed-medium": "truetype/roboto/unhinted/RobotoCondensed-Medium.ttf",
        "mono-bold": "truetype/liberation/LiberationMono-Bold.ttf",
        "mono-italic": "truetype/liberation/LiberationMono-Italic.ttf",
        "narrow": "truetype/liberation/LiberationSansNarrow-Regular.ttf",
        "narrow-bold": "truetype/liberation/LiberationSansNarrow-Bold.ttf",
        "sans-semibold": "truetype/open-sans/OpenSans-Semibold.ttf",
        "sans-italic": "truetype/open-sans/OpenSans-Italic.ttf",
    }
)

# Digits as embossing machines strike them (after Farrington 7B): strokes on a grid of 4 × 6, y downwards.
STROKES = {
    "0": [[(0.6, 0), (3.4, 0), (4, 0.6), (4, 5.4), (3.4, 6), (0.6, 6), (0, 5.4), (0, 0.6), (0.6, 0)]],
    "1": [[(0.9, 1), (2, 0), (2, 6)], [(0.8, 6), (3.2, 6)]],
    "2": [[(0, 0), (3.4, 0), (4, 0.6), (4, 2.4), (3.4, 3), (0.6, 3), (0, 3.6), (0, 6), (4, 6)]],
    "3": [[(0, 0), (3.4, 0), (4, 0.6), (4, 2.4), (3.5, 3), (4, 3.6), (4, 5.4), (3.4, 6), (0, 6)], [(1, 3), (3.5, 3)]],
    "4": [[(0.4, 0), (0, 3.8), (4, 3.8)], [(3, 2), (3, 6)]],
    "5": [[(4, 0), (0.2, 0), (0, 2.8), (3.4, 2.8), (4, 3.4), (4, 5.4), (3.4, 6), (0, 6)]],
    "6": [[(3.4, 0), (0.6, 0), (0, 0.6), (0, 5.4), (0.6, 6), (3.4, 6), (4, 5.4), (4, 3.4), (3.4, 2.8), (0, 2.8)]],
    "7": [[(0, 1), (0, 0), (4, 0), (4, 1.2), (2, 3.6), (2, 6)]],
    "8": [
        [(0.9, 0), (3.1, 0), (3.5, 0.6), (3.5, 2.4), (3.1, 2.8), (0.9, 2.8), (0.5, 2.4), (0.5, 0.6), (0.9, 0)],
        [(0.6, 2.8), (3.4, 2.8), (4, 3.4), (4, 5.4), (3.4, 6), (0.6, 6), (0, 5.4), (0, 3.4), (0.6, 2.8)],
    ],
    "9": [[(4, 3.2), (0.6, 3.2), (0, 2.6), (0, 0.6), (0.6, 0), (3.4, 0), (4, 0.6), (4, 5.4), (3.4, 6), (0.6, 6)]],
}


@dataclass(frozen=True)
class Mark:
    """Something on a face: a digit of a code or a number, or a whole name or date.

    `kind` is code, pan, last4, bin, expiry or name; `group` tells which code or number it belongs to; `polygon` is in
    pixels of the picture that carries it; `height` is a digit's height there.
    """

    kind: str
    group: str
    index: int
    text: str
    polygon: np.ndarray
    height: float
    embossed: bool = False

    def moved(self, matrix):
        """Through a homography."""
        polygon = cv2.perspectiveTransform(self.polygon[None].astype(np.float64), matrix)[0]
        left = np.linalg.norm(polygon[3] - polygon[0])
        right = np.linalg.norm(polygon[2] - polygon[1])
        return replace(self, polygon=polygon, height=float(left + right) / 2)


class Face(Sheet):
    """A `Sheet` with marks for every digit. `ink` holds the marked ink, `seen` what of it nothing covers."""

    def __init__(self, width, height, scale=20.0, paper=(255, 255, 255), corner=0.0):
        super().__init__(width, height, scale, paper, corner)
        self.ink = np.zeros((self.image.height, self.image.width), np.uint8)
        self.seen = self.ink.copy()
        self.pans = {}

    def run(
        self,
        x,
        y,
        text,
        kind=None,
        group="",
        face="roboto-medium",
        points=10,
        colour=(20, 20, 24),
        pitch=None,
        tracking=0.0,
        lean=0.0,
        align="left",
        start=0,
        relief=None,
        wear=None,
    ):
        """Writes a line with its baseline at y and marks it; returns where it ends, in mm.

        `relief` strikes it into the card instead of printing it; `wear` is a random generator and a share, 0–1, of ink
        rubbed off. Codes and numbers are marked digit by digit.
        """
        s = self.scale
        size = points * MM_PER_POINT * s
        struck = face == "struck"
        f = None if struck else font(face, size)
        advances = [size * 0.62 if struck else f.getlength(letter) for letter in text]
        width = pitch * len(text) if pitch else sum(advances) / s + tracking * max(0, len(text) - 1)
        left = (x - {"left": 0, "right": width, "center": width / 2}[align]) * s
        pad = int(size) + 4
        x0, y0 = int(left) - pad, int(y * s) - 2 * pad
        w, h = int(width * s) + 2 * pad, 3 * pad
        mask = Image.new("L", (w, h), 0)
        pen = ImageDraw.Draw(mask)
        base = round(y * s) - y0
        boxes, cursor = [], left - x0
        for letter, advance in zip(text, advances):
            at = cursor + ((pitch * s - advance) / 2 if pitch else 0)
            if struck:
                boxes.append(strike(pen, letter, at, base, size))
            else:
                at = round(at)
                pen.text((at, base), letter, font=f, fill=255, anchor="ls")
                box = ink_box(face, size, letter)
                boxes.append((at + box[0], base + box[1], at + box[2], base + box[3]))
            cursor += pitch * s if pitch else advance + tracking * s
        ink = np.asarray(mask).astype(np.float32) / 255
        if lean:
            ink = cv2.warpAffine(ink, np.array([[1, -lean, lean * base], [0, 1, 0]], np.float32), (w, h))
        if wear:
            ink = worn(ink, *wear)
        self._lay_ink(ink, x0, y0, colour, relief, kind is not None)
        if kind:
            self._mark(boxes, text, kind, group, start, (x0, y0), base, lean, relief is not None)
        return (x0 + cursor) / s

    def _lay_ink(self, ink, x0, y0, colour, relief, marked):
        """Prints or strikes a strip of ink, cut to the sheet."""
        height, width = self.ink.shape
        a0, b0 = max(0, x0), max(0, y0)
        a1, b1 = min(width, x0 + ink.shape[1]), min(height, y0 + ink.shape[0])
        if a1 <= a0 or b1 <= b0:
            return
        ink = ink[b0 - y0 : b1 - y0, a0 - x0 : a1 - x0]
        patch = np.asarray(self.image.crop((a0, b0, a1, b1))).astype(np.float32)
        if relief:
            patch = relief.struck(patch, ink, self.scale)
        else:
            patch = patch * (1 - ink[..., None]) + np.array(colour, np.float32) * ink[..., None]
        self.image.paste(Image.fromarray(np.clip(patch, 0, 255).astype(np.uint8)), (a0, b0))
        if marked:
            for layer in (self.ink, self.seen):
                layer[b0:b1, a0:a1] = np.maximum(layer[b0:b1, a0:a1], (ink * 255).astype(np.uint8))

    def _mark(self, boxes, text, kind, group, start, offset, base, lean, embossed):
        def polygon(box):
            corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
            return np.array([(px - lean * (py - base) + offset[0], py + offset[1]) for px, py in corners], np.float64)

        inked = [(box, letter) for box, letter in zip(boxes, text) if letter != " "]
        if kind in ("code", "pan"):
            for index, (box, letter) in enumerate(inked):
                self.marks.append(Mark(kind, group, start + index, letter, polygon(box), box[3] - box[1], embossed))
        elif inked:
            whole = [f(box[i] for box, _ in inked) for i, f in enumerate((min, min, max, max))]
            self.marks.append(Mark(kind, group, 0, text, polygon(whole), whole[3] - whole[1], embossed))

    def cover(self, mask, colours):
        """Lays something over the sheet: `mask` 0–255 and a colour or picture of the sheet's size."""
        ground = np.asarray(self.image).astype(np.float32)
        share = (mask.astype(np.float32) / 255)[..., None]
        self.image = Image.fromarray((ground * (1 - share) + np.asarray(colours, np.float32) * share).astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)
        self.seen = (self.seen * (1 - share[..., 0])).astype(np.uint8)

    def lay(self, other, x, y, degrees=0.0):
        """Lays another face on this one with its centre at (x, y) mm, marks included."""
        k = self.scale / other.scale
        w, h = other.image.size
        turn = cv2.getRotationMatrix2D((w / 2, h / 2), degrees, k)
        turn[:, 2] += np.array([x * self.scale - w / 2, y * self.scale - h / 2])
        matrix = np.vstack([turn, [0, 0, 1]])
        canvas = np.asarray(self.image).astype(np.float32)
        other.onto(canvas, self.ink, self.seen, matrix)
        self.image = Image.fromarray(canvas.astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)
        self.marks += [mark.moved(matrix) for mark in other.marks]
        self.marks.append(outline_mark(other, matrix))
        self.pans.update(other.pans)

    def onto(self, canvas, ink, seen, matrix, cast=0.0):
        """Draws this sheet into a float picture and its two ink layers, through a homography from this sheet's pixels.
        `cast` is the softness of its shadow in pixels, 0 for none."""
        width, height = self.image.size
        corners = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64)
        out = cv2.perspectiveTransform(corners, matrix)[0]
        room = 3 + 3 * cast
        x0, y0 = (int(max(0, v)) for v in np.floor(out.min(0) - room))
        x1, y1 = (int(min(m, v)) for m, v in zip((canvas.shape[1], canvas.shape[0]), np.ceil(out.max(0) + room)))
        if x1 <= x0 or y1 <= y0:
            return
        sides = np.linalg.norm(out - np.roll(out, 1, 0), axis=1)
        shrink = min(max(sides[1], sides[3]) / width, max(sides[0], sides[2]) / height)
        planes = [np.asarray(self.image), np.asarray(self.outline()), self.ink, self.seen]
        matrix = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], float) @ matrix
        if shrink < 0.8:
            w, h = max(2, round(width * shrink * 1.15)), max(2, round(height * shrink * 1.15))
            planes = [cv2.resize(plane, (w, h), interpolation=cv2.INTER_AREA) for plane in planes]
            matrix = matrix @ np.diag([width / w, height / h, 1])
        size = (x1 - x0, y1 - y0)
        laid = cv2.warpPerspective(planes[0], matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        shape, its_ink, its_seen = (cv2.warpPerspective(plane, matrix, size) for plane in planes[1:])
        part = (slice(y0, y1), slice(x0, x1))
        if cast:
            dark = np.roll(shape, (int(cast * 0.6), int(cast * 0.5)), (0, 1))
            dark = cv2.GaussianBlur(dark, (0, 0), cast).astype(np.float32)
            canvas[part] *= (1 - 0.45 * dark / 255)[..., None]
        share = shape.astype(np.float32)[..., None] / 255
        canvas[part] += (laid - canvas[part]) * share
        seen[part] = np.maximum((seen[part] * (1 - share[..., 0])).astype(np.uint8), its_seen)
        ink[part] = np.maximum(ink[part], its_ink)


@lru_cache(maxsize=4096)
def ink_box(face, size, letter):
    """The box of a letter's ink around its origin on the baseline, in pixels."""
    side = int(size) * 2 + 8
    canvas = Image.new("L", (2 * side, 2 * side), 0)
    ImageDraw.Draw(canvas).text((side, side), letter, font=font(face, size), fill=255, anchor="ls")
    box = canvas.getbbox() or (side, side, side + 1, side + 1)
    return tuple(v - side for v in box)


def outline_mark(face, matrix):
    """The outline of a card as a mark of its own."""
    w, h = face.image.size
    polygon = np.array([(0, 0), (w, 0), (w, h), (0, h)], np.float64)
    return Mark("card", "", 0, "", polygon, 0).moved(matrix)


def strike(pen, letter, x, base, size):
    """Draws a digit in strokes; returns its box. Other letters are drawn in OCR-B."""
    if letter not in STROKES:
        f = font("ocrb", size * 0.95)
        pen.text((round(x), base), letter, font=f, fill=255, anchor="ls")
        box = ink_box("ocrb", size * 0.95, letter)
        return (round(x) + box[0], base + box[1], round(x) + box[2], base + box[3])
    unit, thick = size * 0.72 / 6, max(2, round(size * 0.095))
    for stroke in STROKES[letter]:
        points = [(x + size * 0.06 + px * unit, base - size * 0.72 + py * unit) for px, py in stroke]
        pen.line(points, fill=255, width=thick, joint="curve")
        for px, py in points:
            pen.ellipse((px - thick / 2, py - thick / 2, px + thick / 2, py + thick / 2), fill=255)
    xs = [px for stroke in STROKES[letter] for px, _ in stroke]
    half = thick / 2
    left = x + size * 0.06
    return (left + min(xs) * unit - half, base - size * 0.72 - half, left + max(xs) * unit + half, base + half)


def worn(ink, rng, share):
    """Ink with specks and strokes rubbed off."""
    h, w = ink.shape
    coarse = cv2.resize(rng.random((h // 6 + 2, w // 6 + 2)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(rng.random((h // 2 + 1, w // 2 + 1)).astype(np.float32), (w, h))
    left = np.clip((0.6 * coarse + 0.4 * fine - 0.5 * share - 0.05) / 0.25, 0, 1)
    return ink * np.clip(left + (1 - share) * 0.3, 0, 1)


@dataclass(frozen=True)
class Relief:
    """How digits are struck into a card: the light's direction, the foil on their tops (None for none) and its wear."""

    rng: np.random.Generator
    angle: float
    strength: float = 1.0
    foil: tuple = None
    wear: float = 0.0
    sunk: bool = False

    def struck(self, patch, ink, scale):
        """The strip with the ink's shape raised."""
        inside = cv2.distanceTransform((ink > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        top = np.clip(inside / (0.16 * scale), 0, 1)
        height = cv2.GaussianBlur(top, (0, 0), 0.07 * scale) + 0.35 * cv2.GaussianBlur(ink, (0, 0), 0.22 * scale)
        gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * scale * 0.05
        gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * scale * 0.05
        shade = (gx * np.cos(self.angle) + gy * np.sin(self.angle)) * self.strength * (-1 if self.sunk else 1)
        out = patch * (1 + 0.55 * np.clip(shade, -1, 1))[..., None]
        out += (np.clip(shade, 0, 1.5) ** 2 * 70)[..., None]
        if self.foil:
            share = np.clip((top - 0.35) / 0.4, 0, 1)
            if self.wear:
                share = worn(share, self.rng, self.wear)
            lit = np.array(self.foil, np.float32) * (0.82 + 0.5 * shade + 0.12 * np.sin(height * 9))[..., None]
            out = out * (1 - share[..., None]) + (lit + (np.clip(shade, 0, 2) ** 2 * 60)[..., None]) * share[..., None]
        return out
