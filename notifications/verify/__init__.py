"""Verify a running deployment: publish canaries in every way, and count them at WebSocket clients."""
