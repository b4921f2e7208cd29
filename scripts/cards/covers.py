"""What customers lay over the code: tape, marker, paper, a finger. A cover may leave one or two digits out."""

import cv2
import numpy as np


def code_box(face, group, digits):
    """The corners around some digits of a code, in pixels of the face: along the writing, left to right."""
    marks = [m for m in face.marks if m.kind == "code" and m.group == group]
    chosen = [m for m in marks if m.index in digits]
    points = np.concatenate([m.polygon for m in chosen])
    return points.min(0), points.max(0), marks[0].height


def hide(face, kit, group, digits, kind):
    """Covers some digits of a code; `digits` are the indices to hide."""
    (x0, y0), (x1, y1), height = code_box(face, group, digits)
    all_box = code_box(face, group, range(9))
    rng = kit.rng
    full = len(digits) == sum(m.kind == "code" and m.group == group for m in face.marks)
    # A cover ends between two digits, or reaches well beyond the code where nothing is left out.
    left = x0 - (height * rng.uniform(0.3, 1.2) if x0 <= all_box[0][0] + 1 else 0.5)
    right = x1 + (height * rng.uniform(0.3, 1.6) if x1 >= all_box[1][0] - 1 else 0.5)
    top, bottom = y0 - height * rng.uniform(0.2, 0.9), y1 + height * rng.uniform(0.2, 0.9)
    shape = face.ink.shape
    mask = np.zeros(shape, np.uint8)
    if kind in ("tape", "paper", "sticker"):
        n = 9
        jag = 0.06 * height if full else 0.02 * height
        ys = np.linspace(top, bottom, n)
        edge = [(left + rng.uniform(-jag, jag), y) for y in ys] + [
            (right + rng.uniform(-jag, jag), y) for y in ys[::-1]
        ]
        polygon = np.array(edge)
        if full:
            turn = cv2.getRotationMatrix2D(tuple(polygon.mean(0)), float(rng.uniform(-6, 6)), 1.0)
            polygon = polygon @ turn[:, :2].T + turn[:, 2]
        cv2.fillPoly(mask, [np.round(polygon * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        shadow = cv2.GaussianBlur(np.roll(mask, (4, 3), (0, 1)), (0, 0), 5) * 0.35
        seen = face.seen.copy()
        face.cover(shadow.astype(np.uint8), np.array((20, 20, 20)))
        face.seen = seen
        colour = {
            "tape": kit.pick(((222, 206, 160), (28, 28, 30), (170, 172, 176))),
            "paper": (246, 246, 242),
            "sticker": kit.pick(((250, 220, 60), (230, 70, 60), (80, 160, 230), (255, 255, 255))),
        }[kind]
        grain = 1 + 0.03 * rng.normal(0, 1, (shape[0], 1, 1)).astype(np.float32)
        face.cover(mask, np.clip(np.array(colour, np.float32) * np.broadcast_to(grain, shape + (1,)), 0, 255))
    elif kind == "marker":
        rows = max(3, int((bottom - top) / (height * 0.22)))
        for k in range(rows + 1):
            y = top + (bottom - top) * k / rows
            a = (left + height * 0.12 + rng.uniform(0, 0.06) * height, y + rng.uniform(-0.05, 0.05) * height)
            b = (right - height * 0.12 - rng.uniform(0, 0.06) * height, y + rng.uniform(-0.05, 0.05) * height)
            pair = [(int(px * 16), int(py * 16)) for px, py in (a, b)]
            cv2.line(mask, *pair, 255, max(1, int(height * 0.26)), cv2.LINE_AA, 4)
        tone = kit.pick(((14, 14, 18), (20, 26, 90), (20, 20, 20), (120, 20, 24)))
        face.cover((mask * 0.985).astype(np.uint8), np.array(tone))
    elif kind == "strokes":
        # A pen drawn across twice: the digits stay readable between the strokes.
        for k in range(2):
            y = y0 + (y1 - y0) * (0.3 + 0.4 * k)
            pair = [(int(left * 16), int((y + 2) * 16)), (int(right * 16), int((y - 3) * 16))]
            cv2.line(mask, *pair, 255, max(1, int(height * 0.07)), cv2.LINE_AA, 4)
        face.cover(mask, np.array((20, 24, 60)))


def finger(width=16.0, length=60.0, scale=10.0, rng=None):
    """A finger as picture and shape, its tip at the left: RGB and mask, `scale` pixels a mm."""
    h, w = int(width * scale), int(length * scale)
    yy, xx = np.mgrid[0:h, 0:w].astype(np.float32)
    r = h / 2 - 2
    across = (yy - h / 2) / r
    body = np.sqrt(np.clip(1 - across**2, 0, 1))
    tip = np.clip((r - xx) / r, 0, 1)
    inside = (across**2 + tip**2) <= 1
    skin = np.array(
        [(236, 200, 176), (226, 184, 156), (190, 140, 108), (122, 82, 60)][int(rng.integers(4))], np.float32
    )
    shade = (0.55 + 0.45 * body) * (1 - 0.12 * tip)
    wrinkle = 1 - 0.05 * np.exp(-(((np.mod(xx, 24 * scale) - 20 * scale) / (0.5 * scale)) ** 2))
    picture = skin * (shade * wrinkle)[..., None]
    nail = (((xx - 0.55 * r) / (0.45 * r)) ** 2 + (across / 0.55) ** 2 < 1) & (xx < 1.1 * r)
    picture[nail] = picture[nail] * 0.35 + np.array((240, 206, 196), np.float32) * 0.65
    picture += rng.normal(0, 2.5, (h, w, 1))
    mask = cv2.GaussianBlur((inside * 255).astype(np.uint8), (0, 0), 1.2)
    return np.clip(picture, 0, 255).astype(np.uint8), mask
