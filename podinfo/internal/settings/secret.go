package settings

import (
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

// Secret names a secret of AWS Secrets Manager. It never holds the value.
type Secret struct {
	Variable string
	ARN      string
	Region   string
}

// IsZero tells that no secret was asked for.
func (s Secret) IsZero() bool { return s.ARN == "" }

// Partition, region and account, then the name that Secrets Manager ends with six characters of its own.
// Source: service authorization reference, AWS Secrets Manager, resource types (2026-11).
var secretARN = regexp.MustCompile(`^arn:aws[a-z-]*:secretsmanager:([a-z]{2}(?:-[a-z]+)+-\d):\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,519}$`)

// secret accepts an ARN only. A bare name would read better, but could not be told from the secret
// itself, pasted by mistake, which would then travel as a name. For the same reason the problem
// does not repeat what it found.
func (r *reader) secret(name string) Secret {
	arn := r.getenv(name)
	if arn == "" {
		return Secret{}
	}
	parts := secretARN.FindStringSubmatch(arn)
	if parts == nil {
		r.problems = append(r.problems, name+" is not the ARN of a secret in AWS Secrets Manager (what was found is not shown: it may be the secret)")
		return Secret{}
	}
	return Secret{Variable: name, ARN: arn, Region: parts[1]}
}

// credentialsIn the environment: they are there on Lambda and on a developer's machine. On an instance there
// are none, and the answer is nil: the instance's role is asked.
func credentialsIn(getenv func(string) string) aws.CredentialsProvider {
	id, key := getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY")
	if id == "" || key == "" {
		return nil
	}
	return credentials.NewStaticCredentialsProvider(id, key, getenv("AWS_SESSION_TOKEN"))
}
