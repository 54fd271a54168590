"""A person: any age and build, any skin, any clothes; what is worn says nothing about why they are here."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from synthclips.catalog import Kind
from synthclips.catalog.actions.biped.channels import BONES, PARENT
from synthclips.catalog.actors.people import bags, garments, head, legwear, limbs
from synthclips.catalog.actors.people.build import Build, rest_frames
from synthclips.catalog.actors.people.build import build as proportions
from synthclips.catalog.actors.people.builds import BOTTOMS, BUILDS, HAIR, HEADWEAR, SHARES, TOPS
from synthclips.catalog.actors.people.carried import HANGS, carried
from synthclips.catalog.actors.people.fit import hanging, tucked
from synthclips.catalog.actors.people.folds import folded
from synthclips.catalog.actors.people.hidden import coarse_inside
from synthclips.catalog.actors.people.marks import capsules, keypoints
from synthclips.catalog.actors.people.paint import Wardrobe, paint
from synthclips.catalog.actors.people.shell import Shell
from synthclips.catalog.actors.people.torch import torch
from synthclips.geometry.body import Body, texel_points
from synthclips.geometry.mesh import snapped
from synthclips.geometry.skeleton import F64
from synthclips.scene.annotations import Range, Unit
from synthclips.scene.distributions import Choice, Normal, Uniform

Hair = Literal["short", "long", "bob", "curly", "bun", "ponytail", "shaved", "bald"]
HairColour = Literal["black", "dark_brown", "brown", "blond", "red", "grey", "white"]
Figure = Literal["woman", "man", "teenager", "child", "small_child", "old_woman", "old_man"]
Top = Literal["tshirt", "shirt", "hoodie", "hood_up", "jacket", "coat", "dress", "long_dress"]
Bottom = Literal["jeans", "trousers", "skirt", "shorts"]
Pattern = Literal["plain", "heather", "stripes", "plaid", "print", "block"]
Headwear = Literal["none", "cap", "beanie", "balaclava", "headscarf"]
Mask = Literal["none", "medical", "cloth"]
Carried = Literal["nothing", "bag", "phone", "torch", "crowbar", "stick"]
Shoes = Literal["sneakers", "boots"]
Cloth = Literal[
    "black", "charcoal", "grey", "light_grey", "white", "navy", "blue", "light_blue", "red", "burgundy", "green", "olive",
    "beige", "brown", "pink", "yellow", "orange", "purple", "denim", "denim_dark", "denim_light",
]  # fmt: skip

WORN = (  # from day to day; the rest is who they are
    "top", "top_colour", "top_pattern", "top_second", "bottom", "bottom_colour", "shoes", "shoe_colour", "headwear",
    "headwear_colour", "gloves", "mask", "backpack", "carries",
)  # fmt: skip
SWING_M = 0.06  # a hem may ride up so far: what is tucked less deep may show


def make(
    *,
    key: int,
    build: Figure,
    stature_m: Annotated[float, Range(0.90, 2.05), Unit("m")],
    figure: Annotated[float, Range(0.0, 1.0)],
    bmi: Annotated[float, Range(13.0, 40.0), Unit("kg/m2")],
    shoulders: Annotated[float, Range(0.85, 1.15)],
    hips: Annotated[float, Range(0.85, 1.20)],
    age_years: Annotated[float, Range(3.0, 95.0), Unit("years")],
    skin_tone: Annotated[float, Range(0.0, 1.0)],
    hair: Hair,
    hair_colour: HairColour,
    top: Top,
    top_colour: Cloth,
    top_pattern: Pattern,
    top_second: Cloth,
    bottom: Bottom,
    bottom_colour: Cloth,
    shoes: Shoes,
    shoe_colour: Cloth,
    headwear: Headwear,
    headwear_colour: Cloth,
    gloves: bool,
    mask: Mask,
    backpack: bool,
    carries: Carried = "nothing",
) -> Body:
    """The body in its rest pose, arms held away. figure: 0 straight .. 1 curved; skin_tone: 0 fair .. 1 dark.

    build chooses priors only. shoulders and hips: breadth against the average of stature and figure. age_years: of
    children it decides how large the head and how short the legs are. Under a dress no `bottom` is worn. What is carried is in
    the right hand; a torch shines in the dark.
    """
    of = proportions(stature_m=stature_m, figure=figure, bmi=bmi, shoulders=shoulders, hips=hips, age_years=age_years, key=key)
    wear = Wardrobe(
        skin_tone, hair, hair_colour, top, top_colour, top_pattern, top_second, bottom, bottom_colour, shoe_colour,
        headwear, headwear_colour, _GLOVES[key % 5], _MASKS[key % 4] if mask == "medical" else headwear_colour,
        "black" if key % 3 == 0 else "navy" if key % 3 == 1 else "olive",
    )  # fmt: skip
    shells = _shells(of, wear, shoes, gloves, mask, backpack)
    return _body(of, shells, carried(of, carries), wear, hangs=carries in HANGS)


def _shells(of: Build, wear: Wardrobe, shoes: str, gloves: bool, mask: str, backpack: bool) -> list[Shell]:
    cut = garments.TOPS[wear.top]
    covered, dressed = wear.top == "hood_up", garments.is_dress(wear.top)
    shells = [head.head(of)]
    if not covered and wear.headwear not in ("balaclava", "headscarf"):
        hat = wear.headwear in ("cap", "beanie")
        shells += head.hair(of, "short" if hat and wear.hair in ("curly", "bun") else wear.hair, under_hat=hat)
    shells += head.headwear(of, "none" if covered and wear.headwear != "balaclava" else wear.headwear)
    shells += head.mask(of, "none" if wear.headwear == "balaclava" else mask)
    if wear.top in ("hoodie", "hood_up"):
        shells += head.hood(of, covered)
    shells.append(hanging(garments.top(of, wear.top), of))
    if not dressed:
        shells.append(legwear.bottom(of, wear.bottom))
    shells += limbs.hands(of, 0.0 if cut.sleeve < 1 else 1.0, gloves=gloves)
    bare_legs = dressed or legwear.BOTTOMS[wear.bottom].hem > 0.2
    if bare_legs:
        shells += limbs.bare_legs(of)
    shells += limbs.shoes(of, shoes, under_trousers=not bare_legs)
    if backpack:
        shells += bags.backpack(of, cut.thick_m)
    return shells


def _body(of: Build, shells: list[Shell], held: list[Shell], wear: Wardrobe, *, hangs: bool) -> Body:
    parts = tuple(dict.fromkeys(s.material for s in shells + held))
    hem_m = of.level(garments.TOPS[wear.top].hem)
    shells = coarse_inside(shells, [_tucked(s, hem_m + SWING_M) for s in shells]) + held
    starts = np.cumsum([0, *(len(s.surface.vertices_m) for s in shells)])
    shaped = [folded(s, of, _tucked(s, hem_m)) for s in shells]
    texels = [paint(s, texel_points(s.surface.vertices_m, s.surface.faces).astype(np.float64), of, wear) for s in shells]
    return Body(
        "person",
        snapped(np.concatenate([v for v, _ in shaped])),
        snapped(np.concatenate([n for _, n in shaped])),
        np.concatenate([s.surface.faces + start for s, start in zip(shells, starts[:-1], strict=True)]).astype(np.int32),
        np.concatenate([s.surface.bone for s in shells]),
        np.concatenate([s.surface.weight for s in shells]),
        rest_frames(of, hangs=hangs), PARENT, BONES,
        snapped(np.concatenate(texels)),
        np.concatenate([np.full(len(s.surface.faces), parts.index(s.material)) for s in shells]).astype(np.int32),
        parts, keypoints(of), capsules(of, *_legs(wear)), fuzz=0.14,
    )  # fmt: skip


def _legs(wear: Wardrobe) -> tuple[float, float]:
    """Radii of thighs and shanks, clothed, shares of the stature."""
    if garments.is_dress(wear.top):
        return 0.060, 0.064 if garments.TOPS[wear.top].hem < 0.2 else 0.027
    return 0.046, 0.033 if legwear.BOTTOMS[wear.bottom].hem < 0.2 else 0.027


def _tucked(shell: Shell, hem_m: float) -> F64 | float:
    return tucked(shell, hem_m) if shell.name == "bottom" else 0.0


_GLOVES = ("black", "charcoal", "black", "brown", "light_blue")  # the last as nurses and cleaners wear them
_MASKS = ("light_blue", "white", "light_blue", "black")
_COLOURS = (
    "black", "charcoal", "grey", "light_grey", "white", "navy", "blue", "light_blue", "red", "burgundy", "green", "olive",
    "beige", "brown", "pink", "yellow", "orange", "purple",
)  # fmt: skip
_COMMON = Choice(_COLOURS, (14, 7, 10, 6, 13, 11, 7, 5, 5, 3, 4, 4, 5, 3, 3, 2, 1.5, 1.5))

KINDS = [
    Kind(
        "person", "a person of any age in everyday clothes; ages and sexes are its builds", make,
        {
            "build": Choice(tuple(BUILDS), SHARES),
            "stature_m": Normal(1.70, 0.085),
            "figure": Uniform(0.0, 1.0),
            "bmi": Normal(25.0, 2.6),
            "shoulders": Normal(1.0, 0.035),
            "hips": Normal(1.0, 0.035),
            "age_years": Uniform(18.0, 75.0),
            "skin_tone": Uniform(0.0, 1.0),
            "hair": Choice(HAIR, (34, 14, 9, 10, 7, 10, 9, 7)),
            "hair_colour": Choice(("black", "dark_brown", "brown", "blond", "red", "grey", "white"), (32, 26, 18, 13, 3, 5, 3)),
            "top": Choice(TOPS, (26, 22, 20, 6, 18, 8, 0, 0)),
            "top_colour": _COMMON,
            "top_pattern": Choice(("plain", "heather", "stripes", "plaid", "print", "block"), (46, 14, 12, 10, 11, 7)),
            "top_second": _COMMON,
            "bottom": Choice(BOTTOMS, (48, 34, 8, 10)),
            "bottom_colour": Choice(
                ("denim", "denim_dark", "denim_light", "black", "charcoal", "grey", "navy", "beige", "brown", "olive"),
                (22, 14, 9, 17, 9, 7, 9, 6, 3, 4),
            ),
            "shoes": Choice(("sneakers", "boots"), (80, 20)),
            "shoe_colour": Choice(
                ("black", "white", "brown", "charcoal", "grey", "navy", "red", "blue"), (30, 20, 14, 9, 9, 7, 3, 4)
            ),
            "headwear": Choice(HEADWEAR, (79, 11, 8, 2, 0)),
            "headwear_colour": _COMMON,
            "gloves": Choice((False, True), (92, 8)),
            "mask": Choice(("none", "medical", "cloth"), (93, 4, 3)),
            "backpack": Choice((False, True), (88, 12)),
            "carries": Choice(("nothing", "bag", "phone", "torch", "crowbar", "stick"), (76, 10, 6, 6, 2, 0)),
        },
        label="person",
        builds=BUILDS,
        traits={"worn": WORN, "shines": torch},
    )
]  # fmt: skip
