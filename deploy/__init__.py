"""Run it for real: the configuration of every part, and a cluster of them on one machine."""
