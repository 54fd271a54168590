"""The Scene: what does happen in one clip, every value settled. Plain data, JSON both ways; it is the clip's recipe.

Metres, radians, linear light, world z up, the floor at z = 0, the room's near left corner at the origin.
Light is photometric: radiance in cd/m2 and irradiance in lux per colour channel (equal channels are white);
infrared uses the same numbers for its one channel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from synthclips.scene.annotations import OneOf, Range

Vec2 = tuple[float, float]
Vec3 = tuple[float, float, float]
# bounds that a recipe is held to when it is read
Share = Annotated[float, Range(0, 1)]
Rgb = tuple[Share, Share, Share]
NotNegative = Annotated[float, Range(0, 1e7)]
Extent = tuple[NotNegative, NotNegative]
Light = tuple[NotNegative, NotNegative, NotNegative]
Side = Annotated[float, Range(0.01, 100)]
Slope = Annotated[float, Range(-1.58, 1.58)]
Wall = Annotated[int, Range(0, 99)]
Pixels = Annotated[int, Range(16, 8192)]
FORMAT = 1


@dataclass(frozen=True)
class Material:
    """A surface: a family of procedural pattern and its settled numbers."""

    family: str  # "paint", "wood", "boards", "carpet", "weave", "leather", ...: catalog/materials
    rgb: Rgb  # mean linear albedo, 0..0.95
    rgb2: Rgb  # second colour of the pattern
    ir: Share  # mean near-infrared (850 nm) albedo
    scale_m: Annotated[float, Range(1e-4, 100)] = 0.1  # size of the pattern's element
    contrast: Share = 0.5  # 0..1, how much of the pattern shows
    gloss: Share = 0.0  # 0 matt .. 1 mirror-like varnish
    emission: NotNegative = 0.0  # cd/m2 given off where the pattern's colour is 1 (lamp shade, screen, the view outside)
    lamp: str = ""  # id of the lamp whose weight scales the emission
    key: int = 0  # of the pattern's hashed lattice


@dataclass(frozen=True)
class Item:
    """A piece of furniture or clutter, standing somewhere."""

    id: str  # unique in the scene: "couch", "book_3"
    kind: str  # name in catalog/furniture
    position_m: Vec3  # world position of the item's local origin (centre of its footprint, at its foot)
    yaw_rad: float  # about z; local +y is the front (the way a sofa faces)
    params: dict[str, Any]  # keyword arguments of the kind's maker
    materials: dict[str, Material]  # by slot
    key: int  # for detail the maker draws (books on a shelf, leaves)
    movable: bool = False  # drawn as a mover, never in the plate


@dataclass(frozen=True)
class Opening:
    """A window or door in a wall. u runs along the wall, counter-clockwise seen from above (inside on the left)."""

    id: str
    kind: Annotated[str, OneOf("window", "door", "passage")]  # passage: without a leaf
    wall: Wall  # from that corner of the room's outline to the next; of a rectangle 0: y=0, 1: x=width, 2: y=depth, 3: x=0
    u_m: float  # centre, from the wall's start
    width_m: Side
    sill_m: Annotated[float, Range(0, 100)]  # lower edge over the floor; 0 for doors
    height_m: Side
    hinge: Annotated[int, OneOf(1, -1)] = 1  # doors: +1 hinge at larger u, -1 at smaller u; opens into the room
    params: dict[str, Any] = field(default_factory=dict)  # maker's: panes, curtain, outside view


@dataclass(frozen=True)
class Room:
    """An empty room: walls along x and y, its box from the origin to `size_m`, floor at z = 0."""

    kind: str  # "living_room", "hallway"
    size_m: tuple[Side, Side, Side]  # x width, y depth, z ceiling
    openings: tuple[Opening, ...]
    materials: dict[str, Material]  # slots: wall_0, wall_1, ..., floor, ceiling, skirting, frame, door, outside
    key: int
    corners_m: tuple[Vec2, ...] = ()  # of the floor, counter-clockwise seen from above; () for a rectangle
    wells: tuple[tuple[float, float, float, float], ...] = ()  # holes in the ceiling over stairs: x0, y0, x1, y1
    outside: str = "garden"  # kind of surroundings: catalog/outside
    leafless: bool = False  # it is winter there

    @property
    def outline(self) -> tuple[Vec2, ...]:
        """The floor's corners; wall k goes from the k-th to the next."""
        x, y, _ = self.size_m
        return self.corners_m or ((0.0, 0.0), (x, 0.0), (x, y), (0.0, y))


@dataclass(frozen=True)
class Lamp:
    """A light. Its plate image is rendered at unit weight; `weight` scales it in the clip."""

    id: str
    kind: Annotated[str, OneOf("sun", "sky", "bulb", "street", "panel", "infrared", "doorway")]  # sun: or moon
    position_m: Vec3  # centre (bulb, street, panel, infrared); the opening's centre for sky and doorway; unused by sun
    direction: Vec3  # unit, the way the light goes (sun, panel and sky: normal into the room; infrared: axis)
    size_m: Extent  # bulb, street: (radius, 0); panel, sky, doorway: width, height; sun: (angular radius in rad, 0)
    power_rgb: Light  # sun: lux on a surface facing it; panel/sky/doorway: radiance cd/m2; bulb/street/infrared: intensity cd
    beam_rad: NotNegative = 0.0  # infrared: half angle at half intensity; bulb: half angle of its shade's ends, 0 if bare
    weight: NotNegative = 1.0
    opening: str = ""  # id of the opening the light comes through (sun, sky, street, doorway)


@dataclass(frozen=True)
class Viewpoint:
    """Where the camera hangs. yaw 0 looks along +x, counter-clockwise; pitch < 0 looks down."""

    position_m: Vec3
    yaw_rad: float
    pitch_rad: Slope
    roll_rad: float
    fov_rad: Annotated[float, Range(0.05, 2.7)]  # horizontal, edge to edge after distortion
    k1: Annotated[float, Range(-1, 1)]  # r_d = r (1 + k1 r^2 + k2 r^4) on the normalised image plane
    k2: Annotated[float, Range(-1, 1)]


@dataclass(frozen=True)
class Camera:
    """Sensor, signal chain and stream."""

    preset: str
    width_px: Pixels
    height_px: Pixels
    fps: Annotated[float, Range(0.1, 240)]
    infrared: bool  # monochrome night mode: infrared-cut filter out, infrared lamp on
    params: dict[str, float]  # the preset's settled numbers: catalog/cameras
    clock: bool  # burnt-in clock
    start_time: str  # what the clock shows in the first frame, "2025-03-14 23:10:05"
    key: int  # for the sensor's noise


@dataclass(frozen=True)
class Step:
    """One action of an actor's script; it starts when the one before has ended and `pause_s` has gone by."""

    action: str  # name in catalog/actions of the actor's species
    params: dict[str, Any] = field(default_factory=dict)  # settled: "path_m" [[x, y], ...], "to_m", "facing_rad", "seconds", ...
    target: str = ""  # id of the item or opening it is about
    source: str = ""
    pause_s: float = 0.0


@dataclass(frozen=True)
class Actor:
    """Somebody in the clip: a body, a script, and where and when it begins."""

    id: str  # "tom"
    kind: str  # "cat" | "dog" | "person": catalog/actors
    role: Annotated[str, OneOf("pet", "intruder", "resident")]
    body: dict[str, Any]  # keyword arguments of the kind's maker
    script: tuple[Step, ...]
    start_m: Vec3  # where it is at start_s: x, y and height of what it stands on
    start_yaw_rad: float
    start_s: float  # when the script begins
    present_from_start: (
        bool  # True: waits at start_m in its rest posture until start_s; False: appears at start_s (behind the door)
    )
    key: int  # for what it does at random in this clip
    identity: int = 0  # key of who it is: the same wherever the same one appears; 0: somebody of this clip alone

    @property
    def who(self) -> int:
        """The key of its body and its habits."""
        return self.identity or self.key


@dataclass(frozen=True)
class Nuisance:
    """Something that stirs and is nobody: a light, a robot vacuum, a curtain in a draught."""

    id: str  # "robot_vacuum"
    kind: str  # name in catalog/nuisances
    strength: Annotated[int, Range(1, 5)]  # 1 hardly noticed .. 5 hard to overlook
    start_s: float
    end_s: float
    params: dict[str, Any]  # the kind's parameters, and what it settled of this home: lamp, item, path
    key: int  # for detail drawn as it plays


@dataclass(frozen=True)
class Scene:
    """Everything that settles one clip."""

    format: int
    version: str  # of synthclips
    name: str  # of the scene file
    seed: int
    index: int
    home: int  # clips of one home share room, items, lamps and viewpoint
    what: Annotated[str, OneOf("nothing", "pet", "intruder", "both", "resident")]
    duration_s: Annotated[float, Range(0, 3600)]
    room: Room
    items: tuple[Item, ...]
    lamps: tuple[Lamp, ...]
    viewpoint: Viewpoint
    camera: Camera
    actors: tuple[Actor, ...]
    nuisances: tuple[Nuisance, ...] = ()

    @property
    def frame_count(self) -> int:
        """Frames of the clip: duration times rate, rounded, at least one."""
        return max(1, round(self.duration_s * self.camera.fps))

    def item(self, id: str) -> Item:
        """The item with this id; StopIteration where there is none."""
        return next(i for i in self.items if i.id == id)
