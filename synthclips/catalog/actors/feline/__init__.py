"""How a cat is built: its joints, its flesh and its coat."""
