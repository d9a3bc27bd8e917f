package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// Where the Dockerfile's builder has them; this program is told where this machine has them.
const certificatesInBuilder = "/etc/ssl/certs/ca-certificates.crt"

// stage is the last stage of a Dockerfile that begins FROM scratch.
type stage struct {
	copies     []copied
	user       string
	port       string
	entrypoint []string
}

type copied struct{ from, to string }

// readStage knows the instructions that the Dockerfile has, and refuses others: an image that only
// resembles it would prove nothing.
func readStage(file string) (stage, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return stage{}, err
	}
	_, last, found := strings.Cut(string(text), "\nFROM scratch\n")
	if !found {
		return stage{}, fmt.Errorf("%s: no stage FROM scratch", file)
	}
	var s stage
	for line := range strings.Lines(last) {
		if err := s.read(strings.TrimSpace(line)); err != nil {
			return stage{}, fmt.Errorf("%s: %w", file, err)
		}
	}
	return s, nil
}

func (s *stage) read(line string) error {
	instruction, rest, _ := strings.Cut(line, " ")
	switch instruction {
	case "", "#":
	case "HEALTHCHECK": // Docker's own: the OCI format has no place for it
	case "COPY":
		return s.copy(rest)
	case "USER":
		s.user = rest
	case "EXPOSE":
		s.port = rest
	case "ENTRYPOINT":
		return json.Unmarshal([]byte(rest), &s.entrypoint)
	default:
		return fmt.Errorf("this program does not know %q", line)
	}
	return nil
}

func (s *stage) copy(rest string) error {
	words := strings.Fields(rest)
	if len(words) != 3 || words[0] != "--from=build" {
		return fmt.Errorf("this program does not know COPY %s", rest)
	}
	s.copies = append(s.copies, copied{from: words[1], to: words[2]})
	return nil
}
