#!/bin/sh
# Builds the service into the file $1. The same bytes from the same source, wherever it is built:
# no paths, no clock, no C library. GOOS and GOARCH choose the platform, as always with Go.
#
# VERSION, COMMIT and DATE say what it was built from; DATE is the commit's, in RFC 3339.
set -eu

package=github.com/acme/podinfo-deployment-system/podinfo/internal/buildinfo
words="-s -w -buildid="
words="$words -X $package.version=${VERSION:-dev}"
words="$words -X $package.commit=${COMMIT:-unknown}"
words="$words -X $package.date=${DATE:-unknown}"

CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "$words" -o "$1" .
