package web

import (
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
)

// In canonical form: it is used as a key as well.
const requestIDHeader = "X-Request-Id"

// What a caller may choose: it will stand in logs and in a header.
var acceptable = regexp.MustCompile(`^[A-Za-z0-9._=-]{1,64}$`)

// requestID of a request that went through identified.
func requestID(r *http.Request) string { return r.Header.Get(requestIDHeader) }

// identified makes sure that the request has an id: the caller's, or a new one. It stands in the
// request's own header, where everybody finds it without a copy of the request.
func identified(r *http.Request) string {
	id := requestID(r)
	if id == "" || !acceptable.MatchString(id) {
		id = strconv.FormatUint(rand.Uint64(), 36) // a name, not a secret
		r.Header.Set(requestIDHeader, id)
	}
	return id
}
