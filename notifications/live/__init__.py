"""The connected half: one hub a process, and the sockets of `/ws`."""
