"""The demonstration: real places, invented people, and departures in the weeks to come."""
