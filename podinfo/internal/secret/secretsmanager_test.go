package secret

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

const arn = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:podinfo/api-token-AbCdEf"

// secretsManager answers like the service, for as long as the test lasts.
func secretsManager(t *testing.T, status int, answer string) Reader {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		checkCall(t, r)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(server.Close)
	name := settings.Secret{Variable: "API_TOKEN", ARN: arn, Region: "eu-west-1"}
	return FromSecretsManager(name, server.URL, credentials.NewStaticCredentialsProvider("id", "key", ""))
}

func checkCall(t *testing.T, r *http.Request) {
	t.Helper()
	var asked struct{ SecretId string }
	if err := json.NewDecoder(r.Body).Decode(&asked); err != nil || asked.SecretId != arn {
		t.Errorf("asked for %+v, %v", asked, err)
	}
	if target := r.Header.Get("X-Amz-Target"); target != "secretsmanager.GetSecretValue" {
		t.Errorf("called %s", target)
	}
	if signature := r.Header.Get("Authorization"); !strings.Contains(signature, "/eu-west-1/secretsmanager/aws4_request") {
		t.Errorf("signed %s", signature)
	}
}

func TestTheSecretIsReadByItsARNInItsOwnRegion(t *testing.T) {
	read := secretsManager(t, http.StatusOK, `{"SecretString": "hunter2"}`)
	if value, err := read(t.Context()); err != nil || !value.Matches("hunter2") {
		t.Errorf("got %v", err)
	}
}

func TestASecretWithoutTextIsAnError(t *testing.T) {
	read := secretsManager(t, http.StatusOK, `{"SecretBinary": "aHVudGVyMg=="}`)
	if _, err := read(t.Context()); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}

func TestARefusalSaysWhy(t *testing.T) {
	read := secretsManager(t, http.StatusBadRequest, `{"__type": "AccessDeniedException", "Message": "not allowed"}`)
	if _, err := read(t.Context()); err == nil || !strings.Contains(err.Error(), "AccessDeniedException") {
		t.Errorf("got %v", err)
	}
}
