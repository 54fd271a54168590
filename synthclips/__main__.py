"""`python -m synthclips`: the same as the command `synthclips`."""

import sys

from synthclips.cli import main

sys.exit(main())
