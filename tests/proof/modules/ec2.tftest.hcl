# Behaviour of the module ec2, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  runbooks = "https://github.com/acme/podinfo/blob/main/generated/podinfo/docs/runbooks"

  name                     = "podinfo-dev"
  load_balancer_name       = "podinfo-dev"
  target_group_names       = { blue = "podinfo-dev-blue", green = "podinfo-dev-green" }
  bundle_bucket            = "podinfo-dev-bundles-0123abcd"
  access_log_bucket        = "podinfo-dev-access-logs-0123abcd"
  role_prefix              = "podinfo-dev-us-east-1"
  role_path                = "/podspec/podinfo/dev/"
  permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
  parameter_path           = "/podspec/podinfo/dev"
  vpc_id                   = "vpc-0123456789abcdef0"
  public_subnet_ids        = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  private_subnet_ids       = ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"]
  protected                = true
  repository_url           = "111111111111.dkr.ecr.us-east-1.amazonaws.com/podspec/podinfo/image"
  architecture             = "arm64"
  signature = {
    identity   = "https://github.com/acme/podinfo/.github/workflows/podspec-build.yml@refs/heads/main"
    issuer     = "https://token.actions.githubusercontent.com"
    repository = "acme/podinfo"
    ref        = "refs/heads/main"
  }
  cosign             = { version = "3.0.6", sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  instance_type      = "t4g.small"
  purchase           = "on_demand"
  hosts              = { min = 2, desired = 2, max = 4 }
  scaling            = { cpu_percent = 60 }
  port               = 9000
  readiness_path     = "/readyz"
  rollout            = { strategy = "canary", percent = 10, interval_minutes = 5, bake_minutes = 5 }
  alarms             = { error_rate_percent = 1, latency_p95_ms = 500, unhealthy_hosts = 1 }
  log_retention_days = 30
  kms_key_arn        = "arn:aws:kms:us-east-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef"
}

run "only_the_load_balancer_hears_the_internet_and_only_by_http" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.web : rule.from_port] == [80]
    error_message = "Without a domain there is nothing but port 80."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.from_load_balancer.cidr_ipv4 == null
    error_message = "Hosts are open to addresses, rather than to the load balancer."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.from_load_balancer.from_port == 8080 && aws_vpc_security_group_ingress_rule.from_load_balancer.to_port == 8080
    error_message = "Hosts are open on more than their one port."
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.colour : template.key_name == null && length(template.network_interfaces) == 0])
    error_message = "Somebody has a key, or hosts have addresses of their own."
  }

  assert {
    condition     = aws_lb_listener.live.protocol == "HTTP" && aws_lb_listener.live.port == 80 && length(aws_lb_listener.redirect) == 0
    error_message = "Without a certificate there is no HTTPS, nor anywhere to send people on to."
  }
}

run "with_a_domain_all_traffic_is_https" {
  variables {
    domain = {
      names           = ["podinfo.example.com", "ec2.podinfo.example.com"]
      certificate_arn = "arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef"
    }
  }

  assert {
    condition     = aws_lb_listener.live.protocol == "HTTPS" && startswith(aws_lb_listener.live.ssl_policy, "ELBSecurityPolicy-TLS13-1-2")
    error_message = "Traffic is not encrypted, or by something old."
  }

  assert {
    condition     = aws_lb_listener.redirect[0].default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "Whoever comes by HTTP is not sent on."
  }

  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.web : rule.from_port]) == toset([80, 443])
    error_message = "A port is missing."
  }

  assert {
    condition     = output.url == "https://ec2.podinfo.example.com"
    error_message = "The target is not known by its own name."
  }
}

run "the_load_balancer_is_careful_and_keeps_logs" {
  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.enable_deletion_protection
    error_message = "The load balancer takes any header, or can be deleted."
  }

  assert {
    condition     = aws_lb.this.access_logs[0].enabled && aws_lb.this.access_logs[0].bucket == aws_s3_bucket.access_logs.bucket
    error_message = "Nobody knows who asked for what."
  }

  assert {
    condition     = !aws_s3_bucket.access_logs.force_destroy && !aws_s3_bucket.bundles.force_destroy
    error_message = "A protected environment lets its logs go."
  }
}

run "an_unprotected_environment_can_be_taken_down" {
  command = plan

  variables {
    protected = false
  }

  assert {
    condition     = !aws_lb.this.enable_deletion_protection && aws_s3_bucket.access_logs.force_destroy
    error_message = "Something would stay behind."
  }
}

run "hosts_keep_their_role_to_themselves_unless_the_container_reads_secrets" {
  command = plan

  assert {
    condition     = alltrue([for template in aws_launch_template.colour : template.metadata_options[0].http_tokens == "required"])
    error_message = "Version 1 of the metadata service answers whoever can make a host ask it."
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.colour : template.metadata_options[0].http_put_response_hop_limit == 1])
    error_message = "A container without secrets reaches the role of its host."
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.colour : template.block_device_mappings[0].ebs[0].encrypted == "true"])
    error_message = "A disk is not encrypted."
  }
}

run "a_container_with_secrets_reads_those_and_no_others" {
  variables {
    secret_arns     = { API_TOKEN = "arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/podinfo/dev/api-token-AbCdEf" }
    secrets_key_arn = "arn:aws:kms:us-east-1:111111111111:key/mrk-0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = alltrue([for template in aws_launch_template.colour : template.metadata_options[0].http_put_response_hop_limit == 2])
    error_message = "The container is one hop too far away from its credentials."
  }

  assert {
    condition     = [for one in data.aws_iam_policy_document.host.statement : one.resources if contains(one.actions, "secretsmanager:GetSecretValue")] == [toset(values(var.secret_arns))]
    error_message = "The container reads another secret, or none."
  }
}

run "both_colours_begin_without_hosts" {
  assert {
    condition     = alltrue([for group in aws_autoscaling_group.colour : group.min_size == 0 && group.max_size == 4 && group.health_check_type == "ELB"])
    error_message = "The first rollout is not an ordinary one."
  }

  assert {
    condition     = alltrue([for colour, group in aws_autoscaling_group.colour : group.target_group_arns == toset([aws_lb_target_group.colour[colour].arn])])
    error_message = "A colour's hosts serve under another colour's weight."
  }

  assert {
    condition     = alltrue([for parameter in concat(values(aws_ssm_parameter.digest), [aws_ssm_parameter.active]) : parameter.value == "none"])
    error_message = "Something seems to be rolled out already."
  }
}

run "a_colour_starts_hosts_by_its_own_template_in_the_version_that_the_rollout_chose" {
  assert {
    condition = alltrue([
      for colour, group in aws_autoscaling_group.colour :
      group.mixed_instances_policy[0].launch_template[0].launch_template_specification[0].launch_template_id == aws_launch_template.colour[colour].id
    ])
    error_message = "A colour starts the hosts of the other one."
  }

  assert {
    condition     = alltrue([for group in aws_autoscaling_group.colour : group.mixed_instances_policy[0].launch_template[0].launch_template_specification[0].version == "$Default"])
    error_message = "An edit would reach hosts of the live colour before its rollout."
  }
}

run "spot_is_bought_only_where_it_is_asked_for" {
  command = plan

  assert {
    condition     = alltrue([for group in aws_autoscaling_group.colour : group.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 100])
    error_message = "A host may be taken away."
  }
}

run "spot_hosts_are_replaced_before_they_are_taken_away" {
  command = plan

  variables {
    purchase = "spot"
  }

  assert {
    condition     = alltrue([for group in aws_autoscaling_group.colour : group.capacity_rebalance && group.mixed_instances_policy[0].instances_distribution[0].on_demand_percentage_above_base_capacity == 0])
    error_message = "Hosts are bought on demand, or go without a successor."
  }
}

run "a_colour_scales_by_what_the_spec_sets_and_by_its_own_hosts" {
  variables {
    scaling = { cpu_percent = 60, memory_percent = 70, requests_per_host = 1000 }
  }

  assert {
    condition     = length(aws_autoscaling_policy.cpu) == 2 && length(aws_autoscaling_policy.memory) == 2 && length(aws_autoscaling_policy.requests) == 2
    error_message = "A colour does not scale by everything."
  }

  assert {
    condition = alltrue([
      for colour, policy in aws_autoscaling_policy.memory :
      one(policy.target_tracking_configuration[0].customized_metric_specification[0].metric_dimension).value == aws_autoscaling_group.colour[colour].name
    ])
    error_message = "A colour scales by the memory of the other one."
  }

  assert {
    condition = alltrue([
      for colour, policy in aws_autoscaling_policy.requests :
      policy.target_tracking_configuration[0].predefined_metric_specification[0].resource_label == "${aws_lb.this.arn_suffix}/${aws_lb_target_group.colour[colour].arn_suffix}"
    ])
    error_message = "A colour scales by the requests of the other one."
  }
}

run "what_is_not_set_does_not_scale" {
  command = plan

  assert {
    condition     = length(aws_autoscaling_policy.cpu) == 2 && length(aws_autoscaling_policy.memory) == 0 && length(aws_autoscaling_policy.requests) == 0
    error_message = "Something scales that nobody asked for."
  }
}

run "deployments_move_no_traffic_and_know_hosts_by_their_group" {
  assert {
    condition = alltrue([
      for colour, group in aws_codedeploy_deployment_group.colour :
      group.deployment_style[0].deployment_option == "WITHOUT_TRAFFIC_CONTROL" && group.autoscaling_groups == toset(["podinfo-dev-${colour}"])
    ])
    error_message = "CodeDeploy and the rollout would both move traffic."
  }
}

run "a_canary_cannot_hide_behind_the_other_colour" {
  assert {
    condition = alltrue([
      for colour, alarm in aws_cloudwatch_metric_alarm.errors : alltrue([
        for query in alarm.metric_query : query.metric[0].dimensions["TargetGroup"] == aws_lb_target_group.colour[colour].arn_suffix
        if length(query.metric) > 0
      ])
    ])
    error_message = "Errors of both colours are counted together."
  }

  assert {
    condition = alltrue([
      for alarms in [aws_cloudwatch_metric_alarm.errors, aws_cloudwatch_metric_alarm.latency, aws_cloudwatch_metric_alarm.unhealthy_hosts] :
      alltrue([for alarm in alarms : alarm.treat_missing_data == "notBreaching" && startswith(alarm.alarm_name, "podinfo-dev_")])
    ])
    error_message = "The idle colour rings, or an alarm has a name that nobody may change."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.latency : alarm.threshold == 0.5])
    error_message = "The load balancer measures in seconds."
  }
}

run "every_role_has_a_ceiling_and_its_place" {
  assert {
    condition = alltrue([
      for role in [aws_iam_role.host, aws_iam_role.codedeploy] :
      role.permissions_boundary == var.permissions_boundary_arn && role.path == var.role_path && length(role.name) <= 64
    ])
    error_message = "A role may do anything, or nobody may change it."
  }
}

run "a_name_that_aws_keeps_for_itself_is_refused" {
  command = plan

  variables {
    load_balancer_name = "internal-tools"
  }

  expect_failures = [var.load_balancer_name]
}

run "a_signer_with_a_wildcard_is_refused" {
  command = plan

  variables {
    signature = { identity = "https://github.com/acme/*", issuer = "https://token.actions.githubusercontent.com", repository = "acme/podinfo", ref = "refs/heads/main" }
  }

  expect_failures = [var.signature]
}

run "a_repository_elsewhere_is_refused" {
  command = plan

  variables {
    repository_url = "docker.io/acme/podinfo"
  }

  expect_failures = [var.repository_url]
}

run "one_zone_is_refused" {
  command = plan

  variables {
    private_subnet_ids = ["subnet-0123456789abcdef2"]
  }

  expect_failures = [var.private_subnet_ids]
}

run "a_rate_of_no_requests_is_refused" {
  command = plan

  variables {
    alarms = { error_rate_percent = 1, latency_p95_ms = 500, unhealthy_hosts = 1, minimum_requests = 0 }
  }

  expect_failures = [var.alarms]
}

run "variables_that_do_not_fit_on_a_host_are_refused" {
  command = plan

  variables {
    environment_variables = { LONG = join("", [for number in range(1000) : sha256(tostring(number))]) }
  }

  expect_failures = [aws_launch_template.colour]
}
