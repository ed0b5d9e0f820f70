package main

// Hub keeps the clients and sends each message to all of them, in one loop.
type Hub struct {
	clients    map[*Client]bool
	broadcast  chan []byte
	register   chan *Client
	unregister chan *Client
}

func newHub() *Hub {
	return &Hub{
		clients:    make(map[*Client]bool),
		broadcast:  make(chan []byte, 256),
		register:   make(chan *Client),
		unregister: make(chan *Client),
	}
}

func (h *Hub) run() {
	for {
		select {
		case client := <-h.register:
			h.clients[client] = true
		case client := <-h.unregister:
			h.drop(client)
		case message := <-h.broadcast:
			for client := range h.clients {
				select {
				case client.send <- message:
				default: // its buffer is full
					h.drop(client)
				}
			}
		}
	}
}

func (h *Hub) drop(client *Client) {
	if h.clients[client] {
		delete(h.clients, client)
		close(client.send)
	}
}
