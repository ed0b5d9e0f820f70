"""Stock Channels: the broadcast group of its tutorial, and a DRF view that sends to it. It stores nothing."""
