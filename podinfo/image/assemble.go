package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// A time of a build would make equal images differ.
var epoch = time.Unix(0, 0).UTC()

// assemble makes the image of one platform; built tells where each file of the builder is here.
func assemble(s stage, platform v1.Platform, built map[string]string) (v1.Image, error) {
	image := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	for _, one := range s.copies {
		layer, err := layerOf(built[one.from], one.to)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.from, err)
		}
		added := mutate.Addendum{Layer: layer, MediaType: types.OCILayer, History: v1.History{
			Created: v1.Time{Time: epoch}, CreatedBy: "COPY " + one.from + " " + one.to,
		}}
		if image, err = mutate.Append(image, added); err != nil {
			return nil, err
		}
	}
	return mutate.ConfigFile(image, configOf(s, platform, image))
}

func configOf(s stage, platform v1.Platform, image v1.Image) *v1.ConfigFile {
	config, err := image.ConfigFile()
	if err != nil {
		panic(err) // it was made in memory just before
	}
	config = config.DeepCopy()
	config.OS, config.Architecture, config.Variant = platform.OS, platform.Architecture, platform.Variant
	config.Created = v1.Time{Time: epoch}
	config.Config = v1.Config{
		User: s.user, Entrypoint: s.entrypoint, WorkingDir: "/",
		ExposedPorts: map[string]struct{}{s.port + "/tcp": {}},
	}
	return config
}

// layerOf holds one file and the folders above it.
func layerOf(from, to string) (v1.Layer, error) {
	content, err := os.ReadFile(from)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	folders(w, to)
	// Readable by all: Lambda runs the image as a user of its own.
	mode := int64(0o444 | info.Mode().Perm()&0o111)
	header := &tar.Header{Name: strings.TrimPrefix(to, "/"), Mode: mode, Size: int64(len(content)), ModTime: epoch, Typeflag: tar.TypeReg}
	if err := w.WriteHeader(header); err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(archive.Bytes())), nil })
}

func folders(w *tar.Writer, to string) {
	var above []string
	for folder := path.Dir(to); folder != "/"; folder = path.Dir(folder) {
		above = append([]string{strings.TrimPrefix(folder, "/") + "/"}, above...)
	}
	for _, folder := range above {
		// An error of the archive stays with it, and comes back with the file's own header.
		_ = w.WriteHeader(&tar.Header{Name: folder, Mode: 0o755, ModTime: epoch, Typeflag: tar.TypeDir})
	}
}
