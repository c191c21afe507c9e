"""Make `countries.json` and `afghan_provinces.json` from TopoJSON; run only to renew them.

    python -m khabar.view.shapes.convert countries-50m.json afg.topo.json codes.json FOLDER

A shape's `path` is an SVG path in hundredths of a degree, east and north counted positive; its
`box` is west, south, east, north and its `centre` longitude and latitude, in degrees.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
COUNTRY_TOLERANCE, PROVINCE_TOLERANCE = 0.04, 0.015
SMALLEST_ISLAND = 0.08
KOSOVO = "Kosovo"
# The file names two provinces twice; the map of 2004 split each of them in two.
SPLIT_SINCE = {"Uruzgan": ("Daykundi", 1), "Parwan": ("Panjshir", 0)}
SPELLINGS = {
    "Hirat": ["Herat"],
    "Hilmand": ["Helmand"],
    "Jawzjan": ["Jowzjan", "Jozjan"],
    "Sari Pul": ["Sar-e Pul", "Sar-i Pul", "Sar-e Pol", "Sari Pol"],
    "Paktya": ["Paktia", "Paktiya"],
    "Wardak": ["Maidan Wardak", "Maydan Wardak"],
    "Bamyan": ["Bamiyan"],
    "Khost": ["Khowst"],
    "Kunar": ["Konar", "Kunarha"],
    "Kunduz": ["Kondoz"],
    "Uruzgan": ["Oruzgan", "Urozgan"],
    "Nimroz": ["Nimruz"],
    "Ghor": ["Ghowr"],
    "Nuristan": ["Nurestan"],
    "Daykundi": ["Daikundi"],
    "Panjshir": ["Panjshayr", "Panjsher"],
    "Badghis": ["Badghis"],
    "Logar": ["Lowgar"],
}


def main(countries: str, provinces: str, codes: str, folder: str) -> None:
    """Write both files into the folder."""
    listed = json.loads(Path(codes).read_text("utf-8"))
    letters = {number: alpha3 for _, alpha3, number, *_ in listed}
    world = json.loads(Path(countries).read_text("utf-8"))
    afghan = json.loads(Path(provinces).read_text("utf-8"))
    _write(Path(folder) / "countries.json", _countries(world, letters))
    _write(Path(folder) / "afghan_provinces.json", _provinces(afghan))


def _countries(topology: dict[str, Any], letters: dict[str, str]) -> Iterator[dict[str, object]]:
    arcs = _arcs(topology, COUNTRY_TOLERANCE)
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = letters.get(geometry.get("id", "")) or ("XKX" if name == KOSOVO else None)
        if name != "Antarctica":
            yield {"code": code, "names": [name], **_shape(_rings(geometry, arcs))}


def _provinces(topology: dict[str, Any]) -> Iterator[dict[str, object]]:
    arcs = _arcs(topology, PROVINCE_TOLERANCE)
    shapes: list[tuple[str, dict[str, Any]]] = []
    for geometry in topology["objects"]["afg"]["geometries"]:
        shapes.append((geometry["properties"]["name"], _shape(_rings(geometry, arcs))))
    for name, shape in shapes:
        named = _renamed(name, shape, [other for its, other in shapes if its == name])
        yield {"code": "AFG", "names": [named, *SPELLINGS.get(named, [])], **shape}


def _renamed(name: str, shape: dict[str, Any], same: Sequence[dict[str, Any]]) -> str:
    if len(same) == 1:
        return name
    newer, axis = SPLIT_SINCE[name]
    return newer if shape["centre"][axis] == max(s["centre"][axis] for s in same) else name


def _arcs(topology: dict[str, Any], tolerance: float) -> list[list[Point]]:
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * across + west, y * up + south))
        arcs.append(_simpler(points, tolerance))
    return arcs


def _simpler(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points nearer than the tolerance to the line between those kept."""
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    farthest = max(range(1, len(points) - 1), key=lambda n: _distance(points[n], first, last))
    if _distance(points[farthest], first, last) <= tolerance:
        return [first, last]
    before = _simpler(points[: farthest + 1], tolerance)
    return before[:-1] + _simpler(points[farthest:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = float(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    if length == 0:
        return float(((x - x1) ** 2 + (y - y1) ** 2) ** 0.5)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def _rings(geometry: dict[str, Any], arcs: list[list[Point]]) -> list[list[Point]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [_ring(numbers, arcs) for polygon in polygons for numbers in polygon]


def _ring(numbers: Sequence[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _shape(rings: list[list[Point]]) -> dict[str, Any]:
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    kept = [ring for ring in rings if ring is largest or abs(_area(ring)) >= SMALLEST_ISLAND]
    xs, ys = [x for ring in kept for x, _ in ring], [y for ring in kept for _, y in ring]
    box = [round(edge, 2) for edge in (min(xs), min(ys), max(xs), max(ys))]
    return {"box": box, "centre": _centre(largest), "path": "".join(map(_path, kept))}


def _area(ring: Sequence[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _sides(ring)) / 2


def _centre(ring: Sequence[Point]) -> list[float]:
    area = _area(ring) or 1.0
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in _sides(ring)) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in _sides(ring)) / (6 * area)
    return [round(x, 2), round(y, 2)]


def _sides(ring: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _path(ring: Sequence[Point]) -> str:
    points = [(round(x * 100), round(y * 100)) for x, y in ring]
    steps = [
        f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points) if (x1, y1) != (x2, y2)
    ]
    return f"M{points[0][0]},{points[0][1]}l{' '.join(steps)}z" if len(steps) > 2 else ""


def _write(path: Path, shapes: Iterator[dict[str, object]]) -> None:
    lines = sorted(json.dumps(shape, ensure_ascii=False) for shape in shapes)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
