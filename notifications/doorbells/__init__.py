"""Doorbells: tell every process that the log has grown, one way of telling a module.

A way offers `ring(batch)`, called after each commit from any thread, `bind_loop(loop)`, called once a server's event
loop runs, and a `Listener`, which hands the rings of all processes to the hub of this one. A ring may be lost: the hub
also looks at the log every second or so.
"""
