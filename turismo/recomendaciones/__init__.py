"""Recommendations of travellers, ratings of trips, and suggestions of the platform."""
