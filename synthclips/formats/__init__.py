"""What is written for others to read: one format, one file."""
