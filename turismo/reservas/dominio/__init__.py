"""The changes of reservations and departures, each guarded by its rules."""
