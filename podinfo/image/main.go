// Image assembles what the Dockerfile's last stage describes, as an OCI layout, without a container
// engine: for tests, and for machines that have none. The same input gives the same bytes.
//
//	image OUT DOCKERFILE CERTIFICATES PLATFORM=BINARY…     (linux/arm64=./podinfo-arm64)
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

var errUsage = errors.New("usage: image OUT DOCKERFILE CERTIFICATES PLATFORM=BINARY…")

func main() {
	if err := run(os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, "image:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) < 4 {
		return errUsage
	}
	out, certificates := arguments[0], arguments[2]
	stage, err := readStage(arguments[1])
	if err != nil {
		return err
	}
	index := mutate.IndexMediaType(empty.Index, types.OCIImageIndex)
	for _, pair := range arguments[3:] {
		platform, binary, isPair := strings.Cut(pair, "=")
		if !isPair {
			return errUsage
		}
		index, err = add(index, stage, platform, map[string]string{"/podinfo": binary, certificatesInBuilder: certificates})
		if err != nil {
			return fmt.Errorf("%s: %w", platform, err)
		}
	}
	return write(out, index)
}

func add(index v1.ImageIndex, stage stage, name string, built map[string]string) (v1.ImageIndex, error) {
	platform, err := v1.ParsePlatform(name)
	if err != nil {
		return nil, err
	}
	image, err := assemble(stage, *platform, built)
	if err != nil {
		return nil, err
	}
	return mutate.AppendManifests(index, mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{Platform: platform}}), nil
}

func write(out string, index v1.ImageIndex) error {
	if _, err := layout.Write(out, index); err != nil {
		return err
	}
	digest, err := index.Digest()
	if err != nil {
		return err
	}
	_, err = fmt.Println(digest)
	return err
}
