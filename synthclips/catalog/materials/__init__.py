"""Materials: families of procedural pattern, and palettes that draw them."""
