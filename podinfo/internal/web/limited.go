package web

import "net/http"

// limited bounds the body in place. http.MaxBytesHandler would pass on a copy of the request, and the
// route that the mux writes into it would never reach the observers.
func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(w, r.Body, bodyBytes)
		}
		next.ServeHTTP(w, r)
	})
}
