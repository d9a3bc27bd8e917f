package web

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/place"
)

func TestAPersonGetsThePageAndAProgramGetsJSON(t *testing.T) {
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
	for accept, page := range map[string]bool{
		browser: true, "text/html": true, "TEXT/HTML;q=0.1": true, "application/json;q=0.5, text/html;q=0.6": true,
		"text/html, application/json": true,
		"":                            false, "*/*": false, "application/json": false, "text/html;q=0": false, "text/html;q=2": false,
		"text/html;q=NaN": false, "text/html;q=x": false, "text/html;q=0.5, application/json": false, ";;;": false,
	} {
		answer := newStage().ask(t, "GET", "/", "", "Accept", accept)
		isPage := strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html")
		if isPage != page || answer.Header().Get("Vary") != "Accept" {
			t.Errorf("%q: page is %v", accept, isPage)
		}
	}
}

func (s *stage) readPage(t *testing.T) string {
	t.Helper()
	return s.ask(t, "GET", "/", "", "Accept", "text/html").Body.String()
}

func TestThePageShowsTheStateAndEveryEndpoint(t *testing.T) {
	stage := newStage()
	text := stage.readPage(t)
	for _, want := range []string{`<html lang="en">`, ">ready<", "eu-west-1", "box"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, one := range endpoints {
		if !strings.Contains(text, one.Path) {
			t.Errorf("%s is missing", one.Path)
		}
		if one.Link != "" && stage.ask(t, "GET", one.Link, "").Code == 404 {
			t.Errorf("the link %s leads nowhere", one.Link)
		}
	}
}

func TestThePageOfADrainingServiceSaysSo(t *testing.T) {
	stage := newStage().withToken("", errors.New("gone"))
	stage.draining = true
	if text := stage.readPage(t); !strings.Contains(text, "unready: draining, secret cannot be read") {
		t.Errorf("got %s", text)
	}
}

func TestThePageNamesTheFunctionOnLambda(t *testing.T) {
	stage := newStage()
	stage.site.Place = place.Place{Target: "lambda", Function: "podinfo-prod:7"}
	if text := stage.readPage(t); !strings.Contains(text, "podinfo-prod:7") || !strings.Contains(text, "<dd>none</dd>") {
		t.Errorf("got %s", text)
	}
}

func TestThePageNeedsNoScriptAndItsStyleIsTheOneThatThePolicyAllows(t *testing.T) {
	page := newStage().ask(t, "GET", "/", "", "Accept", "text/html")
	text, allowed := page.Body.String(), page.Header().Get("Content-Security-Policy")
	styles := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindAllStringSubmatch(text, -1)
	if len(styles) != 1 || !strings.Contains(allowed, "'sha256-"+digest(styles[0][1])+"'") {
		t.Error("the browser would refuse the style")
	}
	if regexp.MustCompile(`(?i)<script| on[a-z]+=| style=`).MatchString(text) {
		t.Error("the browser would refuse this")
	}
}

func TestAHostNameCannotBecomeMarkup(t *testing.T) {
	stage := newStage()
	stage.site.Place.Host = `<img src=x onerror=alert(1)>`
	if text := stage.readPage(t); strings.Contains(text, "<img") || !strings.Contains(text, "&lt;img") {
		t.Error("the host's name is markup")
	}
}

// Every element is closed, and in the right order.
func TestThePageIsWellFormed(t *testing.T) {
	decoder := xml.NewDecoder(strings.NewReader(newStage().readPage(t)))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
