"""What is sold: seats on a departure, held and then confirmed, and the services contracted with them."""
