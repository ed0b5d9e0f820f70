"""Prove a deployment: canaries go down every road, and listeners count them."""
