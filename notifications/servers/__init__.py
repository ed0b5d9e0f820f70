"""All code that depends on the internals of an ASGI server, one server a module."""
