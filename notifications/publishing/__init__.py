"""Publishing over HTTP: `POST /notify`, its callers and their keys, and the rules of what they send."""
