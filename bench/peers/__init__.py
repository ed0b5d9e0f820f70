"""Those whom we are measured beside, each a real server in its usual form."""
