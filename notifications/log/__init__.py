"""The durable half: write the log, number it, read it, prune it."""
