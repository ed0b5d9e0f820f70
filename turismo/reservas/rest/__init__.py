"""Reservations and departures over REST."""
