"""The way in, as `synthclips` and as `python -m synthclips`: Ctrl-C ends it with 130 from its first moment on."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def run() -> None:
    """Runs the command line and ends the process with its status."""
    try:
        from synthclips.cli import main

        status = main()
    except KeyboardInterrupt:  # while importing: nothing was begun
        status = INTERRUPTED
    if status == INTERRUPTED:
        os._exit(status)  # after an interrupt inside exec(), sys.exit would end the process by the signal, whatever it is given
    sys.exit(status)


if __name__ == "__main__":
    run()
