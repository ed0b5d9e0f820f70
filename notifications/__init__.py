"""Real-time notifications for Django: declare, record, relay, fan out, push, show.

An event is declared once. Recording it inserts a row in the transaction of the change that caused it; after the commit
the relay gives the row the next number of the log and rings a doorbell; one hub per process reads the event from the
ring or from the log, and pushes it to the WebSockets that may hear it.

Packages and modules, each of which imports only those below it:

    admin        the log and the keys of publishers in Django's admin
    verify       canaries that prove a deployment
    management   the commands
    asgi         the ASGI application: /ws and HTTP
    urls         POST /notify
    health       /livez, /readyz, /metrics
    publishing   POST /notify: callers, keys, limits, validation
    live         the hub of a process, and its connections
    receivers    the sources of events: saved rows and signals
    outbox       record(): the one way into the log
    saving       base classes of models that are saved with their event
    log          write, number, read and prune the log
    doorbells    tell every process that the log has grown
    models       the tables
    events       declare an event
    drafts       an event before it is recorded, and the limits that it keeps
    audiences    the recipients of events
    servers      the sockets of uvicorn, daphne and other servers
    client       publish from another Python back end, over HTTP
"""

#: The modules that a project may import; docs/using-notifications.md describes each. All others may change at any time.
PUBLIC = (
    "notifications.asgi",
    "notifications.audiences",
    "notifications.client",
    "notifications.events",
    "notifications.health",
    "notifications.outbox",
    "notifications.publishing.compose",
    "notifications.publishing.keys",
    "notifications.publishing.parsers",
    "notifications.saving",
    "notifications.servers.uvicorn",
    "notifications.templatetags",
    "notifications.urls",
)
