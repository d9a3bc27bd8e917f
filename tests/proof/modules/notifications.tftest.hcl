# Behaviour of the module notifications, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  name        = "podinfo-dev"
  kms_key_arn = "arn:aws:kms:us-east-1:111111111111:key/11111111-1111-4111-8111-111111111111"
  emails      = ["ops@example.com", "oncall@example.com", "ops@example.com"]
}

run "messages_are_encrypted_by_the_environments_key" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.kms_master_key_id == var.kms_key_arn
    error_message = "The topic is not encrypted by the environment's key."
  }
}

run "each_address_is_subscribed_once" {
  command = plan

  assert {
    condition     = toset([for one in aws_sns_topic_subscription.email : "${one.protocol} ${one.endpoint}"]) == toset(["email oncall@example.com", "email ops@example.com"])
    error_message = "Somebody is not told, or told twice."
  }
}

run "alarms_of_this_environment_may_publish_and_nobody_elses" {
  command = plan

  assert {
    condition = { for each in one([for one in data.aws_iam_policy_document.topic.statement : one.condition if one.sid == "Alarms"]) : each.variable => one(each.values) } == {
      "aws:SourceAccount" = data.aws_caller_identity.current.account_id
      "aws:SourceArn"     = "arn:aws:cloudwatch:us-east-1:${data.aws_caller_identity.current.account_id}:alarm:podinfo-dev_*"
    }
    error_message = "Alarms of others may publish here."
  }
}

run "without_events_eventbridge_may_not_publish" {
  command = plan

  assert {
    condition     = [for one in data.aws_iam_policy_document.topic.statement : one.sid] == ["Alarms", "OnlyEncryptedConnections"]
    error_message = "Somebody may publish who has nothing to say."
  }

  assert {
    condition     = length(aws_cloudwatch_event_rule.this) == 0
    error_message = "There is a rule, but nothing that it could be about."
  }
}

run "what_is_there_is_watched" {
  command = plan

  variables {
    deployment_applications = ["podinfo-dev-lambda"]
    state_machine_arns      = ["arn:aws:states:us-east-1:111111111111:stateMachine:podinfo-dev-rollout"]
    secret_path             = "podspec/podinfo/dev"
  }

  assert {
    condition = toset([for one in aws_cloudwatch_event_rule.this : one.name]) == toset([
      "podinfo-dev_failed-deployments", "podinfo-dev_failed-rollouts", "podinfo-dev_failed-rotations",
    ])
    error_message = "Something that fails is not noticed."
  }

  assert {
    condition     = contains(data.aws_iam_policy_document.topic.statement[*].sid, "Events")
    error_message = "EventBridge may not publish, and its messages are lost."
  }

  assert {
    # A condition that EventBridge cannot meet loses its messages.
    condition     = length(coalesce(one([for one in data.aws_iam_policy_document.topic.statement : one.condition if one.sid == "Events"]), toset([]))) == 0
    error_message = "EventBridge cannot meet a condition here."
  }
}

run "every_rule_tells_the_topic" {
  variables {
    deployment_applications = ["podinfo-dev-lambda"]
    secret_path             = "podspec/podinfo/dev"
  }

  assert {
    condition     = { for key, one in aws_cloudwatch_event_target.topic : one.rule => one.arn } == { for key, one in aws_cloudwatch_event_rule.this : one.name => aws_sns_topic.this.arn }
    error_message = "A rule tells nobody."
  }
}

run "a_topic_that_nobody_reads_is_refused" {
  command = plan

  variables {
    emails = []
  }

  expect_failures = [var.emails]
}
