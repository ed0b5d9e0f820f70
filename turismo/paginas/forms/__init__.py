"""What travellers fill in; every field says what it expects and what to do where that is not met."""
