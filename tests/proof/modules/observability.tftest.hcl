# Behaviour of the module observability, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  runbooks = "https://github.com/acme/podinfo/blob/main/generated/podinfo/docs/runbooks"

  name               = "podinfo-dev"
  log_retention_days = 30
  kms_key_arn        = "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111"
  alarm_actions      = ["arn:aws:sns:us-east-1:111111111111:podinfo-dev"]

  lambda = {
    function_name    = "podinfo-dev"
    alias            = "live"
    memory_mb        = 512
    api_id           = "a1b2c3d4e5"
    url              = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"
    host             = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"
    log_group        = "/aws/lambda/podinfo-dev"
    access_log_group = "/aws/vendedlogs/apigateway/podinfo-dev"
    log_groups       = ["/aws/lambda/podinfo-dev", "/aws/lambda/CodeDeployHook_podinfo-dev_pre-traffic"]
    paging_alarms    = ["podinfo-dev_lambda-api-errors", "podinfo-dev_lambda-latency"]
  }
  ec2 = {
    load_balancer             = { arn_suffix = "app/podinfo-dev/0123456789abcdef", dns_name = "podinfo-dev-1.us-east-1.elb.amazonaws.com" }
    target_group_arn_suffixes = { blue = "targetgroup/podinfo-dev-blue/0123456789abcdef", green = "targetgroup/podinfo-dev-green/0123456789abcdef" }
    autoscaling_group_names   = { blue = "podinfo-dev-blue", green = "podinfo-dev-green" }
    state_machine_arn         = "arn:aws:states:us-east-1:111111111111:stateMachine:podinfo-dev"
    url                       = "https://ec2.podinfo.example.com"
    log_groups                = ["/podspec/podinfo-dev"]
    alarm_names               = ["podinfo-dev_ec2-errors"]
  }
}

run "one_alarm_pages_for_all_gates_of_all_targets" {
  command = plan

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["page"].alarm_rule == "ALARM(\"podinfo-dev_lambda-api-errors\") OR ALARM(\"podinfo-dev_lambda-latency\") OR ALARM(\"podinfo-dev_ec2-errors\")"
    error_message = "A gate pages nobody, or something else does."
  }

  assert {
    condition     = alltrue([for one in aws_cloudwatch_composite_alarm.this : one.alarm_actions == toset(var.alarm_actions) && one.ok_actions == toset(var.alarm_actions)])
    error_message = "Nobody hears of an incident, or of its end."
  }

  assert {
    condition     = keys(aws_cloudwatch_composite_alarm.this) == ["page"]
    error_message = "There is a ticket without an objective."
  }
}

run "without_anybody_to_tell_the_alarm_is_still_there" {
  command = plan

  variables {
    alarm_actions = []
  }

  assert {
    condition     = length(coalesce(aws_cloudwatch_composite_alarm.this["page"].alarm_actions, toset([]))) == 0
    error_message = "Somebody is told whom nobody has named."
  }
}

run "only_a_long_and_a_short_window_together_page" {
  command = plan

  variables {
    slo = { availability_percent = 99.9 }
  }

  assert {
    condition = alltrue([
      for both in ["(ALARM(\"podinfo-dev_slo-fast-1h\") AND ALARM(\"podinfo-dev_slo-fast-5m\"))", "(ALARM(\"podinfo-dev_slo-medium-30m\") AND ALARM(\"podinfo-dev_slo-medium-6h\"))"] :
      strcontains(aws_cloudwatch_composite_alarm.this["page"].alarm_rule, both)
    ])
    error_message = "A window pages on its own, or not at all."
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["ticket"].alarm_rule == "(ALARM(\"podinfo-dev_slo-creeping-3d\") AND ALARM(\"podinfo-dev_slo-creeping-6h\"))"
    error_message = "What can wait pages, or is lost."
  }

  assert {
    condition     = alltrue([for one in aws_cloudwatch_metric_alarm.slo : length(coalesce(one.alarm_actions, toset([]))) == 0])
    error_message = "A window tells people on its own."
  }
}

run "thresholds_are_the_share_of_the_budget_that_a_burn_rate_spends" {
  command = plan

  variables {
    slo = { availability_percent = 99.9 }
  }

  assert {
    condition = { for key, one in aws_cloudwatch_metric_alarm.slo : key => one.threshold } == {
      fast-1h = 1.44, fast-5m = 1.44, medium-6h = 0.6, medium-30m = 0.6, creeping-3d = 0.1, creeping-6h = 0.1
    }
    error_message = "A threshold is not factor times budget."
  }
}

run "a_rate_that_no_outage_can_reach_has_no_alarm" {
  command = plan

  variables {
    slo = { availability_percent = 90 }
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.slo) == ["creeping-3d", "creeping-6h", "medium-30m", "medium-6h"]
    error_message = "14.4 times 10 percent is more than all requests."
  }
}

run "the_objective_counts_both_targets" {
  command = plan

  variables {
    slo = { availability_percent = 99 }
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.slo["fast-1h"].metric_query : query.expression if query.id == "requests"]) == "FILL(alb_requests, 0) + FILL(alb_turned_away, 0) + FILL(api_requests, 0)"
    error_message = "Requests are missing."
  }

  assert {
    condition     = one([for query in aws_cloudwatch_metric_alarm.slo["fast-1h"].metric_query : query.expression if query.id == "failed"]) == "FILL(alb_failed, 0) + FILL(alb_hosts_failed, 0) + FILL(api_failed, 0)"
    error_message = "Failures are missing."
  }
}

run "a_secret_that_cannot_be_rotated_can_wait_until_the_morning" {
  command = plan

  variables {
    rotation_function = "podinfo-dev_rotation"
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["ticket"].alarm_rule == "ALARM(\"podinfo-dev_rotation\")"
    error_message = "Nobody hears of it."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rotation[0].dimensions["FunctionName"] == "podinfo-dev_rotation" && aws_cloudwatch_metric_alarm.rotation[0].threshold == 0
    error_message = "The alarm looks at something else."
  }
}

run "an_objective_of_everything_is_refused" {
  command = plan

  variables {
    slo = { availability_percent = 100 }
  }

  expect_failures = [var.slo]
}

run "a_canary_for_each_target_asks_its_readiness_path_and_pages" {
  command = plan

  variables {
    synthetics = {
      names                    = { lambda = "podinfo-dev_lambda", ec2 = "podinfo-dev_ec2" }
      interval_minutes         = 1
      readiness_path           = "/readyz"
      bucket                   = "podinfo-dev-canary-01234567"
      role_prefix              = "podinfo-dev-us-east-1"
      role_path                = "/podspec/podinfo/dev/"
      permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
    }
  }

  assert {
    condition = { for key, one in aws_synthetics_canary.this : key => one.run_config[0].environment_variables["URL"] } == {
      lambda = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/readyz"
      ec2    = "https://ec2.podinfo.example.com/readyz"
    }
    error_message = "A target is not asked."
  }

  assert {
    condition = { for key, one in aws_synthetics_canary.this : key => one.run_config[0].environment_variables["VIA"] } == {
      lambda = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"
      ec2    = "podinfo-dev-1.us-east-1.elb.amazonaws.com"
    }
    error_message = "Another region may answer for this one."
  }

  assert {
    condition     = alltrue([for one in aws_synthetics_canary.this : one.schedule[0].expression == "rate(1 minute)" && one.start_canary])
    error_message = "A canary does not run every minute."
  }

  assert {
    condition     = alltrue([for target in ["lambda", "ec2"] : strcontains(aws_cloudwatch_composite_alarm.this["page"].alarm_rule, "ALARM(\"podinfo-dev_canary-${target}\")")])
    error_message = "A canary pages nobody."
  }

  assert {
    condition     = alltrue([for one in aws_cloudwatch_metric_alarm.canary : one.period == 60 && length(coalesce(one.alarm_actions, toset([]))) == 0])
    error_message = "A canary's alarm looks at more than one probe at a time, or tells people on its own."
  }

  assert {
    condition     = alltrue([for one in aws_cloudwatch_log_group.canary : one.retention_in_days == 30 && one.kms_key_id == var.kms_key_arn])
    error_message = "A canary's logs are kept for ever, or not encrypted by the environment's key."
  }

  assert {
    condition     = aws_iam_role.canary[0].permissions_boundary == var.synthetics.permissions_boundary_arn && aws_iam_role.canary[0].path == "/podspec/podinfo/dev/"
    error_message = "The canaries' role has no ceiling."
  }
}

run "without_canaries_there_is_nothing_of_theirs" {
  command = plan

  assert {
    condition     = length(aws_synthetics_canary.this) + length(aws_s3_bucket.canary) + length(aws_iam_role.canary) + length(aws_cloudwatch_metric_alarm.canary) == 0
    error_message = "Something of a canary is left."
  }
}

run "a_name_whose_function_aws_could_not_name_is_refused" {
  command = plan

  variables {
    synthetics = {
      names                    = { lambda = "podinfo-production_lambda" }
      interval_minutes         = 5
      readiness_path           = "/readyz"
      bucket                   = "podinfo-dev-canary-01234567"
      role_prefix              = "podinfo-dev-us-east-1"
      role_path                = "/podspec/podinfo/dev/"
      permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
    }
  }

  expect_failures = [var.synthetics]
}

run "dashboards_are_made_where_they_are_wanted" {
  command = plan

  assert {
    condition     = { for key, one in aws_cloudwatch_dashboard.this : key => one.dashboard_name } == { region = "podinfo-dev_us-east-1" }
    error_message = "The region has no dashboard, or one region has two."
  }
}

run "several_regions_have_an_overview" {
  command = plan

  variables {
    overview_regions = ["us-east-1", "eu-west-1"]
  }

  assert {
    condition     = aws_cloudwatch_dashboard.this["overview"].dashboard_name == "podinfo-dev_overview"
    error_message = "There is no overview."
  }
}

run "no_dashboard_is_made_where_none_is_wanted" {
  command = plan

  variables {
    dashboard = false
  }

  assert {
    condition     = length(aws_cloudwatch_dashboard.this) == 0
    error_message = "There is a dashboard."
  }
}

run "nothing_to_observe_is_refused" {
  command = plan

  variables {
    lambda = null
    ec2    = null
  }

  expect_failures = [var.lambda]
}
