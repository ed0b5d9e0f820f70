"""`make bench`: measure the cost of a delivered notification, here and at the peers, side by side."""
