package web

import "net/http"

// Shared by all answers, and never changed in place: it would cost three allocations for each.
var (
	notStored  = []string{"no-store"}
	notGuessed = []string{"nosniff"}
	notFramed  = []string{"default-src 'none'; frame-ancestors 'none'"}
)

// headers that are right for every answer: nothing is cached, nothing is guessed, nothing is framed.
// The page has a policy of its own.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header["Cache-Control"] = notStored
		header["X-Content-Type-Options"] = notGuessed
		header["Content-Security-Policy"] = notFramed
		next.ServeHTTP(w, r)
	})
}
