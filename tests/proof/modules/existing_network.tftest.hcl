# What the module existing_network finds out about a VPC before anything is made in it. Copied into the rendered
# module and run there; the overrides are what AWS would answer.

variables {
  vpc_id             = "vpc-0123456789abcdef0"
  public_subnet_ids  = ["subnet-00000001", "subnet-00000002"]
  private_subnet_ids = ["subnet-00000004", "subnet-00000003"]
}

override_data {
  target = data.aws_vpc.this
  values = { enable_dns_support = true }
}

override_data {
  target = data.aws_subnet.public["subnet-00000001"]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az1", map_public_ip_on_launch = true }
}

override_data {
  target = data.aws_subnet.public["subnet-00000002"]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az2", map_public_ip_on_launch = false }
}

override_data {
  target = data.aws_subnet.private["subnet-00000003"]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az1", map_public_ip_on_launch = false }
}

override_data {
  target = data.aws_subnet.private["subnet-00000004"]
  values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az2", map_public_ip_on_launch = false }
}

run "what_the_spec_names_is_used_as_it_is" {
  assert {
    condition     = output.vpc_id == "vpc-0123456789abcdef0"
    error_message = "Another VPC is used."
  }

  assert {
    condition     = output.public_subnet_ids == tolist(["subnet-00000001", "subnet-00000002"]) && output.private_subnet_ids == tolist(["subnet-00000004", "subnet-00000003"])
    error_message = "Other subnets are used, or in another order."
  }
}

run "a_vpc_without_dns_is_refused" {
  command = plan

  override_data {
    target = data.aws_vpc.this
    values = { enable_dns_support = false }
  }

  expect_failures = [data.aws_vpc.this]
}

run "a_public_subnet_of_another_vpc_is_refused" {
  command = plan

  override_data {
    target = data.aws_subnet.public["subnet-00000002"]
    values = { vpc_id = "vpc-99999999", availability_zone_id = "use1-az2" }
  }

  expect_failures = [data.aws_subnet.public]
}

run "a_private_subnet_of_another_vpc_is_refused" {
  command = plan

  override_data {
    target = data.aws_subnet.private["subnet-00000003"]
    values = { vpc_id = "vpc-99999999", availability_zone_id = "use1-az1", map_public_ip_on_launch = false }
  }

  expect_failures = [data.aws_subnet.private]
}

run "a_subnet_that_gives_public_addresses_is_not_private" {
  command = plan

  override_data {
    target = data.aws_subnet.private["subnet-00000004"]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az2", map_public_ip_on_launch = true }
  }

  expect_failures = [data.aws_subnet.private]
}

run "a_load_balancer_takes_one_subnet_of_a_zone" {
  command = plan

  variables {
    public_subnet_ids = ["subnet-00000001", "subnet-00000002", "subnet-00000005"]
  }

  override_data {
    target = data.aws_subnet.public["subnet-00000005"]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az2" }
  }

  expect_failures = [output.public_subnet_ids]
}

run "a_load_balancer_takes_two_zones" {
  command = plan

  variables {
    public_subnet_ids = ["subnet-00000001"]
  }

  expect_failures = [output.public_subnet_ids]
}

run "hosts_stand_in_two_zones" {
  command = plan

  override_data {
    target = data.aws_subnet.private["subnet-00000004"]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az1", map_public_ip_on_launch = false }
  }

  expect_failures = [output.private_subnet_ids]
}

run "hosts_may_have_several_subnets_of_a_zone" {
  command = plan

  variables {
    private_subnet_ids = ["subnet-00000003", "subnet-00000004", "subnet-00000006"]
  }

  override_data {
    target = data.aws_subnet.private["subnet-00000006"]
    values = { vpc_id = "vpc-0123456789abcdef0", availability_zone_id = "use1-az2", map_public_ip_on_launch = false }
  }
}

run "an_id_of_something_else_is_refused" {
  command = plan

  variables {
    vpc_id = "subnet-00000001"
  }

  expect_failures = [var.vpc_id]
}
