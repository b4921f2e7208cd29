"""How a document comes to be a picture: one thing goes wrong, by grades from 0 (nothing) to 4 (a person strains)."""

import io
import math

import cv2
import numpy as np
from PIL import Image

import camera

AXES = ("blur", "angle", "light", "dpi", "jpeg", "photo")
GRADES = 5
GROUNDS = ("oak", "walnut", "cloth", "slate", "felt", "linen")


def flat(sheet, dpi, rng, degrees=0.0):
    """The sheet on a flatbed at a resolution."""
    return camera.scan(sheet, round(sheet.width / 25.4 * dpi), rng, margin=round(dpi / 8), degrees=degrees).image


def phone(sheet, dpi, rng, degrees, tilt, **more):
    """The sheet on a table, photographed."""
    width = sheet.width / 25.4 * dpi
    height = width * sheet.height / sheet.width
    a = math.radians(abs(degrees))
    size = (round((width * math.cos(a) + height * math.sin(a)) * 1.16), round((width * math.sin(a) + height * math.cos(a)) * 1.16))
    ground = GROUNDS[int(rng.integers(len(GROUNDS)))]
    place = camera.Placement(sheet, size[0] / 2, size[1] / 2, width, degrees)
    return camera.photo([place], size, rng, ground, tilt, **more).image


def picture(paper, axis, grade, rng):
    """JPEG bytes of a sheet."""
    sheet, quality = paper.sheet, 88
    if paper.kind == "wallet":
        image = sheet.image if axis != "photo" else phone(sheet_of_screen(sheet), 160 - 12 * grade, rng, 2 * grade, (0.02, 0.02))
    else:
        # Letters of a sheet at 200 dpi are as large as people send them; cards need more pixels.
        dpi = 200 if sheet.width > 150 else 300
        if axis == "dpi":
            dpi = round(dpi * (1, 0.75, 0.55, 0.42, 0.32)[grade])
        if axis == "angle":
            sign = 1 if rng.random() < 0.5 else -1
            image = phone(sheet, dpi, rng, sign * (0, 4, 10, 20, 35)[grade], (0.0, 0.0), shadow=0.0)
        elif axis == "photo":
            side = (0, 0.07, 0.14, 0.22, 0.3)[grade]
            tilt = tuple(float(v) * side for v in rng.choice([-1, 1], 2))
            image = phone(sheet, dpi, rng, float(rng.uniform(-2, 2)) * grade, tilt, noise=1.5 + 1.5 * grade, defocus=0.45 * grade)
        elif axis == "light":
            dark = (1.0, 0.75, 0.5, 0.32, 0.2)[grade]
            image = phone(sheet, dpi, rng, 1.0, (0.01, 0.02), shadow=0.15 + 0.12 * grade, exposure=dark, noise=1.5 + 1.2 * grade)
        else:
            image = flat(sheet, dpi, rng, float(rng.uniform(-0.5, 0.5)))
    pixels = cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2BGR)
    if axis == "blur" and grade:
        # As a share of a letter: sigmas in pixels at 300 dpi, or the same on screens.
        pixels = cv2.GaussianBlur(pixels, (0, 0), (0, 1.0, 1.8, 2.7, 3.6)[grade] * (0.7 if paper.pipeline == "address" else 1))
    if axis == "jpeg":
        quality = (88, 50, 30, 15, 8)[grade]
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)).save(out, "JPEG", quality=quality)
    return out.getvalue()


def sheet_of_screen(sheet):
    """A phone's screen of 70 mm with its picture."""
    other = sheet.reduced(1.0)
    other.width, other.height, other.scale = 70.0, 70.0 * sheet.height / sheet.width, sheet.image.width / 70.0
    return other
