"""True mirrors: flat glass in which the lens sees the room again. A ray that meets one goes on from there, mirrored, once.

Behind the glass lies the room as mirrored in its plane: what shows there is as far from the lens as the way by the glass is long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from synthclips.kernel import inner
from synthclips.raster.plate import F32, Mirror, Statics
from synthclips.scene.records import Material

F64 = NDArray[np.float64]
FAMILIES = ("mirror", "pane")  # of the materials that mirror; a pane stops no light
MOST = 255  # mirrors a room; what is beyond is matt
SAME_M, SAME_COSINE = 0.002, 0.9999  # faces of one thing that lie so near to one plane are one mirror
DIM = 0.4  # a mirror seen in a mirror, or from behind, is matt and grey: this share of its own colour
# a mirror's numbers: the reflection (3, 4) row by row, the normal of the glass, the eye behind it, tint r, g, b, infrared
NORMAL, EYE, TINT, ROW = 12, 15, 18, 22


@dataclass(frozen=True, eq=False)
class Glass:
    """The mirrors of a room before one eye. Number 0 is none: its reflection leaves all where it is."""

    of_face: NDArray[np.uint8]  # (F,) number of the mirror that a face is part of
    rows: F64  # (1 + M, ROW)
    owners: tuple[int, ...]  # (1 + M,) the things they are part of


def glass_of(statics: Statics, materials: Sequence[Material], eye: F64) -> Glass:
    """All planes of mirroring faces, in the order of the faces."""
    of_face = np.zeros(len(statics.faces), np.uint8)
    mirrors = np.array([m.family in FAMILIES for m in materials], bool)
    owners, rows = [0], [_row((0.0, 0.0, 0.0), 0.0, eye, (1.0, 1.0, 1.0, 1.0))]
    for face in np.flatnonzero(mirrors[statics.material]).tolist():
        owner, material = int(statics.owner[face]), materials[statics.material[face]]
        normal, offset = _plane(statics.vertices_m[statics.faces[face]].astype(np.float64).tolist())
        known = [k for k in range(1, len(rows)) if owners[k] == owner and _same(rows[k], normal, offset)]
        if not known and len(rows) <= MOST:
            owners.append(owner)
            rows.append(_row(normal, offset, eye, (*material.rgb, material.ir)))
            known = [len(rows) - 1]
        of_face[face] = known[0] if known else 0
    return Glass(of_face, np.array(rows), tuple(owners))


def _plane(corners: list[list[float]]) -> tuple[tuple[float, float, float], float]:
    """Unit normal of a triangle, and how far along it the plane lies from the origin."""
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corners
    ux, uy, uz, vx, vy, vz = bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az
    x, y, z = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
    length = max(math.sqrt(x * x + y * y + z * z), 1e-12)
    x, y, z = x / length, y / length, z / length
    return (x, y, z), x * ax + y * ay + z * az


def _row(normal: tuple[float, float, float], offset: float, eye: F64, tint: tuple[float, ...]) -> list[float]:
    matrix = [
        [(1.0 if i == j else 0.0) - 2.0 * normal[i] * normal[j] for j in range(3)] + [2.0 * offset * normal[i]] for i in range(3)
    ]
    x, y, z = eye.tolist()
    behind = [a * x + b * y + c * z + d for a, b, c, d in matrix]
    return [*matrix[0], *matrix[1], *matrix[2], *normal, *behind, *tint]


def _same(row: Sequence[float], normal: tuple[float, float, float], offset: float) -> bool:
    """Does a plane lie in that of a mirror? Its offset is read off the reflection's shift, 2 offset normal."""
    cosine = sum(a * b for a, b in zip(row[NORMAL:EYE], normal, strict=True))
    own = 0.5 * sum(a * b for a, b in zip(row[3:NORMAL:4], row[NORMAL:EYE], strict=True))
    return cosine > SAME_COSINE and abs(own - offset) < SAME_M


def mirrors_of(glass: Glass, mirror: NDArray[np.uint8], depth_m: F32, owners: Sequence[str]) -> tuple[Mirror, ...]:
    """Those that show in (2H, 2W) sub-pixels, with the depth of what shows in them."""
    found = []
    for k, place in enumerate(ndimage.find_objects(mirror, len(glass.rows) - 1), 1):
        if place is not None:
            y0, x0, y1, x1 = place[0].start // 2, place[1].start // 2, -(-place[0].stop // 2), -(-place[1].stop // 2)
            around = slice(2 * y0, 2 * y1), slice(2 * x0, 2 * x1)
            beyond = np.where(mirror[around] == k, depth_m[around], np.float32(0))
            row = glass.rows[k].astype(np.float32)
            found.append(Mirror(owners[glass.owners[k]], (x0, y0), row[:NORMAL].reshape(3, 4), row[TINT:], beyond))
    return tuple(found)


@inner
def reflected(row, x, y, z):
    """A point on the other side of the glass."""
    return (
        row[0] * x + row[1] * y + row[2] * z + row[3],
        row[4] * x + row[5] * y + row[6] * z + row[7],
        row[8] * x + row[9] * y + row[10] * z + row[11],
    )
