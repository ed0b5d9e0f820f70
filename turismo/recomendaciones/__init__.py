"""What travellers recommend to each other."""
