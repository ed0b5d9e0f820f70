"""Reservations: seats on a departure, held and then confirmed, and the services contracted with them."""
