package main

import "errors"

// Event is the body of POST /notify and the message that browsers receive.
type Event struct {
	Type    string                 `json:"type"`
	Message string                 `json:"message"`
	Data    map[string]interface{} `json:"data"`
}

func (e Event) Validate() error {
	if e.Type == "" || e.Message == "" {
		return errors.New("type and message are required")
	}
	return nil
}
