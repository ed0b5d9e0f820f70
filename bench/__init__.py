"""`make bench`: what a delivered notification costs here, and at our peers, measured side by side."""
