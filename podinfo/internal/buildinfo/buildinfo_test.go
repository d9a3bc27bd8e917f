package buildinfo

import (
	"strings"
	"testing"
)

func TestABuildWithoutTheLinkersWordsSaysSo(t *testing.T) {
	info := Current()
	if info.Version != "dev" || info.Commit != "unknown" || info.Date != "unknown" {
		t.Errorf("got %+v", info)
	}
	if line := info.String(); !strings.HasPrefix(line, "podinfo dev (commit unknown") || !strings.Contains(line, info.Platform) {
		t.Errorf("got %s", line)
	}
}
