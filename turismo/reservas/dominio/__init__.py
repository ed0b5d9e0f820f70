"""What can happen to reservations and departures, each movement guarded."""
