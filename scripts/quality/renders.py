"""The graded pictures: each defect at rising degrees on each subject, with fixed seeds.

What a person would say of a picture stands with it: "named" where the defect has to be told, "fine" where the document
can be used as it is, "either" in between.
"""

import io
import math
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache

import camera
import numpy as np
from people import PEOPLE
from PIL import Image, ImageFilter
from subjects import SUBJECTS, on_picture, placed, smeared

#: Standard deviation of a blur, of the whole picture or of one line, in heights of a capital letter.
BLURS = {0.08: "fine", 0.15: "either", 0.25: "named", 0.4: "named", 0.7: "named"}
#: Length of a shake, in heights of a capital letter.
SHAKES = {0.25: "fine", 0.9: "named", 1.6: "named"}
#: Grey levels that a reflection adds in its middle, its half-width in mm, and what is to be said where text is under it.
GLARES = {"strong": (200, 12, "either"), "burnt small": (320, 6, "either"), "burnt": (320, 12, "named")}
#: Places of a subject on which nothing is printed that is needed.
FREE = ("blank",)
#: Gains of the sensor, with little noise and with much.
DARK = {0.3: "fine", 0.18: "either", 0.1: "either", 0.07: "named"}
NOISY = {0.08: "named"}
BRIGHT = {1.3: "fine", 2.6: "either", 5.0: "either", 14.0: "named"}
#: Millimetres beyond the beginning of what is needed that lie outside the picture.
CUT = 10
#: Dots per inch on the document.
RESOLUTIONS = {70: "named", 120: "either", 170: "either", 200: "fine"}
#: JPEG qualities.
QUALITIES = {10: "either", 30: "fine"}


@dataclass(frozen=True)
class Picture:
    """One photo: its subject, what is wrong with it and how much, and what has to be said of it."""

    subject: object
    defect: str
    degree: str
    wanted: str
    build: object

    @property
    def name(self):
        """Unique, and fit for a file."""
        return f"{self.subject.name}-{self.defect}-{self.degree}".replace(" ", "_").replace(",", "")


def pictures():
    """All of them, in order."""
    for subject in SUBJECTS:
        letter = subject.letter * subject.width / subject.sheet().width
        yield from clean(subject)
        for share, wanted in BLURS.items():
            yield Picture(subject, "blur", f"{share}", wanted, photo(subject, blur=share * letter))
        if not subject.is_graded:
            continue
        for share, wanted in SHAKES.items():
            yield Picture(subject, "shake", f"{share}", wanted, photo(subject, shake=share * letter))
        # Of a line more blurred than this nothing is left to be seen.
        for share, wanted in list(BLURS.items())[:-1]:
            yield Picture(subject, "blurred line", f"{share}", wanted, photo(subject, smear=share * subject.letter))
        yield from glared(subject)
        for gain, wanted in DARK.items():
            yield Picture(subject, "dark", f"{gain}", wanted, photo(subject, gain=gain))
        for gain, wanted in NOISY.items():
            yield Picture(subject, "dark, noisy", f"{gain}", wanted, photo(subject, gain=gain, noise=3.5))
        for gain, wanted in BRIGHT.items():
            yield Picture(subject, "bright", f"{gain}", wanted, photo(subject, gain=gain))
        yield from cut(subject)
        for dots, wanted in RESOLUTIONS.items():
            yield Picture(subject, "small", f"{dots} dpi", wanted, small(subject, dots / subject.dots_per_inch))
        for quality, wanted in QUALITIES.items():
            yield Picture(subject, "compressed", f"{quality}", wanted, compressed(subject, quality))


@cache
def flat(name, smear=0.0):
    """The subject's sheet, one line of it out of focus if asked."""
    subject = next(s for s in SUBJECTS if s.name == name)
    return smeared(subject.sheet(), subject.name_line, smear) if smear else subject.sheet()


@lru_cache(maxsize=4)
def well_lit(name, ground, degrees, shift, smear):
    """The photo before anything happens to its light."""
    subject = next(s for s in SUBJECTS if s.name == name)
    place = placed(subject, flat(name, smear), degrees, shift)
    tilt = (0.03, 0.04) if shift == (0, 0) else (0, 0)
    rng = np.random.default_rng(zlib.crc32(f"{name} {ground} {degrees} {shift}".encode()))
    shot = camera.photo([place], subject.size, rng, ground, tilt, noise=0.4)
    return np.asarray(shot.image).astype(np.float32)


def photo(
    subject, ground=None, degrees=1.0, shift=(0, 0), smear=0.0, blur=0.0, shake=0.0, gain=1.0, noise=1.4, glare=None
):
    """A builder of the subject's photo; lengths are in pixels.

    `glare` is where (mm on the sheet), half-width (mm) and added grey levels.
    """

    def build(rng):
        pixels = well_lit(subject.name, ground or subject.grounds[0], degrees, shift, smear)
        if blur:
            picture = Image.fromarray(pixels.astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur))
            pixels = np.asarray(picture).astype(np.float32)
        if shake:
            pixels = shaken(pixels, shake, rng.uniform(0, math.pi))
        pixels = pixels * gain
        if glare:
            at, spread, strength = glare
            sheet = flat(subject.name)
            x, y = on_picture(subject, placed(subject, sheet, degrees, shift), at)
            wide = spread * subject.width / sheet.width
            yy, xx = np.mgrid[0 : pixels.shape[0], 0 : pixels.shape[1]].astype(np.float32)
            spot = np.exp(-((((xx - x) / wide) ** 2 + ((yy - y) / (wide * 0.6)) ** 2) ** 1.5))
            pixels = pixels + strength * spot[..., None]
        grain = rng.normal(0, noise, pixels.shape[:2]).astype(np.float32)
        return Image.fromarray(np.clip(np.clip(pixels, 0, 255) + grain[..., None], 0, 255).astype(np.uint8))

    return build


def shaken(pixels, length, angle):
    """The mean of the picture along a line."""
    steps = max(2, round(length) + 1)
    total = np.zeros_like(pixels)
    for k in range(steps):
        away = (k / (steps - 1) - 0.5) * length
        moved = (round(away * math.sin(angle)), round(away * math.cos(angle)))
        total += np.roll(pixels, moved, (0, 1))
    return total / steps


def clean(subject):
    """Without fault: photos on every ground, a turned one, a bright one, a tight one, scans and copies."""
    for ground in subject.grounds:
        yield Picture(subject, "clean", f"photo on {ground}", "fine", photo(subject, ground))
    yield Picture(subject, "clean", "turned", "fine", photo(subject, subject.grounds[1], degrees=6.0))
    yield Picture(subject, "clean", "bright room", "fine", photo(subject, subject.grounds[2], gain=1.12))
    for margin in (0, 24):
        yield Picture(subject, "clean", f"scan {margin}", "fine", scan(subject, margin))
    yield Picture(subject, "clean", "white scan", "fine", scan(subject, 24, gain=1.08))
    yield Picture(subject, "clean", "photocopy", "fine", scan(subject, 24, gain=1.05, grey=True))
    yield Picture(subject, "clean", "tight", "fine", tight(subject))


def scan(subject, margin, gain=1.0, grey=False):
    """A builder of a flatbed scan; a gain above 1 makes white of the paper, as scanners like to do."""

    def build(rng):
        shot = camera.scan(flat(subject.name), round(subject.width), rng, margin=margin, degrees=0.2, grey=grey)
        image = shot.image.convert("RGB")
        return image.point([min(255, round(v * gain)) for v in range(256)] * 3)

    return build


def tight(subject):
    """A builder of a photo cropped to the document, as document cameras do it."""

    def build(rng):
        place = placed(subject, flat(subject.name), 0.0)
        shot = camera.photo([place], subject.size, rng, subject.grounds[0], (0, 0))
        k = place.width / place.sheet.width
        w, h = place.sheet.width * k, place.sheet.height * k
        inset = 0.004 * w
        box = (place.x - w / 2 + inset, place.y - h / 2 + inset, place.x + w / 2 - inset, place.y + h / 2 - inset)
        return shot.image.crop(tuple(round(v) for v in box))

    return build


def glared(subject):
    """A lamp's reflection over each place."""
    for place, at in subject.places.items():
        for word, (strength, spread, wanted) in GLARES.items():
            wide = spread * (2 if subject.pipeline == "address" else 1)
            says = "fine" if place in FREE else wanted
            yield Picture(subject, f"glare {place}", word, says, photo(subject, glare=(at, wide, strength)))


def cut(subject):
    """Some of the document outside the picture on each side."""
    for side, margin in zip(("left", "right", "top", "bottom"), subject.margins):
        yield Picture(subject, f"cut {side}", "none", "fine", cropped(subject, side, -2))
        yield Picture(subject, f"cut {side}", "rim", "either", cropped(subject, side, min(2, margin / 2)))
        yield Picture(subject, f"cut {side}", "text", "named", cropped(subject, side, margin + CUT))


def cropped(subject, side, millimetres):
    """A builder of a photo which lacks so much of the document on one side; below zero, so much table is left."""

    def build(rng):
        sheet = flat(subject.name)
        k = subject.width / sheet.width
        w, h = subject.size
        image = photo(subject, degrees=0.6)(rng)
        away = round(millimetres * k)
        left, top = round((w - subject.width) / 2) + away, round((h - sheet.height * k) / 2) + away
        box = {
            "left": (left, 0, w, h),
            "right": (0, 0, w - left, h),
            "top": (0, top, w, h),
            "bottom": (0, 0, w, h - top),
        }[side]
        return image.crop(box)

    return build


def small(subject, share):
    """A builder of a photo from far away, the table cut off again."""

    def build(rng):
        image = photo(subject)(rng)
        return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.BOX)

    return build


def compressed(subject, quality):
    """A builder of a photo that was squeezed before it was sent."""

    def build(rng):
        out = io.BytesIO()
        photo(subject, subject.grounds[1])(rng).save(out, "JPEG", quality=quality)
        return Image.open(out).convert("RGB")

    return build


def written(folder, wanted):
    """Writes the wanted pictures that are not there yet; what is sent with each, as whom and where."""
    jobs = []
    for picture in pictures():
        if not wanted(picture):
            continue
        subject = picture.subject
        path = folder / f"{picture.name}.jpg"
        if not path.exists():
            rng = np.random.default_rng(zlib.crc32(picture.name.encode()))
            path.write_bytes(camera.jpeg(picture.build(rng), 1_500_000, best=90))
        files = [str(path)]
        if subject.beside:
            other = folder / f"{subject.name}-other.jpg".replace(" ", "_")
            if not other.exists():
                other.write_bytes(camera.jpeg(subject.beside(np.random.default_rng(1)), 1_500_000, best=90))
            files.append(str(other))
        jobs.append(
            {
                "id": picture.name,
                "subject": subject.name,
                "defect": picture.defect,
                "degree": picture.degree,
                "wanted": picture.wanted,
                "pipeline": subject.pipeline,
                "files": files,
                "date": "2026-11-22",
                "account": PEOPLE[subject.account].record(),
            }
        )
    return jobs
