"""A backpack, its straps laid on the trunk."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from synthclips.catalog.actions.biped.channels import CHEST
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.garments import trunk
from synthclips.catalog.actors.people.shell import Shell, shell
from synthclips.geometry.implicit import Blob, cone, distance, ellipsoid
from synthclips.geometry.skeleton import F64


def backpack(of: Build, thick_m: float) -> list[Shell]:
    """A bag on the back, its straps laid on whatever the trunk is."""
    s, under = of.stature / 1.75, trunk(of, thick_m, 0.01, "top")
    back = _onto(under, np.array((0.0, 0.0, of.level(0.70))), np.array((-1.0, 0.0, 0.0)))[0]
    z = of.level(0.70)
    blobs = [
        ellipsoid((back - 0.055 * s, 0, z), (0.085 * s, 0.145 * s, 0.225 * s), bone=CHEST, part="backpack", blend_m=0.03),
        ellipsoid(
            (back - 0.055 * s, 0, z - 0.07 * s), (0.080 * s, 0.140 * s, 0.165 * s), bone=CHEST, part="backpack", blend_m=0.03
        ),
        ellipsoid(
            (back - 0.110 * s, 0, z - 0.09 * s), (0.055 * s, 0.110 * s, 0.100 * s), bone=CHEST, part="backpack", blend_m=0.012
        ),
    ]
    straps: list[Blob] = []
    for sign in (1.0, -1.0):
        centre, ring = np.array((-0.01, sign * 0.082 * s, of.level(0.745))), []
        for up, ahead in ((0.55, -0.8), (1.0, -0.1), (0.8, 0.6), (0.15, 1.0), (-0.45, 0.85), (-0.75, 0.25), (-0.8, -0.6)):
            out = 0.35 * sign if up < 0 else 0.0
            ring.append(_onto(under, centre, np.array((ahead, out, up))) + 0.010 * np.array((ahead, out, up)))
        straps += [cone(a, b, 0.020 * s, 0.020 * s, bone=CHEST, part="backpack", blend_m=0.008) for a, b in pairwise(ring)]
    return [
        shell("backpack", "backpack", blobs, 0.035 * of.fine, cloth=0.4, slack=0.7),
        shell("straps", "backpack", straps, 0.0225 * of.fine, slack=0.75),
    ]


def _onto(blobs: list[Blob], centre: F64, direction: F64) -> F64:
    """(3,) where a ray from inside leaves the surface, in steps of 2 mm."""
    axis = direction / np.sqrt((direction * direction).sum())
    steps = np.arange(0.02, 0.45, 0.002)[:, None]
    outside = distance(blobs, centre + steps * axis) > 0.0
    place: F64 = centre + axis * float(steps[int(np.argmax(outside)), 0])
    return place
