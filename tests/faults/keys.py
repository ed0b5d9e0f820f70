"""The key of another system, that may publish and choose who hears."""

from uuid import uuid4

from tests.servers import Server


def publisher_key(server: Server) -> str:
    return server.manage("create_publisher", f"faults {uuid4()}", "--may-address").stdout.splitlines()[-1]
