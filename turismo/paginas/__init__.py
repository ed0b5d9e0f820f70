"""The pages for travellers: the catalogue, tours with their departures, bookings, accounts."""
