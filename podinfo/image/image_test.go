package main

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/validate"
)

func output(t *testing.T, folder, name string, arguments ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, arguments...)
	command.Dir = folder
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

// here is the layout of these sources, made once for all tests.
var here string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "image")
	if err != nil {
		panic(err)
	}
	here = filepath.Join(folder, "layout")
	command := exec.CommandContext(context.Background(), "./image.sh", here)
	command.Dir = ".."
	if out, err := command.CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(folder) // only the system's own temporary folder would keep it
	os.Exit(code)
}

// assembled is the layout, made by the script from the sources in a folder.
func assembled(t *testing.T, sources string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "layout")
	output(t, sources, "./image.sh", out)
	return out
}

func indexOf(t *testing.T, folder string) v1.ImageIndex {
	t.Helper()
	index, err := layout.ImageIndexFromPath(folder)
	if err != nil {
		t.Fatal(err)
	}
	return index
}

func imageOf(t *testing.T, folder, architecture string) v1.Image {
	t.Helper()
	manifest, err := indexOf(t, folder).IndexManifest()
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range manifest.Manifests {
		if one.Platform.Architecture == architecture {
			image, err := indexOf(t, folder).Image(one.Digest)
			if err != nil {
				t.Fatal(err)
			}
			return image
		}
	}
	t.Fatalf("no image for %s", architecture)
	return nil
}

// files are the bytes of everything below a folder.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		name, _ := filepath.Rel(folder, file)
		all[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTheImageIsTheSameBytesFromAnotherFolder(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "a copy of the sources")
	if err := os.CopyFS(elsewhere, os.DirFS("..")); err != nil {
		t.Fatal(err)
	}
	first, second := files(t, here), files(t, assembled(t, elsewhere))
	if len(first) != len(second) || len(first) < 9 {
		t.Errorf("%d and %d files", len(first), len(second))
	}
	for name, content := range first {
		if second[name] != content {
			t.Errorf("%s differs", name)
		}
	}
}

func TestTheLayoutIsValidAndSaysWhatTheDockerfileSays(t *testing.T) {
	if err := validate.Index(indexOf(t, here)); err != nil {
		t.Error(err)
	}
	for _, architecture := range []string{"amd64", "arm64"} {
		config, err := imageOf(t, here, architecture).ConfigFile()
		if err != nil {
			t.Fatal(err)
		}
		given := config.Config
		if given.User != "65532:65532" || strings.Join(given.Entrypoint, " ") != "/podinfo" || len(given.Env) != 0 || len(config.RootFS.DiffIDs) != 2 {
			t.Errorf("%s: got %+v", architecture, config)
		}
	}
}

func TestAnInstructionThatTheProgramDoesNotKnowIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"instruction": "x\nFROM scratch\nRUN true\n", "copy": "x\nFROM scratch\nCOPY a b\n",
		"entrypoint": "x\nFROM scratch\nENTRYPOINT podinfo\n", "stage": "FROM alpine\n",
	} {
		file := filepath.Join(t.TempDir(), "Dockerfile")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readStage(file); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

// unpacked is the file system that a container of the image would see.
func unpacked(t *testing.T, architecture string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "root")
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	tar := exec.CommandContext(t.Context(), "tar", "--extract", "--directory", root)
	tar.Stdin = mutate.Extract(imageOf(t, here, architecture))
	if out, err := tar.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return root
}

// A mount of its own that cannot be written to, then the service as the image's user, which leaves it
// no capability, and nothing else in sight.
const contain = `set -e
mount --bind "$1" "$1"
mount -o remount,bind,ro "$1"
if touch "$1/writable" 2>/dev/null; then echo "the root can be written to"; exit 1; fi
exec setpriv --no-new-privs chroot --userspec=65532:65532 "$1" /podinfo
`

func TestTheContentRunsUnprivilegedOnAReadOnlyRoot(t *testing.T) {
	if out, err := exec.CommandContext(t.Context(), "unshare", "--mount", "true").CombinedOutput(); err != nil {
		t.Skipf("this machine lets nobody make a mount namespace here: %v %s", err, out)
	}
	port := freePort(t)
	var log bytes.Buffer
	service := exec.CommandContext(t.Context(), "unshare", "--mount", "sh", "-c", contain, "sh", unpacked(t, runtime.GOARCH))
	service.Env = []string{"PATH=" + os.Getenv("PATH"), "PORT=" + port, "DRAIN_SECONDS=0"}
	service.Stdout, service.Stderr = &log, &log
	if err := service.Start(); err != nil {
		t.Fatal(err)
	}
	alive := poll(t.Context(), "http://127.0.0.1:"+port+"/readyz")
	status, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(service.Process.Pid), "status"))
	_ = service.Process.Signal(os.Interrupt)
	if err := service.Wait(); err != nil || !alive {
		t.Fatalf("alive: %v, %v: %s", alive, err, &log)
	}
	for _, want := range []string{"Uid:\t65532\t65532", "Gid:\t65532\t65532", "CapEff:\t0000000000000000", "NoNewPrivs:\t1"} {
		if !strings.Contains(string(status), want) {
			t.Errorf("%q is not in\n%s", want, status)
		}
	}
}

func TestTheOtherArchitecturesBinaryRunsUnderEmulation(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("this machine's own architecture is not amd64")
	}
	qemu, err := exec.LookPath("qemu-aarch64-static")
	if errors.Is(err, exec.ErrNotFound) {
		t.Skip("no qemu-aarch64-static on this machine")
	}
	if line := output(t, ".", qemu, filepath.Join(unpacked(t, "arm64"), "podinfo"), "version"); !strings.Contains(line, "linux/arm64") {
		t.Errorf("got %s", line)
	}
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
}

// poll waits, ten seconds at most, for an answer of 200.
func poll(ctx context.Context, url string) bool {
	for range 1000 {
		request, _ := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if answer, err := http.DefaultClient.Do(request); err == nil {
			_ = answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return true
			}
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}
