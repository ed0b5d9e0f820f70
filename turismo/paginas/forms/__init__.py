"""Forms for travellers."""
