"""What the bodies of four-legged animals share."""
