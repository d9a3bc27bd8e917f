package web

import (
	"net/http"
	"runtime/debug"
)

// recovered turns a panic into an answer of 500. A request must not end the process, nor, on Lambda,
// look like a crash of the function.
func (s *Site) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if cause == http.ErrAbortHandler {
				panic(cause)
			}
			s.Log.Error("panic", "request_id", requestID(w), "cause", cause, "stack", string(debug.Stack()))
			apologise(w)
		}()
		next.ServeHTTP(w, r)
	})
}

// apologise answers 500, or cuts the connection where half an answer is out already: the client
// must not take that for the whole.
func apologise(w http.ResponseWriter) {
	if watched, ok := w.(*watchedWriter); ok && watched.status != 0 {
		watched.status = http.StatusInternalServerError // what the log and the metrics keep
		panic(http.ErrAbortHandler)
	}
	refuse(w, http.StatusInternalServerError, "something broke here; the log says more, under this request's id")
}
