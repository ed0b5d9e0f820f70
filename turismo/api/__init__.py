"""The addresses of the REST API and its catalogue of problems."""
