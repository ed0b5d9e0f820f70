"""The durable half: write, number, read and prune the log of events."""
