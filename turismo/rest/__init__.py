"""The base of the REST API: errors, fields, pagination, permissions, ETags, caching, OpenAPI, authentication."""
