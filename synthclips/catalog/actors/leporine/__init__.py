"""What a rabbit is made of."""
