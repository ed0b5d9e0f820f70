"""The peers to compare with, each a real server in its usual form."""
