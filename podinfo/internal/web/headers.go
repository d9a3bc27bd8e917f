package web

import "net/http"

// Shared by all answers, and never changed in place: it would cost an allocation for each.
var (
	notStored  = []string{"no-store"}
	notGuessed = []string{"nosniff"}
)

// headers that are right for every answer: nothing is cached, and nothing taken for a page but the
// page, which has a policy of its own.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header["Cache-Control"] = notStored
		header["X-Content-Type-Options"] = notGuessed
		next.ServeHTTP(w, r)
	})
}
