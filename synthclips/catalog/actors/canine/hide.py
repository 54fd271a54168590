"""A dog's skin as points with landmarks, and where markings lie on it: all in 0..1, in rest-pose coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actors.canine.joints import Frame
from synthclips.catalog.actors.canine.trunk import pads_of
from synthclips.catalog.actors.quadruped.skeleton import Joints
from synthclips.geometry import curve
from synthclips.geometry.implicit import Surface
from synthclips.geometry.lattice import noise
from synthclips.geometry.mesh import F32

F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Hide:
    """Texels as points; lengths are shares of the height at the withers."""

    p: F64  # (N, 3) rest position, shares of the height
    head: F64  # (N, 3) from the head's joint, shares of the head's length
    normal: F64  # (N, 3)
    part: NDArray[np.int32]  # (N,) index into parts
    parts: tuple[str, ...]
    paws: F64  # (4, 3) middles of the pads, shares of the height
    of: Frame
    tail_x: float  # where the tail begins
    key: int

    def has(self, *names: str) -> F64:
        """(N,) 1 where the texel belongs to one of the parts."""
        return np.isin(self.part, [self.parts.index(n) for n in names if n in self.parts]).astype(np.float64)

    def noise(self, size: float | tuple[float, float, float], salt: int) -> F64:
        """(N,) in 0..1, this dog's own for each salt; size: share of the height."""
        return 0.5 + 0.5 * noise(self.p, size, self.key * 31 + salt)


def hide_of(surface: Surface, points: F32, normals: F32, joints: Joints, of: Frame, key: int) -> Hide:
    """The surface's texels, (F, 15, 3) points and normals, as one list."""
    p = points.reshape(-1, 3).astype(np.float64)
    return Hide(
        p / of.height_m,
        (p - joints["head"]) / of.head_m,
        normals.reshape(-1, 3).astype(np.float64),
        np.repeat(surface.part, points.shape[1]),
        surface.parts,
        pads_of(joints, of) / of.height_m,
        of,
        float(joints["tail1"][0]) / of.height_m,
        key & 0x7FFFFFFF,
    )


def step(value: F64, low: float | F64, high: float | F64) -> F64:
    """Smoothly 0 below `low`, 1 above `high`."""
    return curve.step((value - low) / (high - low))


def wave(phase: F64) -> F64:
    """A triangle wave of period 1, -1..1."""
    q = phase - np.floor(phase)
    return 1.0 - 4.0 * np.abs(q - 0.5)


def along_tail(s: Hide) -> F64:
    """0 at the tail's root, 1 at its tip."""
    t: F64 = (s.tail_x - s.p[:, 0]) / max(s.of.tail, 1e-3) * s.has("tail")
    return t


def underside(s: Hide) -> F64:
    """Belly, brisket, throat, the tail's lower side and the insides of the legs."""
    below = step(-s.normal[:, 2], 0.25, 0.8) * (1.0 - step(s.p[:, 2], 0.80, 0.88)) * (1.0 - s.has("face", "ear"))
    inner = step(-s.normal[:, 1] * np.sign(s.p[:, 1]), 0.3, 0.9) * s.has("leg", "coat") * (1.0 - step(s.p[:, 2], 0.45, 0.6))
    return np.maximum(below, inner)


def socks(s: Hide, up: float) -> F64:
    """Legs below a height, ragged."""
    return (1.0 - step(s.p[:, 2] + 0.08 * (s.noise(0.08, 3) - 0.5), up - 0.03, up + 0.03)) * s.has("leg", "paw", "coat")


def saddle(s: Hide, low: float) -> F64:
    """Over back and flanks down to a height, from the neck to the tail's root, ragged below."""
    x, z = s.p[:, 0], s.p[:, 2] + 0.10 * (s.noise(0.12, 4) - 0.5) + 0.05 * (s.noise(0.04, 5) - 0.5)
    x = x + 0.16 * (s.noise(0.10, 9) - 0.5) + 0.10 * (1.0 - z)  # neither end is cut straight
    ends = step(x, -0.26, -0.08) * (1.0 - step(x, s.of.length - 0.29, s.of.length - 0.07))
    return step(z, low - 0.06, low + 0.06) * ends * (1.0 - s.has("face", "ear", "leg", "paw"))


def muzzle(s: Hide) -> F64:
    """The snout from the stop on."""
    return step(s.head[:, 0], 0.92 - s.of.muzzle, 1.04 - s.of.muzzle) * s.has("face", "nose")


def mask(s: Hide) -> F64:
    """Muzzle, and round the eyes up to the brows."""
    h, brain = s.head, 1.0 - s.of.muzzle
    front = step(h[:, 0] - 0.35 * np.maximum(0.0, h[:, 2] - 0.05), 0.66 * brain, 0.86 * brain)
    return front * s.has("face")


def cheeks(s: Hide) -> F64:
    """The sides of muzzle and jaw, the throat below."""
    h = s.head
    low = 1.0 - step(h[:, 2] + 0.04 * (s.noise(0.05, 6) - 0.5), -0.07, -0.02)
    return low * s.has("face")


def brows(s: Hide) -> F64:
    """A spot over each eye."""
    h, brain = s.head, 1.0 - s.of.muzzle
    r = np.sqrt((h[:, 0] - 0.70 * brain) ** 2 + (np.abs(h[:, 1]) - 0.22 * s.of.skull) ** 2 + (h[:, 2] - 0.155) ** 2)
    return (1.0 - step(r, 0.035, 0.055)) * s.has("face")


def blaze(s: Hide, wide: float) -> F64:
    """White from the nose up between the eyes, widening on the muzzle."""
    h = s.head
    half = wide * (0.05 + 0.10 * step(h[:, 0], 0.85 - s.of.muzzle, 1.05 - s.of.muzzle)) + 0.03 * (s.noise(0.04, 7) - 0.5)
    return (1.0 - step(np.abs(h[:, 1]), half, half + 0.02)) * s.has("face") * step(h[:, 2], -0.30, -0.2)


def chest_patch(s: Hide) -> F64:
    """The front of the chest between the forelegs."""
    x = step(s.p[:, 0] + 0.05 * (s.noise(0.06, 8) - 0.5), s.of.length - 0.24, s.of.length - 0.19)
    return x * (1.0 - step(s.p[:, 2], s.of.elbow + 0.22, s.of.elbow + 0.30)) * s.has("coat")


def collar_ring(s: Hide) -> F64:
    """(N,) signed distance along the neck from a ring above the shoulders, shares of the height."""
    base = np.array([s.of.length - 0.30 + 0.065 + 0.30 * s.of.neck, 0.0, 0.865 + 0.28 * s.of.neck])
    way = np.array([0.70, 0.0, 0.714])
    along: F64 = ((s.p - base) * way).sum(1)
    return along


def patches(s: Hide, size: float, salt: int, share: float) -> F64:
    """Large patches with clear ragged edges, covering about `share` of the dog."""
    v = 0.75 * s.noise(size, salt) + 0.25 * s.noise(size * 0.3, salt + 1)
    return step(v, 0.72 - 0.44 * share, 0.76 - 0.44 * share)


def toe_lines(s: Hide) -> F64:
    """The clefts between the toes, from above a paw's middle down its front."""
    from_paw = s.p[:, None, :] - s.paws
    nearest = (from_paw[..., :2] ** 2).sum(2).argmin(1)
    x, y, z = from_paw[np.arange(len(s.p)), nearest].T
    cleft = np.minimum(np.abs(y), np.abs(np.abs(y) - 0.022))
    return (1.0 - step(cleft, 0.002, 0.006)) * step(x, 0.008, 0.025) * (1.0 - step(z, 0.035, 0.055)) * s.has("paw")
