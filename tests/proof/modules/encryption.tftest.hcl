# Behaviour of the module encryption, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  name = "podinfo-dev"
}

run "the_key_is_rotated_and_cannot_be_lost_at_once" {
  assert {
    condition     = aws_kms_key.this.enable_key_rotation && aws_kms_key.this.rotation_period_in_days == 365 && aws_kms_key.this.deletion_window_in_days == 30
    error_message = "The key is not rotated, or gone before anybody notices."
  }

  assert {
    condition     = aws_kms_alias.this.name == "alias/podinfo-dev" && output.key_arn == aws_kms_key.this.arn
    error_message = "The key cannot be found by its alias."
  }
}

run "logs_and_messages_are_encrypted_for_this_account_only" {
  assert {
    condition = one([for one in jsondecode(aws_kms_key.this.policy).Statement : one.Condition if one.Sid == "LogGroups"]) == {
      ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:us-east-1:${data.aws_caller_identity.current.account_id}:log-group:*" }
    }
    error_message = "Log groups of another account could use the key."
  }

  assert {
    condition = one([for one in jsondecode(aws_kms_key.this.policy).Statement : one.Condition if one.Sid == "AlarmsToTopics"]) == {
      ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:us-east-1:${data.aws_caller_identity.current.account_id}:alarm:podinfo-dev_*" }
      StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
    }
    error_message = "Alarms of another account or environment could use the key."
  }

  assert {
    condition = one([for one in jsondecode(aws_kms_key.this.policy).Statement : one.Condition if one.Sid == "LogsOfRollouts"]) == {
      ArnLike = { "kms:EncryptionContext:aws:states:stateMachineArn" = "arn:aws:states:us-east-1:${data.aws_caller_identity.current.account_id}:stateMachine:podinfo-dev-ec2-*" }
    }
    error_message = "The log of a rollout would stay empty, or be read for another environment."
  }

  assert {
    # EventBridge tells KMS no source: with a condition on it every message would be lost.
    condition = one([for one in jsondecode(aws_kms_key.this.policy).Statement : one.Condition if one.Sid == "EventsToTopics"]) == {
      ArnLike = { "kms:EncryptionContext:aws:sns:topicArn" = "arn:aws:sns:us-east-1:${data.aws_caller_identity.current.account_id}:*" }
    }
    error_message = "Events would not reach an encrypted topic."
  }

  assert {
    condition     = [for one in jsondecode(aws_kms_key.this.policy).Statement : one.Sid if !can(one.Condition)] == ["PoliciesOfThisAccountDecide"]
    error_message = "A service may use the key for anybody."
  }
}

run "another_kind_of_name_is_refused" {
  command = plan

  variables {
    name = "Podinfo Dev"
  }

  expect_failures = [var.name]
}
