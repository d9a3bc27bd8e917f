// Package buildinfo knows from which source this binary was made.
package buildinfo

import (
	"fmt"
	"runtime"
)

// Set by the linker, see build.sh. A binary from plain `go build` says so.
var (
	version = "dev"
	commit  = "unknown"
	date    = "unknown"
)

// Info says what this binary is.
type Info struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`
	Date     string `json:"date"` // of the commit, RFC 3339: the time of a build would differ between equal builds
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// Current describes the running binary.
func Current() Info {
	return Info{
		Version:  version,
		Commit:   commit,
		Date:     date,
		Go:       runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH,
	}
}

// String is one line for people.
func (i Info) String() string {
	return fmt.Sprintf("podinfo %s (commit %s of %s, %s, %s)", i.Version, i.Commit, i.Date, i.Go, i.Platform)
}
