"""What lies outside a home's windows: each kind says what stands on one side of the house, as far as the lens can see."""
