"""Simulated travellers and operators that use the functions of the domain."""
