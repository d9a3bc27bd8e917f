package web

import (
	"encoding/json"
	"net/http"
)

type problem struct {
	Error     string `json:"error"`
	RequestID string `json:"request_id"`
}

// Shared by all answers, and never changed in place.
var contentJSON = []string{"application/json"}

func answer(w http.ResponseWriter, status int, content any) {
	w.Header()["Content-Type"] = contentJSON
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(content) // the client has gone: there is nobody to tell
}

func refuse(w http.ResponseWriter, r *http.Request, status int, reason string) {
	answer(w, status, problem{Error: reason, RequestID: requestID(r)})
}
