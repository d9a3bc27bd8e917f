package web

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"
)

// An HTTP API waits no longer. Source: Amazon API Gateway guide, quotas of HTTP APIs (2026-11).
const longestDelay = 30

type waited struct {
	Seconds float64 `json:"delayed_seconds"`
}

// delay answers late, for tests of timeouts and latency alarms. It never outlives its request.
func delay(w http.ResponseWriter, r *http.Request) {
	seconds, err := strconv.ParseFloat(r.PathValue("seconds"), 64)
	if err != nil || math.IsNaN(seconds) || seconds < 0 || seconds > longestDelay {
		refuse(w, http.StatusBadRequest, "the delay must be a number of seconds from 0 to "+strconv.Itoa(longestDelay))
		return
	}
	timer := time.NewTimer(time.Duration(seconds * float64(time.Second)))
	defer timer.Stop()
	select {
	case <-timer.C:
		answer(w, http.StatusOK, waited{Seconds: seconds})
	case <-r.Context().Done():
		giveUp(w, r)
	}
}

func giveUp(w http.ResponseWriter, r *http.Request) {
	if errors.Is(r.Context().Err(), context.DeadlineExceeded) {
		refuse(w, http.StatusGatewayTimeout, "the request's deadline came first")
		return
	}
	refuse(w, http.StatusServiceUnavailable, "the request was cut short: "+context.Cause(r.Context()).Error())
}
