"""The demonstration: real places, invented people, departures in the coming weeks."""
