// Package place finds out where the process runs, without asking the network.
package place

import (
	"os"
	"strings"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

// Place is where the process runs.
type Place struct {
	Target   string `json:"target"` // lambda, ec2 or local
	Region   string `json:"region"`
	Host     string `json:"host"`
	Function string `json:"function,omitempty"` // Lambda only: name and published version, which tells a canary from the rest
}

// EC2 says so in the firmware's tables, which a container may read, too.
// Source: Amazon EC2 user guide, identify EC2 instances (2026-11).
const (
	vendorFile = "/sys/devices/virtual/dmi/id/sys_vendor"
	vendorEC2  = "Amazon EC2"
)

// Find looks at the environment variables and the firmware.
func Find(given settings.Settings, getenv func(string) string) Place {
	here := Place{Target: target(given, vendorFile), Region: given.Region, Host: host()}
	if given.OnLambda() {
		here.Function = getenv("AWS_LAMBDA_FUNCTION_NAME") + ":" + getenv("AWS_LAMBDA_FUNCTION_VERSION")
	}
	return here
}

func target(given settings.Settings, vendorFile string) string {
	if given.OnLambda() {
		return "lambda"
	}
	vendor, err := os.ReadFile(vendorFile)
	if err == nil && strings.TrimSpace(string(vendor)) == vendorEC2 {
		return "ec2"
	}
	return "local"
}

func host() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return name
}
