package web

import "net/http"

// Values shared by all answers, and never changed in place: one allocation less for each.
var (
	notStored   = []string{"no-store"}
	notGuessed  = []string{"nosniff"}
	contentJSON = []string{"application/json"}
)

// uncached keeps every answer out of every cache: each is about this moment. Without the header a
// content delivery network would keep even /healthz, for a day.
// Source: Amazon CloudFront developer guide, default TTL of 24 hours (2026-11).
func uncached(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Cache-Control"] = notStored
		next.ServeHTTP(w, r)
	})
}
