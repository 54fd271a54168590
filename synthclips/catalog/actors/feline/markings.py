"""Where a cat's markings lie: stripes, rings, the M, white spotting, points. All in 0..1, in rest-pose coordinates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthclips.catalog.actors.quadruped.skeleton import Joints
from synthclips.geometry import curve
from synthclips.geometry.implicit import Surface
from synthclips.geometry.lattice import noise
from synthclips.geometry.mesh import F32

F64 = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Skin:
    """Texels as points with the landmarks the markings refer to."""

    p: F64  # (N, 3) rest position, m
    normal: F64  # (N, 3)
    part: NDArray[np.int32]  # (N,) part name index
    parts: tuple[str, ...]
    skull: F64  # (3,)
    head: float  # size
    hip: F64
    shoulder: F64
    back_m: float  # height of the back
    tail_m: float
    neck: F64  # (2, 3) the axis of the neck's flesh, from the shoulders to the skull
    key: int

    def has(self, *names: str) -> F64:
        """(N,) 1 where the texel belongs to one of the parts."""
        return np.isin(self.part, [self.parts.index(n) for n in names if n in self.parts]).astype(np.float64)

    def on_head(self) -> F64:
        """(N, 3) position from the head's joint, in units of the head's size."""
        return (self.p - self.skull) / self.head

    def noise(self, size_m: float | tuple[float, float, float], salt: int) -> F64:
        """(N,) in 0..1, this cat's own for each salt."""
        return 0.5 + 0.5 * noise(self.p, size_m, self.key * 31 + salt)


def skin_of(surface: Surface, points: F32, normals: F32, frame: Joints, head: float, key: int) -> Skin:
    """The surface\'s texels, (F, 15, 3) points and normals, as one list."""
    part = np.repeat(surface.part, points.shape[1])
    tail = float(frame["tail1"][0] - frame["tail6"][0]) * 1.17
    return Skin(
        points.reshape(-1, 3).astype(np.float64),
        normals.reshape(-1, 3).astype(np.float64),
        part,
        surface.parts,
        frame["head"],
        head,
        frame["pelvis"],
        frame["left_upper_arm"],
        float(frame["spine2"][2]) + 0.02,
        tail,
        np.array([frame["neck1"] - [0.015, 0.0, 0.026], frame["head"] + [0.010, 0.0, -0.006]]),
        key & 0x7FFFFFFF,
    )


def step(value: F64, low: float | F64, high: float | F64) -> F64:
    """Smoothly 0 below `low`, 1 above `high`."""
    return curve.step((value - low) / (high - low))


def _wave(phase: F64) -> F64:
    """A triangle wave of period 1, -1..1: a sine that needs no sine."""
    q = phase - np.floor(phase)
    return 1.0 - 4.0 * np.abs(q - 0.5)


def flank_stripes(s: Skin, *, spacing_m: float, broken: float) -> F64:
    """Thin irregular lines down the flanks, leaning back as they go down, broken into dashes; none on the belly."""
    x, z = s.p[:, 0], s.p[:, 2]
    down = (s.back_m - z) / 0.11
    bent = x + 0.024 * down * down + 0.026 * (s.noise(0.045, 1) - 0.5) + 0.016 * (s.noise(0.018, 2) - 0.5)
    line = _wave(bent / spacing_m + 0.6 * (s.noise(0.11, 3) - 0.5))
    width = 0.28 + 0.9 * (s.noise(0.035, 4) - 0.5)
    dashes = step(s.noise((0.024, 0.03, 0.020), 5), 0.5 * broken - 0.08, 0.5 * broken + 0.22)
    return step(line, width - 0.45, width + 0.45) * dashes * (1.0 - step(down, 0.80, 1.05))


def blotches(s: Skin) -> F64:
    """Broad swirls, as the classic tabby has them on its sides."""
    x, z = s.p[:, 0], s.p[:, 2]
    cx, cz = s.hip[0] + 0.095, s.back_m - 0.050
    r = np.sqrt(((x - cx) * 0.62) ** 2 + (z - cz) ** 2) + 0.034 * (s.noise(0.04, 6) - 0.5) + 0.016 * (s.noise(0.016, 16) - 0.5)
    rings = step(_wave(r / 0.027 + 0.30), -0.15, 0.50) * step(s.noise((0.03, 0.03, 0.02), 17), 0.25, 0.45)
    other = step(s.noise((0.05, 0.05, 0.03), 7), 0.50, 0.62)
    near = 1.0 - step(np.abs(x - cx), 0.05, 0.08)
    return (rings * near + 0.5 * other * (1.0 - near)) * (1.0 - step((s.back_m - z) / 0.11, 0.85, 1.05))


def spine_line(s: Skin) -> F64:
    """The dark line along the back, ragged at its edges."""
    y, z = np.abs(s.p[:, 1]), s.p[:, 2]
    ragged = 0.010 * (s.noise((0.02, 0.01, 0.02), 8) - 0.3)
    return (1.0 - step(y + ragged, 0.006, 0.016)) * step(z, s.back_m - 0.030, s.back_m - 0.012)


def _along_tail(s: Skin) -> F64:
    """0 at the tail's root, 1 at its tip."""
    t: F64 = (s.hip[0] - 0.040 - s.p[:, 0]) / s.tail_m
    return t


def tail_past_root(s: Skin) -> F64:
    """The tail, but for its root, which is marked as the back is."""
    return s.has("tail") * step(_along_tail(s), 0.0, 0.20)


def tail_rings(s: Skin) -> F64:
    """Rings that close toward the dark tip."""
    t = _along_tail(s)
    ring = step(_wave(t * 7.5 + 0.25 * (s.noise(0.03, 9) - 0.5)), -0.05, 0.35)
    return np.maximum(ring * step(t, 0.05, 0.15), step(t, 0.86, 0.92))


def leg_bars(s: Skin) -> F64:
    """Bars across the legs, wider apart above, none on the toes."""
    x, z = s.p[:, 0], s.p[:, 2]
    bar = step(_wave((z + 0.25 * np.abs(x - s.hip[0]) * 0.2 + 0.010 * (s.noise(0.02, 10) - 0.5)) / 0.021), 0.05, 0.45)
    return bar * step(z, 0.03, 0.05) * step(s.noise(0.02, 11), 0.22, 0.42)


def face_lines(s: Skin) -> F64:
    """The M on the forehead, lines over the crown, two stripes over each cheek."""
    h = s.on_head()
    x, y, z = h[:, 0], np.abs(h[:, 1]), h[:, 2]
    wobble = 0.003 * (s.noise(0.012, 12) - 0.5)
    crown = step(_wave((y + wobble - 0.25 * np.maximum(0.0, x - 0.035)) / 0.0105 + 0.25), 0.0, 0.5)
    crown = crown * step(z, 0.014, 0.022) * (1.0 - step(x, 0.050, 0.058)) * (1.0 - step(y, 0.020, 0.028))
    cheek = step(_wave((z + 0.30 * (0.05 - x) + wobble) / 0.0155 + 0.10), 0.25, 0.6)
    cheek = cheek * step(y, 0.022, 0.027) * (1.0 - step(x, 0.046, 0.052)) * (1.0 - step(z, 0.004, 0.012))
    corner = (
        (1.0 - step(np.abs(z - 0.001 - 0.35 * (0.05 - x)) + np.abs(wobble), 0.0015, 0.0035))
        * step(y, 0.021, 0.026)
        * step(x, 0.0, 0.01)
    )
    return np.maximum(np.maximum(crown, cheek), corner * (1.0 - step(x, 0.045, 0.052)))


def muzzle(s: Skin) -> F64:
    """Whisker pads, chin and throat: lighter in nearly every coat."""
    h = s.on_head()
    narrow = 1.0 - step(np.abs(h[:, 1]), 0.016, 0.022)
    pads = step(h[:, 0], 0.052, 0.060) * (1.0 - step(h[:, 2], -0.010, -0.004))
    chin = step(-h[:, 2], 0.018, 0.026) * step(h[:, 0], 0.02, 0.035)
    return narrow * np.maximum(pads, chin)


def eye_rings(s: Skin) -> F64:
    """Pale spectacles around the eyes."""
    h = s.on_head()
    r = np.sqrt((h[:, 0] - 0.0540) ** 2 + (np.abs(h[:, 1]) - 0.0185) ** 2 + (h[:, 2] - 0.0045) ** 2)
    return 1.0 - step(r, 0.0125, 0.0175)


def toe_lines(s: Skin, paws: F64) -> F64:
    """The three clefts between the toes of each paw, from above its middle down its front. paws: (4, 3) middles of the pads."""
    from_paw = s.p[:, None, :] - paws
    nearest = (from_paw[..., :2] ** 2).sum(2).argmin(1)
    x, y, z = from_paw[np.arange(len(s.p)), nearest].T
    cleft = np.minimum(np.abs(y), np.abs(np.abs(y) - 0.0086))
    return (1.0 - step(cleft, 0.0008, 0.0024)) * step(x, 0.003, 0.010) * (1.0 - step(z, 0.014, 0.022)) * s.has("paw")


def underside(s: Skin) -> F64:
    """Belly, chest and the inner sides of the legs down to the paws."""
    belly = step(-s.normal[:, 2], 0.35, 0.85) * step(s.back_m - s.p[:, 2], 0.045, 0.075)
    inner = step(-s.normal[:, 1] * np.sign(s.p[:, 1]), 0.3, 0.9) * s.has("leg", "coat") * step(s.back_m - s.p[:, 2], 0.08, 0.11)
    inner = inner * step(s.p[:, 2], 0.022, 0.055)
    return np.maximum(belly, inner) * (1.0 - s.has("face", "ear", "tail"))


def white_spotting(s: Skin, amount: float) -> F64:
    """White from below upward: 0.3 paws, bib and blaze; 0.6 half the cat; 0.85 all but patches above."""
    ragged = 0.45 * (s.noise(0.085, 13) - 0.5) + 0.22 * (s.noise(0.03, 14) - 0.5) * amount
    low = (s.back_m - s.p[:, 2]) / s.back_m
    front = step(s.p[:, 0], s.shoulder[0] - 0.01, s.shoulder[0] + 0.03) * step(s.back_m - s.p[:, 2], 0.015, 0.05)
    body = step(low + 0.16 * front + ragged * amount * 1.3, 1.02 - 0.92 * amount, 1.07 - 0.92 * amount)
    socks = 1.0 - step(s.p[:, 2] + 0.02 * (s.noise(0.03, 15) - 0.5), 0.028 + 0.05 * amount, 0.034 + 0.05 * amount)
    bib = front * step(0.055 - np.abs(s.p[:, 1]) + 0.02 * ragged, 0.0, 0.01) * (1.0 - s.has("face"))
    bib = step(bib + 0.6 * ragged, 0.42, 0.56)
    h = s.on_head()
    blaze = 1.0 - step(
        np.abs(h[:, 1] - 0.004 * amount) - 0.55 * np.maximum(0.0, 0.004 - h[:, 2]) + 0.004 * ragged,
        0.002 + 0.008 * amount,
        0.004 + 0.008 * amount,
    )
    blaze = blaze * step(h[:, 0], 0.045, 0.055) * s.has("face")
    chin = step(-h[:, 2], 0.012, 0.018) * s.has("face") * step(h[:, 0], 0.03, 0.04)
    trunk = np.maximum(np.maximum(body, socks), bib * step(np.full(len(low), amount), 0.15, 0.25)) * (
        1.0 - s.has("face", "ear", "tail")
    )
    return np.maximum(trunk, np.maximum(blaze, chin))


def collar_ring(s: Skin) -> F64:
    """(N,) signed distance, m, along the neck from a ring about its middle."""
    low, high = s.neck
    way = (high - low) / np.sqrt(((high - low) ** 2).sum())
    along: F64 = ((s.p - (0.42 * low + 0.58 * high)) * way).sum(1)
    return along


def patches(s: Skin, size_m: float, salt: int, share: float) -> F64:
    """Large patches with clear ragged edges, covering about `share` of the cat."""
    v = 0.75 * s.noise(size_m, salt) + 0.25 * s.noise(size_m * 0.3, salt + 1)
    return step(v, 0.72 - 0.44 * share, 0.75 - 0.44 * share)


def points(s: Skin) -> F64:
    """Mask, ears, tail and lower legs: the colourpoint's dark extremities."""
    h = s.on_head()
    mask = step(h[:, 0], 0.030, 0.060) * s.has("face")
    legs = 1.0 - step(s.p[:, 2], 0.055, 0.125)
    tail = step(_along_tail(s), -0.02, 0.20)
    return np.maximum(np.maximum(mask, s.has("ear")), np.maximum(legs * (1.0 - s.has("tail", "face")), tail * s.has("tail")))
