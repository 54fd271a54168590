"""Shapes without meaning: meshes, bodies, skeletons, implicit surfaces, floor plans and ways over a floor."""
