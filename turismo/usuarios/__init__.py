"""Accounts of travellers, guides and the operator's staff."""
