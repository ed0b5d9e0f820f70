"""What is offered: destinations, guides, tours with their dated departures, and services."""
