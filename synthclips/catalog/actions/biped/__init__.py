"""How a two-legged body moves: footfalls, reaching, doors, sitting; rows of channels that become bones."""
