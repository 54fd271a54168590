"""What the sky gives at an hour of a day of the year at a latitude: sun, moon, daylight, dusk. Photometric."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from synthclips.scene.records import Vec3
from synthclips.stages.compose.light.colour import mixed

TILT_RAD = math.radians(23.45)  # of the earth's axis
SKY_COLOUR = {"clear": (0.90, 1.0, 1.16), "broken": (0.97, 1.0, 1.06), "overcast": (1.0, 1.0, 1.02)}
SKY_CD_M2 = {"clear": 3500.0, "broken": 5000.0, "overcast": 3200.0}  # mean of sky and lit ground at noon
CLEARNESS = {"clear": 1.0, "broken": 0.55, "overcast": 0.0}  # share of the sun that comes through
BLUE_HOUR = (0.82, 0.98, 1.34)  # ozone takes the yellow out of the light of a sun 4 degrees down and lower
# lux on level ground by the sun's height in degrees, no moon (Seidelmann 1992, Explanatory Supplement)
TWILIGHT_LUX = {-18.0: 0.0006, -15.0: 0.0015, -12.0: 0.008, -9.0: 0.13, -6.0: 3.4, -3.0: 46.0, 0.0: 600.0, 1.0: 900.0}
GROUND_AND_SKY = 0.19  # cd/m2 that a window sees for a lux on the ground: half a sky, half a ground of albedo 0.2
FULL_MOON_LUX = 0.25  # overhead
MOON_COLOUR = (0.92, 1.01, 1.25)  # cooler than its 4200 K, as nobody takes moonlight for white
MOONLIT_SKY = 0.3  # level lux from the sky for one from the moon


@dataclass(frozen=True)
class Sky:
    """The sky of one hour; heights over the horizon and azimuths from north, clockwise, in radians."""

    kind: str  # "clear" | "broken" | "overcast"
    sun: tuple[float, float]  # height, azimuth
    moon: tuple[float, float]
    moon_lux: float  # on a surface that faces it, clear

    @property
    def daylight(self) -> float:
        """0 at sunset .. 1 with the sun overhead."""
        return float(max(0.0, math.sin(self.sun[0])) ** 0.8)

    @property
    def cd_m2(self) -> float:
        """Mean luminance of what a window shows."""
        dusk_lux = twilight_lux(math.degrees(self.sun[0])) * SKY_CD_M2[self.kind] / SKY_CD_M2["clear"]
        moon_lux = MOONLIT_SKY * self.moon_lux * max(0.0, math.sin(self.moon[0]))
        return max(SKY_CD_M2[self.kind] * self.daylight, GROUND_AND_SKY * dusk_lux) + GROUND_AND_SKY * moon_lux

    @property
    def colour(self) -> Vec3:
        """Of the sky: bluer as the sun goes down."""
        share = min(max(-math.degrees(self.sun[0]) / 4, 0.0), 1.0)
        return mixed(SKY_COLOUR[self.kind], BLUE_HOUR, share)

    @property
    def sunlight(self) -> Vec3:
        """Lux of direct sun on a surface that faces it; warmer the lower it stands."""
        height = self.sun[0]
        if height < math.radians(3):
            return (0.0, 0.0, 0.0)
        air = _air_mass(height)
        lux = 128000.0 * CLEARNESS[self.kind]
        return (lux * 1.04 * math.exp(-0.17 * air), lux * math.exp(-0.22 * air), lux * 0.97 * math.exp(-0.31 * air))

    @property
    def moonlight(self) -> Vec3:
        """Lux of direct moonlight on a surface that faces it."""
        lux, (red, green, blue) = self.moon_lux * CLEARNESS[self.kind], MOON_COLOUR
        return (lux * red, lux * green, lux * blue)


def sky_at(kind: str, hour: float, latitude_deg: float, day: int, moon: float, *, waxing: bool) -> Sky:
    """moon: share of its disc that is lit, 0 new .. 1 full."""
    place = moon_direction(hour, latitude_deg, day, moon, waxing=waxing)
    return Sky(kind, sun_direction(hour, latitude_deg, day), place, _moon_lux(moon, place[0]))


def sun_direction(hour: float, latitude_deg: float, day: int) -> tuple[float, float]:
    """Height and azimuth from north, clockwise, radians. Cooper 1969 for the declination."""
    declination = math.radians(23.45) * math.sin(2 * math.pi * (284 + day) / 365)
    return _seen_from(latitude_deg, declination, math.radians(15 * (hour - 12)))


def moon_direction(hour: float, latitude_deg: float, day: int, lit: float, *, waxing: bool) -> tuple[float, float]:
    """As the sun's, of a moon that keeps to the sun's path: ahead of it by the angle that lights so much of its disc."""
    along = 2 * math.pi * (284 + day) / 365  # the sun's place on its path
    ahead = math.acos(1 - 2 * lit) * (1 if waxing else -1)
    east = _right_ascension(along + ahead) - _right_ascension(along)
    declination = math.asin(math.sin(TILT_RAD) * math.sin(along + ahead))
    return _seen_from(latitude_deg, declination, math.radians(15 * (hour - 12)) - east)


def twilight_lux(height_deg: float) -> float:
    """Lux on level ground under a clear sky without moon; as at 1 degree where the sun is higher."""
    lines = list(TWILIGHT_LUX.items())
    if height_deg <= lines[0][0]:
        return lines[0][1]
    for (lower, dark), (higher, bright) in pairwise(lines):
        if height_deg <= higher:
            return float(dark * (bright / dark) ** ((height_deg - lower) / (higher - lower)))
    return lines[-1][1]


def _seen_from(latitude_deg: float, declination: float, angle: float) -> tuple[float, float]:
    """Height and azimuth of what has this declination and hour angle."""
    latitude = math.radians(latitude_deg)
    up = math.sin(latitude) * math.sin(declination) + math.cos(latitude) * math.cos(declination) * math.cos(angle)
    south = math.sin(latitude) * math.cos(declination) * math.cos(angle) - math.cos(latitude) * math.sin(declination)
    west = math.cos(declination) * math.sin(angle)
    return math.asin(up), math.pi + math.atan2(west, south)


def _right_ascension(along: float) -> float:
    return math.atan2(math.cos(TILT_RAD) * math.sin(along), math.cos(along))


def _moon_lux(lit: float, height: float) -> float:
    """Allen 1976 for the phase (a half moon gives a twelfth of a full one), 0.2 of extinction an air mass."""
    if lit == 0 or height < math.radians(3):
        return 0.0
    phase_deg = math.degrees(math.acos(2 * lit - 1))
    magnitude = 0.026 * phase_deg + 4e-9 * phase_deg**4
    return float(FULL_MOON_LUX * 10 ** (-0.4 * magnitude) * math.exp(-0.2 * (_air_mass(height) - 1)))


def _air_mass(height: float) -> float:
    """Kasten & Young 1989."""
    return float(1.0 / (math.sin(height) + 0.50572 * (math.degrees(height) + 6.07995) ** -1.6364))
