"""The files at a data set's root: rebuilt from the finished clips, so they can never say anything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from synthclips.dataset import identity, seal, store
from synthclips.formats import metadata, sheet


def finish(out: Path, asked: Mapping[str, Any]) -> Path:
    """Writes metadata.jsonl, sheet.png and the final dataset.json; returns the sheet's path."""
    truths = {i: seal.read_truth(store.clip_folder(out, i)) for i in store.finished(out)}
    title = f"{asked['scene'].replace('_', ' ')}   {len(truths)} clips, seed {asked['seed']}, {asked['size']}"
    store.write_whole(out / store.METADATA, metadata.jsonl([truths[i] for i in sorted(truths)]))
    store.write_whole(out / store.SHEET, sheet.of_dataset(out, truths=truths, title=title))
    identity.write(out, asked, {name: identity.sha256(out / name) for name in (store.METADATA, store.SHEET)})
    return out / store.SHEET
