package settings

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

const arn = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:podinfo/api-token-AbCdEf"

func environment(pairs ...string) func(string) string {
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	return func(name string) string { return values[name] }
}

func TestAnEmptyEnvironmentMeansTheDefaults(t *testing.T) {
	given, err := Read(environment())
	if err != nil {
		t.Fatal(err)
	}
	if given.Port != 8080 || given.LogLevel != slog.LevelInfo || given.OnLambda() || !given.Token.IsZero() || given.Region != "" {
		t.Errorf("got %+v", given)
	}
	if given.Timing != (Timing{Drain: 3 * time.Second, Stop: 9 * time.Second}) {
		t.Errorf("timing %+v", given.Timing)
	}
}

func TestEverySettingIsReadFromItsVariable(t *testing.T) {
	given, err := Read(environment("PORT", "9000", "LOG_LEVEL", "warn", "API_TOKEN", arn, "DRAIN_SECONDS", "0", "STOP_SECONDS", "1",
		"AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001", "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "key"))
	if err != nil {
		t.Fatal(err)
	}
	if given.Port != 9000 || given.LogLevel != slog.LevelWarn || !given.OnLambda() || given.Credentials == nil {
		t.Errorf("got %+v", given)
	}
	if given.Token != (Secret{Variable: "API_TOKEN", ARN: arn, Region: "eu-west-1"}) {
		t.Errorf("token %+v", given.Token)
	}
}

func TestTheRegionIsAWSsOwnWordOrElseTheSecrets(t *testing.T) {
	for want, getenv := range map[string]func(string) string{
		"us-east-1":  environment("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "us-east-2", "API_TOKEN", arn),
		"us-east-2":  environment("AWS_DEFAULT_REGION", "us-east-2", "API_TOKEN", arn),
		"eu-west-1":  environment("API_TOKEN", arn),
		"cn-north-1": environment("API_TOKEN", "arn:aws-cn:secretsmanager:cn-north-1:111111111111:secret:a-AbCdEf"),
	} {
		if given, err := Read(getenv); err != nil || given.Region != want {
			t.Errorf("got %q, %v; want %q", given.Region, err, want)
		}
	}
}

func TestABadEnvironmentIsRefusedInOneLineThatNamesTheVariable(t *testing.T) {
	for name, getenv := range map[string]func(string) string{
		"PORT":          environment("PORT", "http"),
		"from 1":        environment("PORT", "0"),
		"65535":         environment("PORT", "65536"),
		"LOG_LEVEL":     environment("LOG_LEVEL", "INFO"),
		"DRAIN_SECONDS": environment("DRAIN_SECONDS", "-1"),
		"STOP_SECONDS":  environment("DRAIN_SECONDS", "5", "STOP_SECONDS", "5"),
		"API_TOKEN":     environment("API_TOKEN", "api-token"),
		"port; LOG":     environment("PORT", "port; LOG"),
	} {
		_, err := Read(getenv)
		if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAllProblemsOfOneStartAreShownAtOnce(t *testing.T) {
	_, err := Read(environment("PORT", "x", "LOG_LEVEL", "y", "API_TOKEN", "z"))
	for _, name := range []string{"PORT", "LOG_LEVEL", "API_TOKEN"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is missing in %v", name, err)
		}
	}
}

func TestASecretPastedInPlaceOfItsARNIsNotRepeated(t *testing.T) {
	_, err := Read(environment("API_TOKEN", "hunter2-the-token"))
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}
