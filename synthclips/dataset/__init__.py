"""Data sets on disk: written, gone on with, checked; and where the work runs."""
