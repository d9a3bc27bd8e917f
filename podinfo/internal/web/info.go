package web

import (
	"net/http"
	"time"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo"
	"github.com/acme/podinfo-deployment-system/podinfo/internal/place"
)

type about struct {
	Service string `json:"service"`
	place.Place

	Build         buildinfo.Info `json:"build"`
	UptimeSeconds float64        `json:"uptime_seconds"`
	Secret        tokenState     `json:"secret"`
}

// tokenState tells that a secret is there, and nothing about what it is.
type tokenState struct {
	Wanted     bool    `json:"wanted"`
	Loaded     bool    `json:"loaded"`
	AgeSeconds float64 `json:"age_seconds"`
}

func (s *Site) version(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.Build) }

func (s *Site) info(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.about()) }

func (s *Site) about() about {
	return about{
		Service:       "podinfo",
		Place:         s.Place,
		Build:         s.Build,
		UptimeSeconds: s.uptime().Seconds(),
		Secret:        s.tokenState(),
	}
}

func (s *Site) uptime() time.Duration { return time.Since(s.started).Truncate(time.Millisecond) }

func (s *Site) tokenState() tokenState {
	if s.Token == nil {
		return tokenState{}
	}
	age, loaded := s.Token.Age()
	return tokenState{Wanted: true, Loaded: loaded, AgeSeconds: age.Truncate(time.Millisecond).Seconds()}
}
