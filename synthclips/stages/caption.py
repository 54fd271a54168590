"""Captions: one plain sentence of what the camera sees, made from the events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from synthclips import catalog
from synthclips.scene.records import Actor, Scene

# Said with the things it is about where both are known, else without; actions not listed are told from their name.
SAID: dict[str, tuple[str, str]] = {
    "enter_door": ("comes in by the {target}", "comes in"),
    "exit_door": ("leaves by the {target}", "leaves"),
    "jump_across": ("jumps from the {source} to the {target}", "jumps across"),
    "jump_up": ("jumps up on the {target}", "jumps up"),
    "jump_down": ("jumps down from the {source}", "jumps down"),
    "walk": ("walks to the {target}", "walks about"),
    "trot": ("trots to the {target}", "trots about"),
    "gallop": ("dashes to the {target}", "dashes about"),
    "hop": ("hops to the {target}", "hops about"),
    "run": ("runs to the {target}", "runs"),
    "creep": ("creeps to the {target}", "creeps about"),
    "sit": ("sits on the {target}", "sits"),
    "lie": ("lies on the {target}", "lies down"),
}
WHO = {
    "intruder": "an unknown person",
    "resident": "somebody who lives here",
    "visitor": "a visitor",
    "child": "a child of the house",
    "cleaner": "the cleaner",
}
MOST = 5  # actions told of one actor


def caption(scene: Scene, events: Sequence[Mapping[str, Any]]) -> str:
    """ "At night, in infrared, an unknown person enters by the door and walks." or "... nothing happens."."""
    stirs = _stirs(scene, events)
    told = [t for t in (_story(scene, a.id, WHO.get(a.role, _a(a.kind)), events) for a in _people_first(scene)) if t]
    place = _a(scene.room.kind.replace("_", " "))
    opening = f"In {place}, filmed in infrared" if scene.camera.infrared else f"In {place}"
    if not told:
        return f"{opening}, nobody is to be seen{stirs}."
    return f"{opening}, {'; '.join(told)}{stirs}."


def _stirs(scene: Scene, events: Sequence[Mapping[str, Any]]) -> str:
    """What stirs besides: "; a robot vacuum drives about", or ""."""
    seen = [e["who"] for e in events if e["type"] == "nuisance" and e["visible_frames"]]
    told = [str(catalog.kind("nuisances", n.kind).traits["told"]) for n in scene.nuisances if n.id in seen]
    return f"; {_list(list(dict.fromkeys(told)))}" if told else ""


def _people_first(scene: Scene) -> list[Actor]:
    """What matters most is told first: unknown people, then known ones, then animals."""
    return sorted(scene.actors, key=lambda a: [*WHO, a.role].index(a.role))


def _story(scene: Scene, id: str, who: str, events: Sequence[Mapping[str, Any]]) -> str:
    """What one actor is seen to do, in order, repeats left out."""
    done: list[str] = []
    for event in events:
        if event["who"] != id or event["type"] != "action" or not event["visible_frames"]:
            continue
        phrase = _phrase(str(event["does"]), source=_thing(scene, event["source"]), target=_thing(scene, event["target"]))
        if phrase not in done:
            done.append(phrase)
    if len(done) > MOST:
        done = [*done[: MOST - 1], done[-1]]
    return f"{who} {_list(done)}" if done else ""


def _phrase(does: str, *, source: str, target: str) -> str:
    """Third person, present tense."""
    verb, *rest = does.split("_")
    plain = " ".join([_third_person(verb), *rest])
    whole, bare = SAID.get(does, (f"{plain} the {{target}}", plain))
    known = ("{source}" not in whole or source) and ("{target}" not in whole or target)
    return whole.format(source=source, target=target) if known else bare


def _thing(scene: Scene, id: str) -> str:
    kinds = (
        {i.id: i.kind for i in scene.items} | {o.id: o.kind for o in scene.room.openings} | {a.id: a.kind for a in scene.actors}
    )
    return kinds.get(id, "").replace("_", " ")


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else f"{verb}s"


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _list(phrases: Sequence[str]) -> str:
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"
