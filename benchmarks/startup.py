"""How long a user waits before anything happens: imports and help, in fresh interpreters. `python benchmarks/startup.py`."""

from __future__ import annotations

import resource
import subprocess
import sys

from runs import as_installed

RUNS = 7
CASES = {
    "bare interpreter": ("-c", "pass"),
    "import synthclips": ("-c", "import synthclips"),
    "synthclips --help": ("-m", "synthclips", "--help"),
    "synthclips generate --help": ("-m", "synthclips", "generate", "--help"),
    "synthclips list scenes": ("-m", "synthclips", "list", "scenes"),
    "load_scene('living_room_day')": ("-c", "import synthclips; synthclips.load_scene('living_room_day')"),
}


def processor_seconds(arguments: tuple[str, ...]) -> float:
    """Processor time of one fresh interpreter, its own and the system's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    as_installed()
    print(f"processor seconds, best of {RUNS}")
    for name, arguments in CASES.items():
        print(f"{name:<32} {min(processor_seconds(arguments) for _ in range(RUNS)):.3f}")


if __name__ == "__main__":
    main()
