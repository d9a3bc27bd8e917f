# Public names and processors of the module lambda, as Terraform itself plans them. Copied into the rendered
# module and run there.

variables {
  runbooks = "https://github.com/acme/podinfo/blob/main/generated/podinfo/docs/runbooks"

  name                     = "podinfo-dev"
  description              = "web service"
  role_prefix              = "podinfo-dev-us-east-1"
  role_path                = "/podspec/podinfo/dev/"
  permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
  parameter_path           = "/podspec/podinfo/dev"
  repository_url           = "111111111111.dkr.ecr.us-east-1.amazonaws.com/podspec/podinfo/image"
  image_digest             = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  architecture             = "arm64"
  memory_mb                = 512
  timeout_seconds          = 15
  throttle                 = { rate_per_second = 100, burst = 200 }
  rollout                  = { strategy = "canary", percent = 10, interval_minutes = 5, bake_minutes = 5 }
  alarms                   = { error_rate_percent = 1, latency_p95_ms = 500 }
  log_retention_days       = 30
  kms_key_arn              = "arn:aws:kms:us-east-1:111111111111:key/01234567-89ab-4cde-8f01-23456789abcd"
}

run "without_a_domain_there_are_no_names" {
  command = plan

  assert {
    condition     = length(aws_apigatewayv2_domain_name.this) == 0 && length(output.domain_targets) == 0
    error_message = "A name was made that nobody asked for."
  }
}

run "every_name_leads_to_the_stage_that_serves" {
  variables {
    domain = {
      names           = ["podinfo.example.com", "lambda.podinfo.example.com"]
      certificate_arn = "arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-4cde-8f01-23456789abcd"
    }
  }

  assert {
    condition = toset([for one in aws_apigatewayv2_api_mapping.this : one.domain_name]) == toset([
      for one in aws_apigatewayv2_domain_name.this : one.id
    ])
    error_message = "A name leads nowhere."
  }

  assert {
    condition = alltrue([
      for one in aws_apigatewayv2_api_mapping.this :
      one.api_id == aws_apigatewayv2_api.this.id && one.stage == aws_apigatewayv2_stage.default.id
    ])
    error_message = "A name leads to another API."
  }

  assert {
    condition = alltrue([
      for one in aws_apigatewayv2_domain_name.this :
      one.domain_name_configuration[0].security_policy == "TLS_1_2" && one.domain_name_configuration[0].endpoint_type == "REGIONAL"
    ])
    error_message = "A name is served by old TLS, or by no region."
  }

  assert {
    condition     = toset(keys(output.domain_targets)) == toset(var.domain.names) && alltrue([for one in output.domain_targets : one.ipv6])
    error_message = "DNS cannot lead to a name."
  }

  assert {
    # Health checks ask this region by it.
    condition     = aws_apigatewayv2_api.this.disable_execute_api_endpoint != true && output.url == "https://${output.host}"
    error_message = "The region has no name of its own."
  }
}

run "both_processors_are_taken" {
  command = plan

  variables {
    architecture = "x86_64"
  }

  assert {
    condition     = tolist(aws_lambda_function.this.architectures) == tolist(["x86_64"])
    error_message = "The image would not start."
  }
}

run "another_processor_is_refused" {
  command = plan

  variables {
    architecture = "amd64"
  }

  expect_failures = [var.architecture]
}

run "requests_are_traced" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active" && alltrue([for one in aws_lambda_function.hook : one.tracing_config[0].mode == "Active"])
    error_message = "A request cannot be followed."
  }
}
