"""What a clip is: records, distributions, named streams, and how scene files are read and checked."""
