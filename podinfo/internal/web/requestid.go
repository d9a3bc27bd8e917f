package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"regexp"
)

const requestIDHeader = "X-Request-Id"

type requestIDKey struct{}

// What a caller may choose: it will stand in logs and in a header.
var acceptable = regexp.MustCompile(`^[A-Za-z0-9._=-]{1,64}$`)

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// identified gives the request the caller's id, or a new one.
func identified(r *http.Request) (*http.Request, string) {
	id := r.Header.Get(requestIDHeader)
	if !acceptable.MatchString(id) {
		id = rand.Text()
	}
	return r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)), id
}
