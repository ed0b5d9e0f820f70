"""The connected half: the hub of a process, and the connections of `/ws` that it serves."""
