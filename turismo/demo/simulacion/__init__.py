"""Simulate: travellers and operators who use the platform through the same functions as everybody."""
