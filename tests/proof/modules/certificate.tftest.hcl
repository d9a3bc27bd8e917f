# Behaviour of the module certificate, as Terraform itself plans it. Copied into the rendered module and run there.

variables {
  zone               = "example.com"
  names              = ["podinfo.example.com", "lambda.podinfo.example.com", "ec2.podinfo.example.com"]
  validation_records = true
}

run "the_first_region_proves_every_name" {
  assert {
    condition     = toset(keys(aws_route53_record.validation)) == toset(var.names)
    error_message = "A name of the certificate is never proved."
  }

  assert {
    condition     = alltrue([for one in aws_route53_record.validation : one.zone_id == data.aws_route53_zone.this.zone_id && one.type == "CNAME"])
    error_message = "A proof stands where AWS does not look."
  }

  assert {
    condition     = toset(aws_acm_certificate_validation.this.validation_record_fqdns) == toset([for one in aws_route53_record.validation : one.fqdn])
    error_message = "The certificate is waited for before it can be issued."
  }
}

run "another_region_only_waits" {
  variables {
    validation_records = false
  }

  assert {
    condition     = length(aws_route53_record.validation) == 0
    error_message = "Two roots own one record, and the second cannot make it."
  }

  assert {
    condition     = output.arn == aws_acm_certificate.this.arn
    error_message = "The certificate is not waited for."
  }
}

run "the_certificate_is_for_every_name_and_public" {
  command = plan

  assert {
    condition     = aws_acm_certificate.this.domain_name == "podinfo.example.com"
    error_message = "The first name is not the common one."
  }

  assert {
    condition     = toset(aws_acm_certificate.this.subject_alternative_names) == toset(["lambda.podinfo.example.com", "ec2.podinfo.example.com"])
    error_message = "A name is left out of the certificate, or twice in it."
  }

  assert {
    condition     = aws_acm_certificate.this.validation_method == "DNS" && aws_acm_certificate.this.options[0].certificate_transparency_logging_preference == "ENABLED"
    error_message = "The certificate is proved by mail, or kept out of the public logs."
  }
}

run "a_common_name_that_a_certificate_cannot_hold_is_refused" {
  command = plan

  variables {
    names = ["an-environment-with-quite-a-long-name.of-some-service.example.com"]
  }

  expect_failures = [var.names]
}

run "a_certificate_for_nothing_is_refused" {
  command = plan

  variables {
    names = []
  }

  expect_failures = [var.names]
}
