"""Data sets on disk: whole or not at all, refused where they do not fit, the same whoever makes them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import engine_work
import numpy as np
import pytest
from filmed import Film, asked, dataset, scene, walking, write_clip
from PIL import Image

from synthclips.dataset import engine, identity, seal, store
from synthclips.dataset.index import finish
from synthclips.formats import depth, objects, sheet
from synthclips.raster.gbuffer import GBuffer, Layer
from synthclips.review import picture, timeline
from synthclips.scene.errors import SceneError


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_a_clip_that_fails_half_way_leaves_nothing(tmp_path: Path):
    class Broken(Exception):
        pass

    def fail() -> None:
        with store.partial_clip(tmp_path, 4) as folder:
            (folder / store.CLIP).write_bytes(b"half")
            raise Broken

    with pytest.raises(Broken):
        fail()
    assert names(tmp_path) == []
    assert store.finished(tmp_path) == []


def test_what_a_killed_run_left_is_swept_and_no_clip_is(tmp_path: Path):
    out = dataset(tmp_path / "out")
    before = names(out)
    (out / "clips" / ".partial-000007-99").mkdir()
    (out / "clips" / ".partial-000007-99" / "clip.mp4").write_bytes(b"half")
    (out / ".partial-metadata.jsonl-99").write_bytes(b"half")
    store.sweep(out)
    assert names(out) == before


def test_the_same_clips_give_the_same_bytes_in_any_order(tmp_path: Path):
    films = [walking(scene(index=0)), Film(scene(index=1, roles=())), walking(scene(index=2, roles=("pet",)))]
    one, other = dataset(tmp_path / "a", films), dataset(tmp_path / "b", films[::-1])
    assert names(one) == names(other)
    assert [n for n in names(one) if (one / n).read_bytes() != (other / n).read_bytes()] == []


def test_more_clips_may_come_later_and_end_as_if_made_at_once(tmp_path: Path):
    films = [walking(scene(index=0)), walking(scene(index=1, roles=("pet",)))]
    at_once, later = dataset(tmp_path / "a", films), dataset(tmp_path / "b", films[:1])
    dataset(later, films[1:])
    assert [n for n in names(at_once) if (at_once / n).read_bytes() != (later / n).read_bytes()] == []


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"seed": 8}, "of seed 7, not 8"),
        ({"size": "320x192"}, "of size 160x96, not 320x192"),
        ({"fps": 25.0}, "at a frame rate of 10.0, not 25.0"),
        ({"scene": "hallway_night"}, "of the scene by_hand, not hallway_night"),
        ({"version": "0.2.0"}, "made by version 0.1.0, not 0.2.0"),
        ({"dense": ("depth",)}, "with the dense truth nothing, not depth"),
    ],
)
def test_clips_of_another_kind_are_refused_and_the_difference_named(tmp_path: Path, other: dict, says: str):
    identity.claim(tmp_path, asked())
    with pytest.raises(SceneError, match=says):
        identity.claim(tmp_path, asked(**other))
    identity.claim(tmp_path, asked())


def test_another_version_of_the_same_scene_file_is_refused(tmp_path: Path):
    identity.claim(tmp_path, asked())
    changed = asked() | {"spec": "0" * 64}
    with pytest.raises(SceneError, match="of a scene file with the digest"):
        identity.claim(tmp_path, changed)


def test_a_folder_of_somebody_elses_files_is_refused_and_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("precious")
    with store.writing(tmp_path), pytest.raises(SceneError, match=r"no data set \(thesis.txt\)"):
        identity.claim(tmp_path, asked())
    assert (tmp_path / "thesis.txt").read_text() == "precious"
    assert not (tmp_path / store.DATASET).exists()


def test_two_runs_cannot_write_into_one_folder(tmp_path: Path):
    def write() -> None:
        with store.writing(tmp_path):
            pass

    with store.writing(tmp_path), pytest.raises(SceneError, match="another run"):
        write()
    write()


def test_a_place_that_cannot_be_written_is_named_without_a_traceback(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SceneError, match="cannot be written"), store.writing(tmp_path / "file" / "out"):
        pass


def test_a_full_disk_is_said_in_words_whoever_meets_it(tmp_path: Path):
    for problem in (OSError(28, "No space left on device"), OSError("the video encoder failed: No space left on device")):
        with pytest.raises(SceneError, match="No space left on device"), store.writing(tmp_path):
            raise problem


def test_a_damaged_dataset_file_is_refused_in_words(tmp_path: Path):
    identity.claim(tmp_path, asked())
    (tmp_path / store.DATASET).write_bytes(b"\x00\xff")
    with pytest.raises(SceneError, match="cannot be read"):
        identity.claim(tmp_path, asked())


def test_the_identity_of_a_clip_hangs_on_frames_and_truth_alone():
    truth = walking(scene()).truth()
    one, other = seal.sealed(truth, "ab", {"clip.mp4": "1"}), seal.sealed(truth, "ab", {"clip.mp4": "2"})
    assert one["provenance"]["hashes"]["clip"] == other["provenance"]["hashes"]["clip"]
    assert one["provenance"]["hashes"]["clip"] != seal.sealed(truth, "cd", {})["provenance"]["hashes"]["clip"]


CLIPS = [engine.Task(i, i // 5) for i in range(8)]


@pytest.mark.parametrize("workers", [1, 3])
def test_every_clip_is_made_once_by_any_number_of_workers(workers: int):
    assert sorted(engine.processes(engine_work.square, CLIPS, workers=workers)) == [i * i for i in range(8)]
    assert list(engine.serial(engine_work.square, CLIPS)) == [i * i for i in range(8)]


def test_each_worker_has_one_thread_and_this_process_keeps_its_own():
    before = os.environ.get("OMP_NUM_THREADS")
    told = list(engine.processes(engine_work.threads, [engine.Task(i, i) for i in range(6)], workers=2))
    assert {count for _, count in told} == {"1"}
    assert len({pid for pid, _ in told}) == 2
    assert os.environ.get("OMP_NUM_THREADS") == before


def test_a_clip_that_kills_its_workers_is_blamed_after_its_neighbours_are_done():
    made: list[int] = []
    with pytest.raises(SceneError, match="clip 3: the worker process died twice"):
        made.extend(engine.processes(engine_work.poison, CLIPS[:6], workers=2))
    assert sorted(made) == [0, 1, 2, 4, 5]


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path):
    make = partial(engine_work.unlucky_once, str(tmp_path))
    assert sorted(engine.processes(make, CLIPS, workers=2)) == list(range(8))


def test_what_a_worker_finds_wrong_reaches_the_caller_as_it_was():
    with pytest.raises(SceneError, match=r"clip \d: cannot stand in a wall") as caught:
        list(engine.processes(engine_work.wrong, CLIPS, workers=2))
    assert caught.value.message == "cannot stand in a wall"


def times(folder: Path, clips: list[engine.Task], *, word_at: float) -> tuple[dict[int, float], dict[int, float]]:
    """When each clip was begun and ended by three workers, that show a sign of life after the share `word_at` of its time."""
    list(engine.processes(partial(engine_work.intervals, str(folder), word_at), clips, workers=3))
    told = {t.index: [float(v) for v in (folder / str(t.index)).read_text().split()] for t in clips}
    return {i: t[0] for i, t in told.items()}, {i: t[1] for i, t in told.items()}


FIVE = [engine.Task(0, 0), engine.Task(1, 0), engine.Task(2, 0), engine.Task(3, 1), engine.Task(4, 1)]


def test_no_clip_of_a_home_begins_before_its_room_is_baked(tmp_path: Path):
    began, ended = times(tmp_path, FIVE, word_at=1.0)
    assert min(began[1], began[2]) >= ended[0]
    assert began[4] >= ended[3]
    assert began[3] < ended[0]  # meanwhile the other home is under way


def test_the_other_clips_of_a_home_begin_as_soon_as_its_room_is_baked(tmp_path: Path):
    began, ended = times(tmp_path, FIVE[:3], word_at=0.2)
    assert max(began[1], began[2]) < ended[0]


def played(tasks: list[engine.Task], bake: float, workers: int) -> tuple[float, list[int]]:
    """Seconds until all is done by workers that take `effort` a clip and `bake` a home, and the order in which clips began."""
    queue, now, began = engine.Queue(tasks, workers), 0.0, []
    events: list[tuple[float, int | None]] = []  # (when, home baked then; None where a worker is free then)
    free = workers
    while True:
        while free and (task := queue.take()):
            first = task.home not in {t.home for t in began}
            began.append(task)
            events += [(now + bake, task.home)] if first else []
            events.append((now + task.effort + bake * first, None))
            free -= 1
        if not events:
            return now, [t.index for t in began]
        events.sort(key=lambda e: (e[0], e[1] is not None))
        now, home = events.pop(0)
        free += home is None
        if home is not None:
            queue.baked(home)


def test_work_is_shared_evenly_though_clips_and_homes_are_uneven():
    efforts = [4.7, 3.0, 7.9, 4.8, 6.6, 8.7, 3.7, 8.5]  # of eight clips of ten seconds, as measured
    tasks = [engine.Task(i, i // 5, e) for i, e in enumerate(efforts)]
    one, _ = played(tasks, bake=10.0, workers=1)
    two, _ = played(tasks, bake=10.0, workers=2)
    assert one == pytest.approx(sum(efforts) + 20)
    assert one / two > 1.93


def test_over_many_homes_nobody_waits_for_a_bake_but_for_the_last():
    tasks = [engine.Task(i, i // 5, 1.0 + i * 7 % 5) for i in range(150)]
    one, _ = played(tasks, bake=6.0, workers=1)
    two, _ = played(tasks, bake=6.0, workers=2)
    four, _ = played(tasks, bake=6.0, workers=4)
    assert one / two > 1.97
    assert one / four > 3.8


def test_homes_are_finished_in_turn_so_that_few_plates_are_in_use():
    tasks = [engine.Task(i, i // 5, 1.0 + i * 7 % 5) for i in range(150)]
    _, order = played(tasks, bake=6.0, workers=2)
    assert sorted(order) == list(range(150))
    in_use = [{i // 5 for i in order[:k]} & {i // 5 for i in order[k:]} for k in range(150)]
    assert max(len(homes) for homes in in_use) <= 3


def test_depth_on_disk_is_the_nearest_of_room_and_movers(tmp_path: Path):
    room = np.full((4, 6), 3.0, np.float32)
    room[0, 0] = np.inf
    near = np.array([[1.0, np.inf], [5.0, 2.5]], np.float32)
    zeros = np.zeros((2, 2), np.uint8)
    unasked = np.zeros((4, 4), np.float32), np.zeros((4, 4), np.int32), np.zeros(1, np.uint8)
    writer = depth.DepthWriter(room)
    layer = Layer("cat", (1, 1, 3, 3), (1, 1, 3, 3), zeros, zeros, near, *unasked)
    writer.add(2, GBuffer(2, np.zeros((4, 6, 3), np.float32), (layer,), ()))
    writer.save(tmp_path / "depth.npz", height=4, width=6)
    with np.load(tmp_path / "depth.npz") as stored:
        empty, full = depth.picture(stored, 0), depth.picture(stored, 2)
    assert empty[0, 0] == 0
    assert empty[2, 2] == 3000
    assert full[1:3, 1:3].tolist() == [[1000, 3000], [3000, 2500]]


def test_the_pictures_of_a_data_set_open_and_show_every_clip(tmp_path: Path):
    out = dataset(tmp_path / "out")
    with Image.open(out / store.SHEET) as image:
        assert image.width > 1000
        assert image.height > 600
    folder = store.clip_folder(out, 0)
    truth = seal.read_truth(folder)
    assert picture.picture(folder / store.CLIP, truth).startswith(b"\x89PNG")


def test_a_frame_in_the_sheet_has_the_actors_colour_at_its_box():
    film = walking(scene())
    drawn = np.asarray(sheet.drawn(np.zeros((96, 160, 3), np.uint8), film.truth(), 0, width_px=160))
    assert (drawn == np.array(sheet.look.ROLE["intruder"])).all(2)[25:75, 3:5].any()


def test_the_timeline_is_as_wide_as_asked_and_has_a_lane_for_each_actor():
    both, nobody = walking(scene()).truth(), Film(scene(roles=())).truth()
    assert timeline.strip(both, 900).width == 900
    assert timeline.strip(both, 900).height == timeline.strip(nobody, 900).height + timeline.LANE


def test_frames_and_boxes_for_a_detector_come_as_pictures_and_lines(tmp_path: Path):
    out = dataset(tmp_path / "out", [walking(scene(index=0))])
    lines = objects.export(out, tmp_path / "objects", frames_per_clip=4).read_text().splitlines()
    assert len(lines) == 4
    import json

    first = json.loads(lines[0])
    with Image.open(tmp_path / "objects" / first["image"]) as image:
        assert image.size == (160, 96)
    assert [(o["label"], o["tag"]) for o in first["objects"]] == [
        ("person", "person/walk"),
        ("cat", "tabby/walk"),
        ("couch", "couch"),
    ]
    couch = first["objects"][2]
    assert couch["box"] == [20, 50, 70, 80]
    assert 0 < couch["visible"] < 0.8  # the two before it take their share


def test_a_clip_changed_after_it_was_written_stops_the_next_run(tmp_path: Path):
    out = dataset(tmp_path / "out")
    path = store.clip_folder(out, 0) / store.TRUTH
    path.write_bytes(path.read_bytes().replace(b'"threat":1', b'"threat":0'))
    with pytest.raises(SceneError, match="was changed after it was written"):
        finish(out, asked())


def test_the_clip_that_is_there_already_stays(tmp_path: Path):
    out = dataset(tmp_path / "out")
    before = (store.clip_folder(out, 0) / store.CLIP).stat().st_ino
    write_clip(out, walking(scene(index=0)))
    assert (store.clip_folder(out, 0) / store.CLIP).stat().st_ino == before
