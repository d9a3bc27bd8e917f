package web

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// wantsPage tells a person's browser from a program: only who asks for HTML by name gets it, and not
// where JSON is wanted more. `curl` without further words accepts anything and is a program.
func wantsPage(r *http.Request) bool {
	html := quality(r, "text/html")
	return html > 0 && html >= quality(r, "application/json")
}

// quality is how much the client wants exactly this type, from 0 to 1 (RFC 9110, section 12.5.1).
func quality(r *http.Request, wanted string) float64 {
	best := 0.0
	for _, line := range r.Header.Values("Accept") {
		for entry := range strings.SplitSeq(line, ",") {
			best = max(best, entryQuality(entry, wanted))
		}
	}
	return best
}

func entryQuality(entry, wanted string) float64 {
	kind, parameters, err := mime.ParseMediaType(entry)
	if err != nil || kind != wanted {
		return 0
	}
	weight, given := parameters["q"]
	if !given {
		return 1
	}
	number, err := strconv.ParseFloat(weight, 64)
	if err != nil || !(number >= 0 && number <= 1) { // also refuses NaN
		return 0
	}
	return number
}
