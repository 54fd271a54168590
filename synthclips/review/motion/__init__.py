"""Is what moves right by measure? Every actor of a recipe, held against the ground, its own joints and gravity."""
