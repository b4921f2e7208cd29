"""From flat faces to pictures: phone photos, flatbed scans, copies, photos of a screen."""

import math
from dataclasses import dataclass, field

import cv2
import numpy as np
from camera import cloud, table

from covers import finger
from face import outline_mark

GROUNDS = ("oak", "walnut", "cloth", "slate", "linen", "felt")


@dataclass
class Shot:
    """A picture with what is marked on it. `ink` and `seen` are as on a face; `spread` is `seen` as blurred as the
    picture, and `blur` is the sigma of that in pixels."""

    pixels: np.ndarray
    ink: np.ndarray
    seen: np.ndarray
    marks: list
    pans: dict
    blur: float = 0.5
    spread: np.ndarray = None


@dataclass
class Wear:
    """What goes wrong between the card and the file. Lengths in mm are on the card."""

    tags: tuple = ("plain",)
    dots_per_inch: float = 320.0
    tilt: float = 8.0
    defocus: float = 0.0
    motion: float = 0.0
    noise: float = 1.6
    exposure: float = 1.0
    glare: float = 0.0
    shadow: float = 0.15
    quality: int = 88
    copy: str = ""
    extra: dict = field(default_factory=dict)


@dataclass
class Placed:
    """A face on the table: its centre in mm and its turn in degrees."""

    face: object
    x: float
    y: float
    degrees: float = 0.0
    flat: bool = False


def camera(rng, region, dpi, tilt, roll, room):
    """A homography from table mm to picture pixels, and the picture's size.

    `region` (x0, y0, x1, y1) stays in the frame with `room` around it; at its centre there are `dpi` dots an inch.
    """
    x0, y0, x1, y1 = region
    cx, cy = (x0 + x1) / 2, (y0 + y1) / 2
    span = max(x1 - x0, y1 - y0)
    away = span * rng.uniform(1.5, 2.6)
    way = rng.uniform(0, 2 * math.pi)
    a, r = math.radians(tilt), math.radians(roll)
    # Tilt about an axis in the table's plane, then roll.
    axis = np.array([math.cos(way), math.sin(way), 0]) * a
    R = cv2.Rodrigues(np.array([0, 0, r]))[0] @ cv2.Rodrigues(axis)[0]
    H = np.array([[away, 0, 0], [0, away, 0], [0, 0, 1]]) @ np.column_stack([R[:, 0], R[:, 1], [0, 0, away]])
    H = H @ np.array([[1, 0, -cx], [0, 1, -cy], [0, 0, 1]], float)
    corners = cv2.perspectiveTransform(np.array([[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]], np.float64), H)[0]
    low, high = corners.min(0), corners.max(0)
    k = dpi / 25.4
    margin = room * (high - low).max()
    H = np.array([[k, 0, k * (margin - low[0])], [0, k, k * (margin - low[1])], [0, 0, 1]]) @ H
    size = tuple(int(v) for v in np.ceil((high - low + 2 * margin) * k))
    return H, size


def ground(rng, kind, size):
    """A table top of the picture's size."""
    w, h = max(64, size[0] // 2), max(64, size[1] // 2)
    if kind == "white":
        picture = np.full((h, w, 3), (236, 236, 232), np.float32) * (1 + 0.02 * cloud(rng, w, h, (3, 3), 2))[..., None]
    elif kind == "keys":
        picture = np.full((h, w, 3), (200, 202, 206), np.uint8)
        for y in range(0, h, 46):
            for x in range(int(rng.integers(-20, 0)), w, 48):
                cv2.rectangle(picture, (x, y), (x + 42, y + 40), (30, 30, 34), -1)
                letter = "QWERTYUIOPASDFGHJKLZXCVBNM"[int(rng.integers(26))]
                cv2.putText(
                    picture, letter, (x + 10, y + 26), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (220, 220, 220), 1, cv2.LINE_AA
                )
    else:
        picture = table(kind, rng, w, h)
    return cv2.resize(np.clip(picture, 0, 255).astype(np.uint8), size, interpolation=cv2.INTER_CUBIC).astype(np.float32)


def photograph(rng, placed, wear, kind=None, roll=0.0, room=0.06, fingers=(), under=None):
    """A phone photo. `fingers` are (x, y, degrees, width) on the table, tips first; `under` is a face that fills the
    ground instead of a table."""
    boxes = np.concatenate([corners_of(p) for p in placed if not p.flat] or [corners_of(p) for p in placed])
    region = (*boxes.min(0), *boxes.max(0))
    H, size = camera(rng, region, wear.dots_per_inch, wear.tilt, roll, room)
    size, H = limited(size, H)
    kind = kind or (*GROUNDS, "white", "keys")[int(rng.integers(8))]
    canvas = ground(rng, kind, size)
    ink = np.zeros((size[1], size[0]), np.uint8)
    seen, marks, pans = ink.copy(), [], {}
    for p in placed:
        matrix = H @ world(p)
        p.face.onto(canvas, ink, seen, matrix, wear.dots_per_inch / 25.4 * 0.8)
        marks += [m.moved(matrix) for m in p.face.marks]
        marks.append(outline_mark(p.face, matrix))
        pans.update(p.face.pans)
    for f in fingers:
        canvas, seen = with_finger(rng, canvas, seen, H, wear.dots_per_inch / 25.4, *f)
    shot = Shot(canvas, ink, seen, marks, pans)
    return finished(rng, shot, wear, H, region)


def limited(size, H, most=14e6):
    """Not more pixels than a phone has."""
    k = min(1.0, math.sqrt(most / (size[0] * size[1])))
    return tuple(max(16, int(v * k)) for v in size), np.diag([k, k, 1]) @ H


def world(p):
    """The homography from a face's pixels to table mm."""
    a = math.radians(p.degrees)
    c, s, k = math.cos(a), math.sin(a), 1 / p.face.scale
    w, h = p.face.width / 2, p.face.height / 2
    turn = np.array([[c, -s, p.x], [s, c, p.y], [0, 0, 1]])
    return turn @ np.array([[k, 0, -w], [0, k, -h], [0, 0, 1]])


def corners_of(p):
    """The corners of a placed face in table mm."""
    w, h = p.face.image.size
    return cv2.perspectiveTransform(np.array([[(0, 0), (w, 0), (w, h), (0, h)]], np.float64), world(p))[0]


def with_finger(rng, canvas, seen, H, per_mm, x, y, degrees, width):
    """Lays a finger over the picture, its tip at (x, y) mm."""
    picture, shape = finger(width, 90, 8, rng)
    a = math.radians(degrees)
    turn = np.array([[math.cos(a), -math.sin(a), x], [math.sin(a), math.cos(a), y], [0, 0, 1]])
    matrix = H @ turn @ np.array([[1 / 8, 0, 0], [0, 1 / 8, -width / 2], [0, 0, 1]])
    size = (canvas.shape[1], canvas.shape[0])
    laid = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(shape, matrix, size, flags=cv2.INTER_LINEAR)
    share = (mask.astype(np.float32) / 255)[..., None]
    cast = cv2.GaussianBlur(mask, (0, 0), per_mm * 0.8).astype(np.float32)
    canvas = canvas * (1 - 0.35 * cast / 255)[..., None]
    return canvas * (1 - share) + laid * share, (seen * (1 - share[..., 0])).astype(np.uint8)


def finished(rng, shot, wear, H=None, region=None, slope=0.2):
    """Light, optics and sensor. `slope` is how much brighter one side is than the other."""
    pixels = shot.pixels
    h, w = pixels.shape[:2]
    per_mm = wear.dots_per_inch / 25.4
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    angle = rng.uniform(0, 2 * math.pi)
    light = (xx / w - 0.5) * math.cos(angle) + (yy / h - 0.5) * math.sin(angle)
    light = wear.exposure * (1 + slope * light)
    if wear.shadow:
        light = light * (1 - wear.shadow * shade(rng, w, h))
    tint = np.array([1, rng.uniform(0.97, 1.01), rng.uniform(0.86, 1.06) if slope > 0.1 else 1.0], np.float32)
    pixels = pixels * light[..., None] * tint
    if wear.glare and region is not None:
        pixels = pixels + glare(rng, xx, yy, H, region, wear.glare, per_mm)[..., None]
    sigma = math.hypot(0.55, wear.defocus * per_mm)
    pixels = cv2.GaussianBlur(np.clip(pixels, 0, 262), (0, 0), sigma)
    seen = cv2.GaussianBlur(shot.seen.astype(np.float32), (0, 0), sigma)
    length = wear.motion * per_mm
    if length > 1.5:
        kernel = streak(length, rng.uniform(0, math.pi))
        pixels, seen = cv2.filter2D(pixels, -1, kernel), cv2.filter2D(seen, -1, kernel)
        sigma = math.hypot(sigma, length / math.sqrt(12))
    pixels = sensor(rng, pixels, wear.noise)
    shot.pixels, shot.spread, shot.blur = np.clip(pixels, 0, 255).astype(np.uint8), seen, sigma
    return shot


def shade(rng, w, h):
    """The soft edge of a shadow across the picture, 0–1."""
    a, b = rng.uniform(0, 2 * math.pi), rng.uniform(-0.3, 0.3)
    yy, xx = np.mgrid[0 : h // 8 + 1, 0 : w // 8 + 1].astype(np.float32)
    d = (xx * 8 / w - 0.5) * math.cos(a) + (yy * 8 / h - 0.5) * math.sin(a) - b
    soft = 1 / (1 + np.exp(-d / rng.uniform(0.02, 0.12)))
    return cv2.resize(soft.astype(np.float32), (w, h))


def glare(rng, xx, yy, H, region, strength, per_mm):
    """One or two spots or bars of reflected light on the card."""
    total = np.zeros_like(xx)
    for _ in range(int(rng.integers(1, 3))):
        point = np.array([[[rng.uniform(region[0], region[2]), rng.uniform(region[1], region[3])]]])
        gx, gy = cv2.perspectiveTransform(point, H)[0, 0]
        a, long, short = rng.uniform(0, math.pi), rng.uniform(8, 40) * per_mm, rng.uniform(4, 12) * per_mm
        u = (xx - gx) * math.cos(a) + (yy - gy) * math.sin(a)
        v = -(xx - gx) * math.sin(a) + (yy - gy) * math.cos(a)
        total += strength * np.exp(-(((u / long) ** 2 + (v / short) ** 2) ** 1.5))
    return total


def streak(length, angle):
    """A kernel of motion blur."""
    side = int(length) | 1
    kernel = np.zeros((side + 2, side + 2), np.float32)
    c = side / 2 + 0.5
    dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
    ends = [(int((c - dx) * 16), int((c - dy) * 16)), (int((c + dx) * 16), int((c + dy) * 16))]
    cv2.line(kernel, *ends, 1.0, 1, cv2.LINE_AA, 4)
    return kernel / max(1e-6, kernel.sum())


def sensor(rng, pixels, noise):
    """Grain and colour blotches."""
    h, w = pixels.shape[:2]
    grain = rng.standard_normal((h, w), dtype=np.float32)
    rough = cv2.resize(rng.standard_normal((h // 2 + 1, w // 2 + 1), dtype=np.float32), (w, h))
    pixels = pixels + (noise * (0.6 * grain + 0.7 * rough))[..., None]
    blotch = cv2.resize(rng.standard_normal((h // 16 + 1, w // 16 + 1, 3), dtype=np.float32), (w, h))
    return pixels + noise * 0.4 * blotch


def scanned(rng, face, wear, degrees=0.3, bed=(248, 248, 247), margin=0.0):
    """A flatbed scan of a sheet."""
    k = wear.dots_per_inch / 25.4
    w, h = (face.width + 2 * margin) * k, (face.height + 2 * margin) * k
    a = math.radians(degrees)
    c, s = math.cos(a), math.sin(a)
    scale = k / face.scale
    turn = np.array([[c * scale, -s * scale, 0], [s * scale, c * scale, 0], [0, 0, 1]])
    middle = turn @ np.array([face.image.width / 2, face.image.height / 2, 1])
    turn[0, 2], turn[1, 2] = w / 2 - middle[0], h / 2 - middle[1]
    size = (int(w), int(h))
    canvas = np.empty((size[1], size[0], 3), np.float32)
    canvas[:] = bed
    ink = np.zeros((size[1], size[0]), np.uint8)
    seen = ink.copy()
    face.onto(canvas, ink, seen, turn)
    marks = [m.moved(turn) for m in face.marks]
    if face.corner:
        marks.append(outline_mark(face, turn))
    shot = Shot(canvas, ink, seen, marks, dict(face.pans))
    mild = Wear(
        dots_per_inch=wear.dots_per_inch, defocus=wear.defocus, noise=wear.noise * 0.7, shadow=0, exposure=wear.exposure
    )
    shot = finished(rng, shot, mild, slope=0.03)
    return copied(rng, shot, wear.copy) if wear.copy else shot


def captured(face, share=1.0):
    """A screen's own picture, `share` of its size: no lens, no light, no grain."""
    size = (round(face.image.width * share), round(face.image.height * share))
    matrix = np.diag([size[0] / face.image.width, size[1] / face.image.height, 1])
    pixels = cv2.resize(np.asarray(face.image), size, interpolation=cv2.INTER_AREA)
    ink, seen = (cv2.resize(layer, size, interpolation=cv2.INTER_AREA) for layer in (face.ink, face.seen))
    marks = [m.moved(matrix) for m in face.marks]
    return Shot(pixels, ink, seen, marks, dict(face.pans), 0.4, seen.astype(np.float32))


def copied(rng, shot, how):
    """A photocopy: grey, hard, or in two tones, with toner specks and streaks."""
    grey = cv2.cvtColor(shot.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    h, w = grey.shape
    local = cv2.GaussianBlur(grey, (0, 0), 40)
    if how == "hard":
        grey = np.clip((grey - 118) * 2.2 + 128, 0, 255)
    elif how == "tones":
        grey = np.where(grey > local * 0.93, 250.0, 18.0)
        grey = cv2.GaussianBlur(grey, (0, 0), 0.6)
    else:
        grey = np.clip((grey - 128) * 1.35 + 140, 0, 255)
    specks = rng.random((h, w)) < 0.0004
    grey[specks] = 40
    for _ in range(int(rng.integers(0, 3))):
        grey[:, int(rng.integers(w))] *= 0.75
    grey = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 0.5) + rng.normal(0, 2, (h, w))
    shot.pixels = np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[..., None], 3, 2)
    return shot


def screened(rng, face, wear, pitch):
    """A photo of a screen that shows a face; `pitch` is the size of a screen pixel in mm of the face. The two grids
    beat against one another."""
    shot_wear = Wear(**{**wear.__dict__, "glare": wear.glare, "shadow": 0})
    H, size = camera(rng, (0, 0, face.width, face.height), wear.dots_per_inch, wear.tilt, rng.uniform(-6, 6), -0.02)
    size, H = limited(size, H)
    matrix = H @ np.diag([1 / face.scale, 1 / face.scale, 1])
    canvas = np.zeros((size[1], size[0], 3), np.float32)
    ink = np.zeros((size[1], size[0]), np.uint8)
    seen = ink.copy()
    face.onto(canvas, ink, seen, matrix)
    inverse = np.linalg.inv(H)
    xx, yy = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    q = inverse[2, 0] * xx + inverse[2, 1] * yy + inverse[2, 2]
    u = (inverse[0, 0] * xx + inverse[0, 1] * yy + inverse[0, 2]) / q / pitch
    v = (inverse[1, 0] * xx + inverse[1, 1] * yy + inverse[1, 2]) / q / pitch
    depth = rng.uniform(0.08, 0.28)
    grid = np.stack([1 + depth * np.cos(2 * np.pi * (u + k / 3)) for k in range(3)], -1)
    grid *= (1 + 0.6 * depth * np.cos(2 * np.pi * v))[..., None]
    canvas = canvas * grid * 0.92 + 10
    marks = [m.moved(matrix) for m in face.marks]
    shot = Shot(canvas.astype(np.float32), ink, seen, marks, dict(face.pans))
    return finished(rng, shot, shot_wear, H, (0, 0, face.width, face.height))
