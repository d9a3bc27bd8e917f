package web

import (
	"net/http"
	"strings"
)

// guarded keeps strangers from the endpoints that were made to cause trouble: whoever may ask for
// /status/500 can roll back a release, and /delay holds a function busy. The token is the secret
// API_TOKEN; a service without one, on a developer's machine, is open.
func (s *Site) guarded(next http.HandlerFunc) http.Handler {
	if s.Token == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, err := s.Token.Value(r.Context())
		if err != nil {
			refuse(w, http.StatusServiceUnavailable, "the token that guards this cannot be read now")
			return
		}
		shown, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !isBearer || !token.Matches(shown) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="podinfo"`)
			refuse(w, http.StatusUnauthorized, "this needs the header Authorization: Bearer, with the service's token")
			return
		}
		next(w, r)
	})
}
