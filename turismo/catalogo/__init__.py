"""The catalogue: destinations, guides, tours with their dated departures, and services."""
