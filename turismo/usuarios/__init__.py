"""Who uses the platform: travellers, guides and the operator's staff."""
