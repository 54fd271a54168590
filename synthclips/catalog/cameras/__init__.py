"""Camera presets."""
