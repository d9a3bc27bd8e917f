package web

import (
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
)

const requestIDHeader = "X-Request-Id"

// What a caller may choose: it will stand in logs and in a header.
var acceptable = regexp.MustCompile(`^[A-Za-z0-9._=-]{1,64}$`)

// requestID is the one that stands in the answer's header.
func requestID(w http.ResponseWriter) string { return w.Header().Get(requestIDHeader) }

// identified is the caller's id, or a new one. Only a check of life that brings none goes without: balancers
// ask it all the time, read nothing but its status, and it asks nobody who could log the id.
func identified(r *http.Request) string {
	given := r.Header[requestIDHeader]
	switch {
	case len(given) > 0 && acceptable.MatchString(given[0]):
		return given[0]
	case r.URL.Path == lifePath:
		return ""
	default:
		return strconv.FormatUint(rand.Uint64(), 36) // a name, not a secret
	}
}
