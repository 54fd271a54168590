"""What actors can do, one module for each species."""
