# Behaviour of the module secrets, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  name                     = "podinfo-dev"
  role_prefix              = "podinfo-dev-us-east-1"
  role_path                = "/podspec/podinfo/dev/"
  permissions_boundary_arn = "arn:aws:iam::111111111111:policy/podspec/ci/podinfo/podinfo-dev-runtime-boundary"
  replica_regions          = ["eu-west-1"]
  log_retention_days       = 30
  kms_key_arn              = "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111"
  secrets = {
    api-token = { name = "podspec/podinfo/dev/api-token", description = "token", rotate_days = 45 }
    database = {
      name                = "podspec/podinfo/dev/database"
      description         = ""
      rotate_days         = 90
      rotation_lambda_arn = "arn:aws:lambda:us-east-1:111111111111:function:rotate-database"
    }
  }
}

run "secrets_are_encrypted_by_a_key_of_their_own_in_every_region" {
  assert {
    condition     = alltrue([for one in values(aws_secretsmanager_secret.this) : one.kms_key_id == aws_kms_key.this.arn])
    error_message = "A secret is not encrypted by the module's key."
  }

  assert {
    condition = alltrue([
      for one in values(aws_secretsmanager_secret.this) :
      [for copy in one.replica : { region = copy.region, key = copy.kms_key_id }] == [{ region = "eu-west-1", key = aws_kms_replica_key.this["eu-west-1"].arn }]
    ])
    error_message = "A copy is missing, or encrypted by another key than its region's."
  }

  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.rotation_period_in_days == 365
    error_message = "The key is not rotated."
  }

  assert {
    condition     = aws_kms_replica_key.this["eu-west-1"].region == "eu-west-1" && aws_kms_alias.replica["eu-west-1"].region == "eu-west-1"
    error_message = "The copy of the key stands in another region than its copies of secrets."
  }
}

run "the_key_is_ready_for_another_region_from_the_start" {
  command = plan

  variables {
    replica_regions = []
  }

  assert {
    condition     = aws_kms_key.this.multi_region
    error_message = "A second region would need another key, and with it other secrets."
  }

  assert {
    condition     = length(aws_kms_replica_key.this) == 0 && length(aws_secretsmanager_secret.this["api-token"].replica) == 0
    error_message = "There are copies that nobody has asked for."
  }
}

run "a_generated_secret_gets_its_first_value_at_once_and_another_waits_for_its_own" {
  assert {
    condition     = aws_secretsmanager_secret_rotation.this["api-token"].rotate_immediately == true && aws_secretsmanager_secret_rotation.this["api-token"].rotation_lambda_arn == aws_lambda_function.rotation[0].arn
    error_message = "A generated secret would have no value until its first month is over."
  }

  assert {
    condition     = aws_secretsmanager_secret_rotation.this["database"].rotate_immediately == false && aws_secretsmanager_secret_rotation.this["database"].rotation_lambda_arn == var.secrets["database"].rotation_lambda_arn
    error_message = "A function of your own is called before there is a value."
  }

  assert {
    condition     = { for key, one in aws_secretsmanager_secret_rotation.this : key => one.rotation_rules[0].automatically_after_days } == { api-token = 45, database = 90 }
    error_message = "A secret is rotated at other times than was asked for."
  }
}

run "the_function_rotates_generated_secrets_only" {
  assert {
    condition     = one([for one in data.aws_iam_policy_document.rotation[0].statement : one.resources if one.sid == "RotateGeneratedSecrets"]) == toset([aws_secretsmanager_secret.this["api-token"].arn])
    error_message = "The function may rotate a secret that is not its own."
  }

  assert {
    condition     = aws_lambda_permission.rotation[0].principal == "secretsmanager.amazonaws.com" && aws_lambda_permission.rotation[0].source_account == data.aws_caller_identity.current.account_id
    error_message = "Somebody else's Secrets Manager may call the function."
  }

  assert {
    condition     = aws_iam_role.rotation[0].permissions_boundary == var.permissions_boundary_arn && aws_iam_role.rotation[0].path == var.role_path
    error_message = "The function's role has no ceiling, or stands elsewhere."
  }

  assert {
    condition     = aws_cloudwatch_log_group.rotation[0].kms_key_id == var.kms_key_arn && aws_cloudwatch_log_group.rotation[0].retention_in_days == 30
    error_message = "The function's log is kept for ever, or not encrypted."
  }
}

run "without_a_generated_secret_there_is_no_function" {
  command = plan

  variables {
    secrets = {
      database = {
        name                = "podspec/podinfo/dev/database"
        description         = ""
        rotate_days         = 90
        rotation_lambda_arn = "arn:aws:lambda:us-east-1:111111111111:function:rotate-database"
      }
    }
  }

  assert {
    condition     = length(aws_lambda_function.rotation) + length(aws_iam_role.rotation) + length(aws_cloudwatch_log_group.rotation) == 0
    error_message = "There is a function with nothing to rotate."
  }
}

run "a_secret_that_is_hardly_ever_rotated_is_refused" {
  command = plan

  variables {
    secrets = { api-token = { name = "podspec/podinfo/dev/api-token", description = "", rotate_days = 91 } }
  }

  expect_failures = [var.secrets]
}
