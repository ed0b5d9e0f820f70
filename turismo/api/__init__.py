"""The REST API: its addresses, and what all of its parts have in common."""
