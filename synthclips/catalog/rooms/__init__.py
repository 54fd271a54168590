"""Rooms: shells with openings, doors and windows."""
