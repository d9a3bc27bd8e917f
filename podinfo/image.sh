#!/usr/bin/env bash
# Builds for both architectures and assembles what the Dockerfile's last stage describes, as an OCI
# layout in the new folder $1. Needs Go, but no container engine.
set -euo pipefail
cd "$(dirname "$0")"

out=${1:?usage: image.sh FOLDER}
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT

pairs=()
for arch in amd64 arm64; do
    GOOS=linux GOARCH=$arch ./build.sh "$built/$arch"
    pairs+=("linux/$arch=$built/$arch")
done
go -C image run . "$(realpath -m "$out")" ../Dockerfile "${CERTIFICATES:-/etc/ssl/certs/ca-certificates.crt}" "${pairs[@]}"
