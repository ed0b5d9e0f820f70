"""Views for travellers, one module for each task."""
