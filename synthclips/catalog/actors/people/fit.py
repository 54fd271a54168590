"""How garments sit on one another: what is tucked in shrinks out of sight, what hangs over the thighs goes along with them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from synthclips.catalog.actions.biped.channels import PELVIS, THIGH
from synthclips.catalog.actors.people.build import Build
from synthclips.catalog.actors.people.shell import Shell
from synthclips.geometry.skeleton import F64

TUCK_M = 0.030


def tucked(shell: Shell, hem_m: float) -> F64:
    """(V,) metres by which a bottom's vertices go inward under a top whose hem is at `hem_m`."""
    z = shell.surface.vertices_m[:, 2].astype(np.float64)
    return TUCK_M * np.clip((z - hem_m - 0.012) / 0.03, 0.0, 1.0)


def hanging(shell: Shell, of: Build) -> Shell:
    """The shell with its part below the hips swinging with the thighs, more the lower it hangs."""
    s = shell.surface
    hip, points = of.at("thigh"), s.vertices_m.astype(np.float64)
    depth = np.clip((hip[2] + 0.045 - points[:, 2]) / 0.17, 0.0, 0.9)
    left = np.clip(points[:, 1] / (1.3 * hip[1]) * 0.5 + 0.5, 0.0, 1.0)
    of_pelvis = (s.weight * (s.bone == PELVIS)).sum(1)
    hangs = (of_pelvis > 0.6) & (depth > 0)
    bone, weight = s.bone.copy(), s.weight.copy()
    share = np.round(depth * 1024.0) / 1024.0
    sides = np.round(share * left * 1024.0) / 1024.0
    rows = np.stack([1.0 - share, sides, share - sides, np.zeros(len(share))], 1)
    bone[hangs] = (PELVIS, THIGH[0], THIGH[1], 0)
    weight[hangs] = rows[hangs]
    return replace(shell, surface=replace(s, bone=bone, weight=weight))
