"""Furniture and clutter: families in code, kinds as data."""
