package web

import (
	"context"
	"net/http"
)

type health struct {
	Status  string   `json:"status"`
	Reasons []string `json:"reasons,omitempty"`
}

// lifePath is what balancers ask, every few seconds each.
const lifePath = "/healthz"

// What every balancer asks all the time is not encoded anew each time.
var aliveAnswer = []byte("{\n  \"status\": \"alive\"\n}\n")

// alive asks nothing of anybody: a restart mends no other service.
func alive(w http.ResponseWriter, _ *http.Request) {
	w.Header()["Content-Type"] = contentJSON
	_, _ = w.Write(aliveAnswer) // the client has gone: there is nobody to tell
}

func (s *Site) ready(w http.ResponseWriter, r *http.Request) {
	if reasons := s.unready(r.Context()); len(reasons) > 0 {
		answer(w, http.StatusServiceUnavailable, health{Status: "unready", Reasons: reasons})
		return
	}
	answer(w, http.StatusOK, health{Status: "ready"})
}

// unready lists why the service should get no traffic now.
func (s *Site) unready(ctx context.Context) []string {
	var reasons []string
	if s.Draining() {
		reasons = append(reasons, "draining")
	}
	if s.Token == nil {
		return reasons
	}
	if _, err := s.Token.Value(ctx); err != nil {
		reasons = append(reasons, "secret cannot be read") // why stands in the log, which is no public page
	}
	return reasons
}
