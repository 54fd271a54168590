"""Is a truth consistent in itself? Boxes against masks, modal against amodal, fractions against counts, events against tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from synthclips.formats import rle
from synthclips.scene.errors import SceneError
from synthclips.stages import reflections, tracks, verdict

Found = tuple[int | None, str]  # frame, what
BOX_SLACK_PX = 1.0  # a pixel belongs to a mover from half coverage on: its box may round outwards
FRACTION_SLACK = 2e-4


def problems_of_truth(truth: Mapping[str, Any]) -> Iterator[Found]:
    """(frame or None, what is wrong), in order."""
    yield from _whole(truth)
    for track in truth["tracks"]:
        yield from _track(truth, track)
    for event in truth["events"]:
        yield from _event(truth, event)
    for reflection in truth["reflections"]:
        yield from _reflection(truth, reflection)


def _whole(truth: Mapping[str, Any]) -> Iterator[Found]:
    count = truth["clip"]["frames"]
    if truth["verdict"] not in verdict.VERDICTS or truth["alarm"] != (truth["verdict"] in verdict.ALARMS):
        yield None, f"verdict {truth['verdict']!r} does not go with alarm {truth['alarm']}"
    if len(truth["times_s"]) != count or sorted(set(truth["times_s"])) != truth["times_s"]:
        yield None, "times are not one rising number a frame"
    for name in ("exposure_s", "gain_db"):
        if len(truth["camera"][name]) != count:
            yield None, f"has {len(truth['camera'][name])} values of {name}, not {count}"
    ids = [t["id"] for t in truth["tracks"]]
    if len(set(ids)) != len(ids):
        yield None, "two tracks have one id"


def _track(truth: Mapping[str, Any], track: Mapping[str, Any]) -> Iterator[Found]:
    lengths = {name: len(track[name]) for name in ("frame", "repeat", *tracks.COLUMNS)}
    if len(set(lengths.values())) > 1:
        yield None, f"{track['id']}: columns differ in length"
        return
    last = -1
    for i, (frame, repeat) in enumerate(zip(track["frame"], track["repeat"], strict=True)):
        if frame <= last or repeat < 1 or frame + repeat > truth["clip"]["frames"]:
            yield frame, f"{track['id']}: rows are not in order"
            return
        last = frame + repeat - 1
        row = {name: track[name][i] for name in tracks.COLUMNS}
        for what in _row(truth, row):
            yield frame, f"{track['id']}: {what}"


def _reflection(truth: Mapping[str, Any], reflection: Mapping[str, Any]) -> Iterator[Found]:
    name = f"reflection of {reflection['reflection_of']} in {reflection['mirror']}"
    if reflection["reflection_of"] not in {t["id"] for t in truth["tracks"]}:
        yield None, f"{name}: nobody of that name has a track"
    for frame, *values in zip(reflection["frame"], *(reflection[c] for c in reflections.COLUMNS), strict=True):
        row = dict(zip(reflections.COLUMNS, values, strict=True))
        for what in _box(truth, row, row["box"], row["box"]):
            yield frame, f"{name}: {what}"


def _row(truth: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    box, whole = row["box"], row["amodal_box"]
    if row["visible_px"] > row["amodal_px"]:
        yield "more pixels are visible than it has"
    share = row["visible_px"] / row["amodal_px"] if row["amodal_px"] else 0.0
    if abs(share - row["visible_fraction"]) > FRACTION_SLACK:
        yield f"visible fraction is {row['visible_fraction']}, but {row['visible_px']} of {row['amodal_px']} pixels are"
    if (box is None) != (row["visible_px"] == 0) or (box is None) != (row["mask"] is None):
        yield "box, mask and visible pixels do not go together"
    elif box is not None:
        yield from _box(truth, row, box, whole)


def _box(truth: Mapping[str, Any], row: Mapping[str, Any], box: Any, whole: Any) -> Iterator[str]:
    x0, y0, x1, y1 = box
    if not (0 <= x0 < x1 <= truth["clip"]["width_px"] and 0 <= y0 < y1 <= truth["clip"]["height_px"]):
        yield f"box {box} is not inside the picture"
        return
    if (
        x0 < whole[0] - BOX_SLACK_PX
        or y0 < whole[1] - BOX_SLACK_PX
        or x1 > whole[2] + BOX_SLACK_PX
        or y1 > whole[3] + BOX_SLACK_PX
    ):
        yield f"box {box} reaches out of the amodal box {whole}"
    try:
        mask = rle.decode(row["mask"], y1 - y0, x1 - x0)
    except SceneError as problem:
        yield problem.message
        return
    if not (mask[0].any() and mask[-1].any() and mask[:, 0].any() and mask[:, -1].any()):
        yield f"box {box} is larger than its mask"
    if int(mask.sum()) != row["visible_px"]:
        yield f"mask has {int(mask.sum())} pixels, not {row['visible_px']}"


def _event(truth: Mapping[str, Any], event: Mapping[str, Any]) -> Iterator[Found]:
    name = f"event {event['who']} {event['does']}"
    if event["type"] != "nuisance" and event["who"] not in {t["id"] for t in truth["tracks"]}:
        yield None, f"{name}: nobody of that name has a track"
    first, stop = event["frames"]
    if not (event["start_s"] <= event["end_s"] and 0 <= first <= stop <= truth["clip"]["frames"]):
        yield None, f"{name}: ends before it starts"
    if any(not first <= a < b <= stop for a, b in event["visible_frames"]):
        yield None, f"{name}: was visible when it did not happen"
