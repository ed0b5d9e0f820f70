"""`POST /notify`: publish over HTTP."""
