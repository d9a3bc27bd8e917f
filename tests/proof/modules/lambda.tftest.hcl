# Behaviour of the module lambda, as Terraform itself plans it. Copied into the rendered module and run there.

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
  kms_key_arn              = "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111"
}

run "a_shape_that_codedeploy_brings_along_needs_no_configuration" {
  command = plan

  assert {
    condition     = aws_codedeploy_deployment_group.live.deployment_config_name == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
    error_message = "10 percent and 5 minutes are predefined."
  }

  assert {
    condition     = length(aws_codedeploy_deployment_config.own) == 0
    error_message = "A predefined shape was made again."
  }
}

run "a_linear_shape_may_be_predefined_too" {
  command = plan

  variables {
    rollout = { strategy = "linear", percent = 10, interval_minutes = 1, bake_minutes = 0 }
  }

  assert {
    condition     = aws_codedeploy_deployment_group.live.deployment_config_name == "CodeDeployDefault.LambdaLinear10PercentEvery1Minute"
    error_message = "10 percent every minute is predefined."
  }
}

run "all_at_once_is_predefined" {
  command = plan

  variables {
    rollout = { strategy = "all_at_once", bake_minutes = 5 }
  }

  assert {
    condition     = aws_codedeploy_deployment_group.live.deployment_config_name == "CodeDeployDefault.LambdaAllAtOnce"
    error_message = "All at once is predefined."
  }
}

run "another_canary_gets_a_configuration_named_after_its_shape" {
  command = plan

  variables {
    rollout = { strategy = "canary", percent = 7, interval_minutes = 9, bake_minutes = 5 }
  }

  assert {
    condition     = aws_codedeploy_deployment_group.live.deployment_config_name == "podinfo-dev-lambda_canary-7-9"
    error_message = "The group does not use the module's own configuration."
  }

  assert {
    condition     = aws_codedeploy_deployment_config.own[0].traffic_routing_config[0].time_based_canary[0].percentage == 7
    error_message = "The first step is not the one that was asked for."
  }

  assert {
    condition     = length(aws_codedeploy_deployment_config.own[0].traffic_routing_config[0].time_based_linear) == 0
    error_message = "A canary has no linear steps."
  }
}

run "another_linear_rollout_keeps_its_steps" {
  command = plan

  variables {
    rollout = { strategy = "linear", percent = 20, interval_minutes = 3, bake_minutes = 5 }
  }

  assert {
    condition     = aws_codedeploy_deployment_config.own[0].traffic_routing_config[0].time_based_linear[0].interval == 3
    error_message = "The steps are not as far apart as was asked for."
  }
}

run "nothing_is_kept_warm_unless_asked_for" {
  command = plan

  assert {
    condition     = length(aws_lambda_provisioned_concurrency_config.live) == 0
    error_message = "Provisioned concurrency costs money by the hour."
  }
}

run "what_is_kept_warm_is_the_alias" {
  command = plan

  variables {
    provisioned_concurrency = 2
  }

  assert {
    condition     = aws_lambda_provisioned_concurrency_config.live[0].qualifier == "live"
    error_message = "Provisioned concurrency belongs on the alias."
  }
}

run "the_function_has_no_environment_block_without_variables" {
  command = plan

  assert {
    condition     = length(aws_lambda_function.this.environment) == 0
    error_message = "AWS drops an empty block, and Terraform would plan it for ever."
  }
}

run "secrets_reach_the_function_as_arns_that_it_may_read" {
  command = plan

  variables {
    environment_variables = { LOG_LEVEL = "info" }
    secret_arns           = { API_TOKEN = "arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/podinfo/dev/api-token-AbCdEf" }
    secrets_key_arn       = "arn:aws:kms:us-east-1:111111111111:key/mrk-22222222222242228222222222222222"
  }

  assert {
    condition     = join(" ", keys(aws_lambda_function.this.environment[0].variables)) == "API_TOKEN LOG_LEVEL"
    error_message = "A variable is missing."
  }

  assert {
    condition     = anytrue([for one in data.aws_iam_policy_document.function.statement : contains(one.resources, var.secret_arns["API_TOKEN"])])
    error_message = "The function may not read its secret."
  }

  assert {
    condition = { for each in one([for one in data.aws_iam_policy_document.function.statement : one.condition if one.sid == "DecryptSecrets"]) : each.variable => one(each.values) } == {
      "kms:ViaService" = "secretsmanager.us-east-1.amazonaws.com"
    }
    error_message = "The function may not decrypt its secret, or more than that."
  }
}

run "secrets_without_their_key_are_refused" {
  command = plan

  variables {
    secret_arns = { API_TOKEN = "arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/podinfo/dev/api-token-AbCdEf" }
  }

  expect_failures = [var.secrets_key_arn]
}

run "logs_and_variables_are_encrypted_by_the_environments_key" {
  assert {
    condition = alltrue([
      for one in concat([aws_cloudwatch_log_group.function, aws_cloudwatch_log_group.access], values(aws_cloudwatch_log_group.hook)) :
      one.kms_key_id == var.kms_key_arn
    ])
    error_message = "A log group is not encrypted by the environment's key."
  }

  assert {
    condition     = alltrue([for one in concat([aws_lambda_function.this], values(aws_lambda_function.hook)) : one.kms_key_arn == var.kms_key_arn])
    error_message = "A function's variables are not encrypted by the environment's key."
  }
}

run "a_function_decrypts_its_own_variables_only" {
  command = plan

  assert {
    condition = one([for one in data.aws_iam_policy_document.hook["pre-traffic"].statement : one(one.condition).values if one.sid == "ReadOwnVariables"]) == tolist([
      "arn:aws:lambda:us-east-1:${data.aws_caller_identity.current.account_id}:function:CodeDeployHook_podinfo-dev_pre-traffic",
      "arn:aws:lambda:us-east-1:${data.aws_caller_identity.current.account_id}:function:CodeDeployHook_podinfo-dev_pre-traffic:*",
    ])
    error_message = "A hook may decrypt more than its own variables."
  }
}

run "everything_that_serves_goes_through_the_alias" {
  assert {
    condition     = aws_apigatewayv2_integration.live.integration_uri == aws_lambda_alias.live.invoke_arn
    error_message = "The API passes by the alias."
  }

  assert {
    condition     = aws_lambda_permission.api.qualifier == aws_lambda_alias.live.name
    error_message = "The API may call something else than the alias."
  }

  assert {
    condition     = aws_apigatewayv2_route.default.route_key == "$default" && aws_apigatewayv2_stage.default.name == "$default"
    error_message = "A path is left out."
  }

  assert {
    condition     = endswith(aws_lambda_permission.api.source_arn, "/*/$default")
    error_message = "The permission is for another route."
  }
}

run "alarms_roll_back_and_stay_quiet_without_traffic" {
  assert {
    condition     = toset(aws_codedeploy_deployment_group.live.auto_rollback_configuration[0].events) == toset(["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"])
    error_message = "An alarm stops a deployment without putting the old version back."
  }

  assert {
    condition     = length(aws_codedeploy_deployment_group.live.alarm_configuration[0].alarms) == 4
    error_message = "CodeDeploy does not watch every alarm."
  }

  assert {
    condition = alltrue([
      for one in [
        aws_cloudwatch_metric_alarm.api_errors,
        aws_cloudwatch_metric_alarm.function_errors,
        aws_cloudwatch_metric_alarm.latency,
        aws_cloudwatch_metric_alarm.version_errors,
      ] : one.treat_missing_data == "notBreaching"
    ])
    error_message = "A quiet night would ring."
  }

  assert {
    condition = alltrue([
      for query in aws_cloudwatch_metric_alarm.function_errors.metric_query :
      query.metric[0].dimensions == tomap({ FunctionName = "podinfo-dev", Resource = "podinfo-dev:live" })
      if length(query.metric) > 0
    ])
    error_message = "The metric is not the alias's."
  }
}

run "a_rate_wants_some_requests_and_a_percentile_many" {
  command = plan

  variables {
    alarms = { error_rate_percent = 1, latency_p95_ms = 500, minimum_requests = 25 }
  }

  assert {
    condition = alltrue([
      for expression in [
        one([for query in aws_cloudwatch_metric_alarm.api_errors.metric_query : query.expression if query.id == "rate"]),
        one([for query in aws_cloudwatch_metric_alarm.function_errors.metric_query : query.expression if query.id == "rate"]),
      ] : can(regex("^IF\\([a-z]+ >= 25, 100 \\* FILL\\(errors, 0\\) / [a-z]+, 0\\)$", expression))
    ])
    error_message = "One failure at night would ring."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latency.evaluate_low_sample_count_percentiles == "ignore"
    error_message = "One slow request at night would ring."
  }
}

run "a_new_version_is_judged_apart_from_the_old_one_and_wakes_nobody" {
  command = plan

  assert {
    condition = can(regex(
      "WHERE FunctionName = 'podinfo-dev' AND Resource = 'podinfo-dev:live' GROUP BY ExecutedVersion$",
      one([for query in aws_cloudwatch_metric_alarm.version_errors.metric_query : query.expression if query.id == "versions"]),
    ))
    error_message = "Both versions are counted as one."
  }

  assert {
    # What an alarm looks at must be one series, and the query gives as many as there are versions.
    condition     = [for query in aws_cloudwatch_metric_alarm.version_errors.metric_query : query.expression if query.return_data == true] == ["100 * MAX(versions)"]
    error_message = "The alarm does not look at the worst version."
  }

  assert {
    condition     = !contains(output.paging_alarms, aws_cloudwatch_metric_alarm.version_errors.alarm_name)
    error_message = "A rollout that goes back by itself wakes somebody."
  }

  assert {
    condition     = setsubtract(output.alarm_names, output.paging_alarms) == toset([aws_cloudwatch_metric_alarm.version_errors.alarm_name])
    error_message = "What rolls back and what pages are not the same, but for the new version's errors."
  }
}

run "a_rate_of_no_requests_is_refused" {
  command = plan

  variables {
    alarms = { error_rate_percent = 1, latency_p95_ms = 500, minimum_requests = 0 }
  }

  expect_failures = [var.alarms]
}

run "hooks_have_the_names_that_codedeploy_may_call" {
  assert {
    condition     = tomap(output.hooks) == tomap({ pre-traffic = "CodeDeployHook_podinfo-dev_pre-traffic", post-traffic = "CodeDeployHook_podinfo-dev_post-traffic" })
    error_message = "A hook has another name."
  }

  assert {
    condition     = alltrue([for one in values(aws_iam_role.hook) : one.permissions_boundary == var.permissions_boundary_arn && one.path == var.role_path])
    error_message = "A hook's role has no ceiling, or stands elsewhere."
  }
}

run "a_tag_is_no_digest" {
  command = plan

  variables {
    image_digest = "latest"
  }

  expect_failures = [var.image_digest]
}

run "a_canary_without_steps_is_refused" {
  command = plan

  variables {
    rollout = { strategy = "canary", bake_minutes = 5 }
  }

  expect_failures = [var.rollout]
}

run "a_canary_with_half_a_step_is_refused" {
  command = plan

  variables {
    rollout = { strategy = "canary", percent = 10, bake_minutes = 5 }
  }

  expect_failures = [var.rollout]
}

run "a_bake_time_longer_than_a_hook_may_take_is_refused" {
  command = plan

  variables {
    rollout = { strategy = "all_at_once", bake_minutes = 56 }
  }

  expect_failures = [var.rollout]
}

run "more_provisioned_than_reserved_is_refused" {
  command = plan

  variables {
    provisioned_concurrency = 5
    reserved_concurrency    = 4
  }

  expect_failures = [var.reserved_concurrency]
}

run "a_timeout_that_the_api_would_cut_off_is_refused" {
  command = plan

  variables {
    timeout_seconds = 31
  }

  expect_failures = [var.timeout_seconds]
}
