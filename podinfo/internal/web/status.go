package web

import (
	"net/http"
	"strconv"
)

// status answers with the code that was asked for, for tests of alarms and rollbacks. Codes below
// 200 are no answers, only announcements of one.
func status(w http.ResponseWriter, r *http.Request) {
	code, err := strconv.Atoi(r.PathValue("code"))
	if err != nil || code < 200 || code > 599 {
		refuse(w, http.StatusBadRequest, "the code must be a whole number from 200 to 599")
		return
	}
	if code == http.StatusNoContent || code == http.StatusNotModified {
		w.WriteHeader(code) // these have no body
		return
	}
	answer(w, code, map[string]any{"status": code, "text": http.StatusText(code)})
}
