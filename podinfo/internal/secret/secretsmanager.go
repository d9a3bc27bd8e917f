package secret

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/ec2rolecreds"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"github.com/acme/podinfo-deployment-system/podinfo/internal/settings"
)

var errNoText = errors.New("the secret holds no text")

// FromSecretsManager reads from AWS Secrets Manager in the secret's own region.
//
// Why the SDK: Lambda's secrets extension is a layer, which container images cannot have. Why not
// its default settings: their chain of credentials (files, SSO, processes, web identity) is 2.4 MB
// of binary for sources that neither a function nor an instance has.
func FromSecretsManager(name settings.Secret, endpoint string, credentials aws.CredentialsProvider) Reader {
	if credentials == nil {
		// The instance's role, by version 2 of the metadata service.
		credentials = ec2rolecreds.New()
	}
	client := secretsmanager.NewFromConfig(aws.Config{
		Region:      name.Region,
		Credentials: aws.NewCredentialsCache(credentials),
	}, func(o *secretsmanager.Options) {
		if endpoint != "" {
			o.BaseEndpoint = aws.String(endpoint)
		}
	})
	return func(ctx context.Context) (Value, error) { return fetch(ctx, client, name.ARN) }
}

func fetch(ctx context.Context, client *secretsmanager.Client, arn string) (Value, error) {
	answer, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String(arn)})
	if err != nil {
		return Value{}, err
	}
	if aws.ToString(answer.SecretString) == "" {
		return Value{}, errNoText
	}
	return NewValue(*answer.SecretString), nil
}
