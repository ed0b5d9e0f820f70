"""Production: the configuration of every part, and a cluster of all parts on one machine."""
