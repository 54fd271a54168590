"""How four-legged bodies move: postures, gaits, jumps, and the legs that carry them out."""
