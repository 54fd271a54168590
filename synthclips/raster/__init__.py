"""Compiled light and pictures: what the camera sees of which surface, and how bright it is. Knows no scenes."""
