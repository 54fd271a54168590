"""Who can appear, one module for each species."""
