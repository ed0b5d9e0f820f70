"""What travellers see: the catalogue, a tour with its departures, their bookings, their account."""
