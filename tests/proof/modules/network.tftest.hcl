# Behaviour of the module network, as Terraform itself applies it. Copied into the rendered module and run there,
# one run after the other on the same state: so this is also how a network changes.

variables {
  name                     = "podinfo-dev"
  role_prefix              = "podinfo-dev-us-east-1"
  role_path                = "/podspec/podinfo/dev/"
  permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
  cidr                     = "10.10.0.0/16"
  zones = [
    { public = "10.10.64.0/19", private = "10.10.0.0/18" },
    { public = "10.10.192.0/19", private = "10.10.128.0/18" },
  ]
  nat                = "single"
  kms_key_arn        = "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-4000-8000-000000000000"
  log_retention_days = 90
}

run "whatever_the_nat" {
  override_data {
    target = data.aws_availability_zones.here
    values = { zone_ids = ["use1-az6", "use1-az2", "use1-az1", "use1-az4"] }
  }

  assert {
    condition     = aws_subnet.public[*].availability_zone_id == ["use1-az1", "use1-az2"] && aws_subnet.private[*].availability_zone_id == ["use1-az1", "use1-az2"]
    error_message = "A public and a private subnet stand in each of the first two zones by id."
  }

  assert {
    condition     = { for one in data.aws_availability_zones.here.filter : one.name => join(" ", one.values) } == { zone-name = "us-east-1a us-east-1b us-east-1c us-east-1d us-east-1e us-east-1f" }
    error_message = "Other zones than those of the region itself are asked for."
  }

  assert {
    condition     = join(" ", aws_subnet.public[*].cidr_block) == "10.10.64.0/19 10.10.192.0/19" && join(" ", aws_subnet.private[*].cidr_block) == "10.10.0.0/18 10.10.128.0/18"
    error_message = "A subnet has another range than the spec gives it."
  }

  assert {
    condition     = !anytrue([for subnet in concat(aws_subnet.public, aws_subnet.private) : subnet.map_public_ip_on_launch == true])
    error_message = "What is launched must not get a public address by itself."
  }

  assert {
    condition     = aws_vpc.this.enable_dns_support && aws_vpc.this.enable_dns_hostnames
    error_message = "The names of AWS services would not lead to endpoints."
  }

  assert {
    condition     = aws_default_security_group.locked.vpc_id == aws_vpc.this.id && length(aws_default_security_group.locked.ingress) == 0 && length(aws_default_security_group.locked.egress) == 0
    error_message = "The default security group lets something through."
  }

  assert {
    condition     = aws_route.internet.gateway_id == aws_internet_gateway.this.id && alltrue([for one in aws_route_table_association.public : one.route_table_id == aws_route.internet.route_table_id])
    error_message = "Public subnets do not lead to the internet."
  }

  assert {
    condition     = length(setintersection(aws_route_table_association.private[*].route_table_id, [aws_route_table.public.id])) == 0
    error_message = "A private subnet leads to the internet without NAT."
  }

  assert {
    condition     = aws_vpc_endpoint.s3.vpc_endpoint_type == "Gateway" && toset(aws_vpc_endpoint.s3.route_table_ids) == toset(aws_route_table_association.private[*].route_table_id)
    error_message = "Hosts do not reach S3 for nothing."
  }

  assert {
    condition     = aws_vpc_endpoint.s3.service_name == "com.amazonaws.us-east-1.s3"
    error_message = "The endpoint is that of another service."
  }

  assert {
    condition     = output.private_subnet_ids == aws_subnet.private[*].id && output.public_subnet_ids == aws_subnet.public[*].id
    error_message = "Hosts and load balancer would change places."
  }
}

run "everything_that_happens_is_on_record_and_encrypted" {
  assert {
    condition     = aws_flow_log.this.vpc_id == aws_vpc.this.id && aws_flow_log.this.traffic_type == "ALL"
    error_message = "The flow log misses something."
  }

  assert {
    condition     = aws_flow_log.this.log_destination == aws_cloudwatch_log_group.flow_log.arn && aws_flow_log.this.iam_role_arn == aws_iam_role.flow_log.arn
    error_message = "The flow log is written nowhere."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow_log.kms_key_id == var.kms_key_arn && aws_cloudwatch_log_group.flow_log.retention_in_days == 90
    error_message = "The flow log is not encrypted, or kept for another time than the spec says."
  }

  assert {
    condition     = aws_iam_role.flow_log.permissions_boundary == var.permissions_boundary_arn && aws_iam_role.flow_log.path == var.role_path
    error_message = "The deploy role could not make this role."
  }

  assert {
    condition     = jsondecode(aws_iam_role.flow_log.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == data.aws_caller_identity.current.account_id
    error_message = "The flow log of another account could use the role."
  }
}

run "a_new_zone_and_an_outage_move_nothing" {
  override_data {
    target = data.aws_availability_zones.here
    values = { zone_ids = ["use1-az0", "use1-az2", "use1-az3"] }
  }

  assert {
    condition     = aws_subnet.private[*].availability_zone_id == ["use1-az1", "use1-az2"]
    error_message = "Subnets moved, and all that stands in them would have to."
  }

  assert {
    condition     = output.private_subnet_ids == run.whatever_the_nat.private_subnet_ids
    error_message = "Subnets were made again."
  }
}

run "a_single_gateway_serves_all_zones" {
  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_eip.nat) == 1 && length(output.nat_addresses) == 1
    error_message = "There is one gateway, with one address."
  }

  assert {
    condition     = aws_nat_gateway.this[0].subnet_id == aws_subnet.public[0].id && aws_nat_gateway.this[0].allocation_id == aws_eip.nat[0].id
    error_message = "The gateway stands where it reaches nothing."
  }

  assert {
    condition     = length(aws_route_table.private) == 1 && alltrue([for one in aws_route_table_association.private : one.route_table_id == aws_route.nat[0].route_table_id])
    error_message = "A private subnet has no way out."
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && length(aws_security_group.endpoints) == 0
    error_message = "Endpoints cost money, and NAT is there."
  }
}

run "with_a_gateway_per_zone_no_zone_needs_another" {
  variables {
    nat = "per_az"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(distinct(aws_nat_gateway.this[*].allocation_id)) == 2
    error_message = "Each zone has a gateway with an address of its own."
  }

  assert {
    condition = alltrue([
      for zone in range(2) :
      aws_route_table_association.private[zone].subnet_id == aws_subnet.private[zone].id &&
      aws_route_table_association.private[zone].route_table_id == aws_route.nat[zone].route_table_id &&
      aws_route.nat[zone].nat_gateway_id == aws_nat_gateway.this[zone].id &&
      aws_nat_gateway.this[zone].subnet_id == aws_subnet.public[zone].id &&
      aws_subnet.public[zone].availability_zone_id == aws_subnet.private[zone].availability_zone_id
    ])
    error_message = "A zone goes out through the gateway of another one."
  }

  assert {
    condition     = length(distinct(aws_route.nat[*].route_table_id)) == 2 && alltrue([for one in aws_route.nat : one.destination_cidr_block == "0.0.0.0/0"])
    error_message = "Zones share a route."
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0 && toset(aws_vpc_endpoint.s3.route_table_ids) == toset(aws_route_table.private[*].id)
    error_message = "A zone pays for what is free, or for what NAT does already."
  }

  assert {
    condition     = output.private_subnet_ids == run.whatever_the_nat.private_subnet_ids
    error_message = "Another NAT made subnets again."
  }
}

run "without_nat_hosts_reach_what_they_call_and_nothing_else" {
  variables {
    nat = "none"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_eip.nat) == 0 && length(aws_route.nat) == 0 && output.nat_addresses == []
    error_message = "There is a way out."
  }

  assert {
    condition     = join(" ", keys(aws_vpc_endpoint.interface)) == "codedeploy-commands-secure ecr.api ecr.dkr logs monitoring ssm ssmmessages xray"
    error_message = "A host calls something else, or pays for what it does not call."
  }

  assert {
    condition = alltrue([
      for one in aws_vpc_endpoint.interface :
      one.vpc_endpoint_type == "Interface" && one.private_dns_enabled && toset(one.subnet_ids) == toset(aws_subnet.private[*].id) && toset(one.security_group_ids) == toset(aws_security_group.endpoints[*].id)
    ])
    error_message = "An endpoint does not answer in every zone under the service's own name."
  }

  assert {
    condition     = alltrue([for service, one in data.aws_vpc_endpoint_service.interface : tolist(one.filter)[0].values == toset(["com.amazonaws.us-east-1.${service}", "cn.com.amazonaws.us-east-1.${service}"])])
    error_message = "An endpoint is looked up under another name."
  }

  assert {
    condition     = toset(aws_vpc_security_group_ingress_rule.endpoints[*].cidr_ipv4) == toset(var.zones[*].private) && alltrue([for one in aws_vpc_security_group_ingress_rule.endpoints : "${one.from_port}-${one.to_port}" == "443-443" && one.ip_protocol == "tcp"])
    error_message = "Others than the hosts may call, or hosts may not."
  }
}

run "hosts_with_secrets_reach_secrets_manager_too" {
  command = plan

  variables {
    nat           = "none"
    reads_secrets = true
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 9 && contains(keys(aws_vpc_endpoint.interface), "secretsmanager")
    error_message = "Hosts could not read their secrets."
  }
}

run "secrets_need_no_endpoint_where_there_is_nat" {
  command = plan

  variables {
    reads_secrets = true
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 0
    error_message = "An endpoint costs money, and NAT is there."
  }
}

run "a_region_with_one_zone_is_refused" {
  command = plan

  override_data {
    target = data.aws_availability_zones.here
    values = { zone_ids = ["use1-az1"] }
  }

  expect_failures = [data.aws_availability_zones.here]
}

run "a_range_that_no_vpc_has_is_refused" {
  command = plan

  variables {
    cidr = "10.0.0.0/8"
  }

  expect_failures = [var.cidr]
}

run "a_network_in_one_zone_is_refused" {
  command = plan

  variables {
    zones = [{ public = "10.10.64.0/19", private = "10.10.0.0/18" }]
  }

  expect_failures = [var.zones]
}

run "a_subnet_without_a_range_is_refused" {
  command = plan

  variables {
    zones = [
      { public = "10.10.64.0/19", private = "10.10.0.0/18" },
      { public = "10.10.192.0/19", private = "private" },
    ]
  }

  expect_failures = [var.zones]
}

run "another_word_for_nat_is_refused" {
  command = plan

  variables {
    nat = "instance"
  }

  expect_failures = [var.nat]
}
