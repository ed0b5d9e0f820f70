"""The key of a publisher that may choose the audience."""

from uuid import uuid4

from tests.servers import Server


def publisher_key(server: Server) -> str:
    return server.manage("create_publisher", f"faults {uuid4()}", "--may-address").stdout.splitlines()[-1]
