package web

import (
	"encoding/json"
	"net/http"
)

type problem struct {
	Error     string `json:"error"`
	RequestID string `json:"request_id"`
}

// answer may hold what the client has sent: no browser may take it for anything but JSON.
func answer(w http.ResponseWriter, status int, content any) {
	w.Header()["Content-Type"] = contentJSON
	w.Header()["X-Content-Type-Options"] = notGuessed
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(content) // the client has gone: there is nobody to tell
}

func refuse(w http.ResponseWriter, status int, reason string) {
	answer(w, status, problem{Error: reason, RequestID: requestID(w)})
}
