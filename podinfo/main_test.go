package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary is the service itself, built once: signals and exit codes belong to a process.
var binary string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "podinfo")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(folder, "podinfo")
	if out, err := exec.CommandContext(context.Background(), "go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%v: %s", err, out))
	}
	code := m.Run()
	_ = os.RemoveAll(folder) // only the system's own temporary folder would keep it
	os.Exit(code)
}

// process is the service, running until the test ends it.
type process struct {
	*exec.Cmd

	out *lines
}

// lines is what a process has written so far.
type lines struct {
	lock sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(content []byte) (int, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.Write(content)
}

func (l *lines) String() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.text.String()
}

func (l *lines) count(part string) int { return strings.Count(l.String(), part) }

func launch(t *testing.T, environment ...string) *process {
	t.Helper()
	p := &process{Cmd: exec.CommandContext(t.Context(), binary), out: &lines{}}
	p.Env, p.Stdout, p.Stderr = environment, p.out, p.out
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill() }) // most have ended by then
	return p
}

func (p *process) terminate(t *testing.T) {
	t.Helper()
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
}

// waitFor gives the process time to come to a state, and fails with what it has written.
func (p *process) waitFor(t *testing.T, what string, reached func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if reached() {
			return
		}
	}
	t.Fatalf("not %s; it says:\n%s", what, p.out)
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port
}

// command runs the program inside this process, as main would.
func command(t *testing.T, arguments []string, variables ...string) (code int, out, complaints string) {
	t.Helper()
	values := map[string]string{}
	for _, variable := range variables {
		name, value, _ := strings.Cut(variable, "=")
		values[name] = value
	}
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), arguments, func(name string) string { return values[name] }, &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

func TestTheVersionIsOneLine(t *testing.T) {
	if code, out, _ := command(t, []string{"version"}); code != exitClean || strings.Count(out, "\n") != 1 {
		t.Errorf("got %d %q", code, out)
	}
}

func TestABadCallOrABadEnvironmentIsRefusedInOneLine(t *testing.T) {
	for _, c := range []struct {
		arguments []string
		variable  string
		want      string
	}{
		{[]string{"serve"}, "", "usage"},
		{[]string{"probe", "twice"}, "", "usage"},
		{nil, "PORT=x", `cannot start: PORT is "x"`},
		{[]string{"probe"}, "PORT=x", "PORT"},
		{nil, "API_TOKEN=hunter2", "API_TOKEN is not the ARN"},
	} {
		code, out, complaints := command(t, c.arguments, c.variable)
		if code != exitRefused || out != "" || strings.Count(complaints, "\n") != 1 || !strings.Contains(complaints, c.want) {
			t.Errorf("%v: got %d %q %q", c, code, out, complaints)
		}
	}
}

func TestAPortThatIsTakenIsAnErrorOfOneLine(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", ":0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	port := listener.Addr().(*net.TCPAddr).Port
	if code, _, complaints := command(t, nil, "PORT="+strconv.Itoa(port)); code != exitFailed || !strings.Contains(complaints, "address already in use") {
		t.Errorf("got %d %s", code, complaints)
	}
}

func TestTheServiceStartsIsAliveAndEndsCleanlyInsideThisProcess(t *testing.T) {
	port := freePort(t)
	ctx, end := context.WithCancel(t.Context())
	defer end()
	values := map[string]string{"PORT": strconv.Itoa(port), "DRAIN_SECONDS": "0", "STOP_SECONDS": "5"}
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, nil, func(name string) string { return values[name] }, &lines{}, &lines{})
	}()
	for range 1000 {
		if probed, _, _ := command(t, []string{"probe"}, "PORT="+values["PORT"]); probed == exitClean {
			end()
		}
		select {
		case got := <-code:
			if got != exitClean {
				t.Errorf("ended with %d", got)
			}
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
	t.Fatal("never alive")
}
