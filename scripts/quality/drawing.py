"""Curves of how many pictures are rejected for their defect, as an SVG."""

import report

#: Panels, each with what is graded along its axis.
PANELS = {
    "blur": "blur, in heights of a capital",
    "shake": "shake, in heights of a capital",
    "blurred line": "blur of the name's line alone",
    "dark": "gain of the sensor",
    "bright": "gain of the sensor, too bright",
    "small": "dots per inch on the document",
}
WIDTH, HEIGHT, GAP = 240, 150, 44
COLOURS = {"told": "#a02c2c", "approved": "#2c6e49"}


def curves(results):
    """One panel a defect: share told and share approved against the degree."""
    columns = 3
    rows = -(-len(PANELS) // columns)
    size = (columns * (WIDTH + GAP) + GAP, rows * (HEIGHT + 2 * GAP) + GAP)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" '
        f'viewBox="0 0 {size[0]} {size[1]}" font-family="sans-serif" font-size="11">',
        f'<rect width="{size[0]}" height="{size[1]}" fill="white"/>',
        f'<text x="{GAP}" y="24"><tspan fill="{COLOURS["told"]}">told as the reason</tspan>'
        f' · <tspan fill="{COLOURS["approved"]}">approved</tspan> · shares of the pictures</text>',
    ]
    for index, (defect, caption) in enumerate(PANELS.items()):
        left = GAP + index % columns * (WIDTH + GAP)
        top = 2 * GAP + index // columns * (HEIGHT + 2 * GAP)
        out += panel([r for r in results if r["defect"] == defect], caption, left, top)
    return "\n".join([*out, "</svg>", ""])


def panel(results, caption, left, top):
    """Axes, and a line of each colour over the degrees in their order."""
    degrees = list(dict.fromkeys(r["degree"] for r in results))
    out = [f'<text x="{left}" y="{top - 10}">{caption}</text>']
    for share in (0, 0.5, 1):
        y = top + HEIGHT * (1 - share)
        out.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y}" y2="{y}" stroke="#ddd"/>')
        out.append(f'<text x="{left - 6}" y="{y + 4}" text-anchor="end" fill="#666">{share:.0%}</text>')
    places = [left + WIDTH * (k + 0.5) / max(1, len(degrees)) for k in range(len(degrees))]
    for x, degree in zip(places, degrees):
        out.append(f'<text x="{x:.0f}" y="{top + HEIGHT + 16}" text-anchor="middle" fill="#666">{degree}</text>')
    for word, holds in (("told", report.names), ("approved", lambda r: not report.refused(r))):
        points = []
        for x, degree in zip(places, degrees):
            some = [r for r in results if r["degree"] == degree]
            points.append((x, top + HEIGHT * (1 - sum(map(holds, some)) / len(some))))
        line = " ".join(f"{x:.0f},{y:.1f}" for x, y in points)
        out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[word]}" stroke-width="2"/>')
        out += [f'<circle cx="{x:.0f}" cy="{y:.1f}" r="3" fill="{COLOURS[word]}"/>' for x, y in points]
    return out
