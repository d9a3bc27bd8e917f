package place

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

func TestTheTargetIsLambdaWhereLambdaHasStartedTheProcess(t *testing.T) {
	given := settings.Settings{RuntimeAPI: "127.0.0.1:9001", Region: "eu-west-1"}
	variables := map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "podinfo-dev", "AWS_LAMBDA_FUNCTION_VERSION": "7"}
	here := Find(given, func(name string) string { return variables[name] })
	if here.Target != "lambda" || here.Function != "podinfo-dev:7" || here.Region != "eu-west-1" || here.Host == "" {
		t.Errorf("got %+v", here)
	}
}

func TestTheFirmwareTellsAnInstanceFromAnyOtherHost(t *testing.T) {
	for vendor, want := range map[string]string{"Amazon EC2\n": "ec2", "QEMU\n": "local"} {
		file := filepath.Join(t.TempDir(), "sys_vendor")
		if err := os.WriteFile(file, []byte(vendor), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := target(settings.Settings{}, file); got != want {
			t.Errorf("%q: got %s, want %s", vendor, got, want)
		}
	}
	if got := target(settings.Settings{}, filepath.Join(t.TempDir(), "absent")); got != "local" {
		t.Errorf("without firmware tables: got %s", got)
	}
}
