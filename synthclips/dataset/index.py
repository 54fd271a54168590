"""The files at a data set's root: rebuilt from the finished clips, so they can never say anything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from synthclips.dataset import identity, seal, store
from synthclips.formats import metadata, sheet
from synthclips.formats.frames import evenly


def finish(out: Path, asked: Mapping[str, Any]) -> Path:
    """Writes metadata.jsonl, sheet.png and the final dataset.json; returns the sheet's path."""
    rows = [metadata.row(seal.read_truth(store.clip_folder(out, i))) for i in store.finished(out)]
    title = f"{asked['scene'].replace('_', ' ')}   {len(rows)} clips, seed {asked['seed']}, {asked['size']}"
    shown = [store.clip_folder(out, rows[i]["index"]) for i in evenly(sheet.CLIPS, len(rows))]
    picture = sheet.sheet([(f / store.CLIP, seal.read_truth(f)) for f in shown], [r["verdict"] for r in rows], title=title)
    store.write_whole(out / store.METADATA, metadata.jsonl(rows))
    store.write_whole(out / store.SHEET, picture)
    written = [name for name in (store.METADATA, store.SHEET, store.HOUSEHOLD) if (out / name).exists()]
    identity.write(out, asked, {name: identity.sha256(out / name) for name in written})
    return out / store.SHEET
