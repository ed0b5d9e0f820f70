"""The ground of the REST side: errors, fields, pagination, permissions, etags, caching, schema, authentication."""
