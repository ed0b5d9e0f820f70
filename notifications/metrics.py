"""The metrics of `/metrics`; each process counts for itself."""

from prometheus_client import Counter, Gauge

CONNECTIONS = Gauge("notifications_connections", "Sockets that are open now.")
EVENTS = Counter("notifications_events", "Events fanned out.")
FRAMES = Counter("notifications_frames", "Frames handed to sockets, replays not counted.")
GAPS = Counter("notifications_gaps", "Times that events were read from the log because no ring brought them.")
REPLAYS = Counter("notifications_replays", "Clients that returned with a cursor.", ["recovered"])
CLOSED = Counter("notifications_closed", "Connections closed by the server, by close code.", ["code"])
UNHEARD = Counter("notifications_unheard_rings", "Rings that the channel layer did not take.")
LAYER = Gauge("notifications_layer_up", "Whether the channel layer works.")
