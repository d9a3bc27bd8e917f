# Behaviour of the module dns, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  name           = "podinfo-prod"
  zone_id        = "Z0123456789ABC"
  readiness_path = "/readyz"

  checked_hosts = {
    lambda = "abcdefghij.execute-api.us-east-1.amazonaws.com"
    ec2    = "podinfo-prod-0123456789.us-east-1.elb.amazonaws.com"
  }

  records = {
    "podinfo.example.com" = {
      target   = "lambda"
      endpoint = { dns_name = "d-abcdefghij.execute-api.us-east-1.amazonaws.com", zone_id = "Z1UJRXOUMOOFQ8", ipv6 = true }
    }
    "ec2.podinfo.example.com" = {
      target   = "ec2"
      endpoint = { dns_name = "podinfo-prod-0123456789.us-east-1.elb.amazonaws.com", zone_id = "Z35SXDOTRQ7X7K" }
    }
  }
}

run "every_name_has_a_kind_of_address_for_each_that_its_endpoint_has" {
  command = plan

  assert {
    condition = toset(keys(aws_route53_record.address)) == toset([
      "podinfo.example.com A",
      "podinfo.example.com AAAA",
      "ec2.podinfo.example.com A",
    ])
    error_message = "A name has no address, or one that leads nowhere."
  }

  assert {
    condition     = alltrue([for key, one in aws_route53_record.address : key == "${one.name} ${one.type}" && one.zone_id == var.zone_id])
    error_message = "A record is called something else than it is."
  }
}

run "every_region_adds_an_answer_of_its_own" {
  command = plan

  assert {
    condition = alltrue([
      for one in aws_route53_record.address :
      one.set_identifier == data.aws_region.current.region && one.latency_routing_policy[0].region == data.aws_region.current.region
    ])
    error_message = "Two regions would fight over one record."
  }
}

run "a_region_that_is_out_gives_no_answer" {
  assert {
    condition = alltrue([
      for key, one in local.addresses :
      aws_route53_record.address[key].health_check_id == aws_route53_health_check.target[one.target].id
    ])
    error_message = "A name is judged by another target's health."
  }

  assert {
    condition     = aws_route53_health_check.target["ec2"].id != aws_route53_health_check.target["lambda"].id
    error_message = "One target's outage would take the other away."
  }
}

run "a_rollout_does_not_take_its_region_away" {
  command = plan

  assert {
    # Route 53 would look at the target group of the colour that is still starting.
    condition     = alltrue([for one in aws_route53_record.address : !one.alias[0].evaluate_target_health])
    error_message = "A region is judged by hosts that have no traffic yet."
  }
}

run "health_is_asked_of_the_region_itself_and_not_of_the_public_name" {
  command = plan

  assert {
    condition     = alltrue([for target, one in aws_route53_health_check.target : one.fqdn == var.checked_hosts[target]])
    error_message = "The public name may be answered by a region that is well."
  }

  assert {
    condition = alltrue([
      for one in aws_route53_health_check.target :
      one.type == "HTTPS" && one.port == 443 && one.resource_path == "/readyz" && one.request_interval == 30 && one.failure_threshold == 3
    ])
    error_message = "The check asks something else."
  }

  assert {
    # Route 53 takes three at least.
    condition     = alltrue([for one in aws_route53_health_check.target : length(one.regions) == 3])
    error_message = "The check has too few sides, or more than it needs."
  }
}

run "a_record_of_a_target_that_nobody_checks_is_refused" {
  command = plan

  variables {
    checked_hosts = { lambda = "abcdefghij.execute-api.us-east-1.amazonaws.com" }
  }

  expect_failures = [var.records]
}

run "a_path_without_a_slash_is_refused" {
  command = plan

  variables {
    readiness_path = "readyz"
  }

  expect_failures = [var.readiness_path]
}
