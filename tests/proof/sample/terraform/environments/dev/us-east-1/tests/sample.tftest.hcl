variables {
  image_digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

run "the_function_is_published_from_an_image" {
  command = plan

  module {
    source = "../../../modules/lambda"
  }

  variables {
    name      = "sample"
    image_uri = "111111111111.dkr.ecr.us-east-1.amazonaws.com/sample@${var.image_digest}"
  }

  assert {
    condition     = aws_lambda_function.this.publish && aws_lambda_function.this.package_type == "Image"
    error_message = "CodeDeploy shifts traffic between published versions only."
  }
}

run "the_service_answers_somewhere" {
  assert {
    condition     = startswith(output.url, "https://")
    error_message = "The stage has no URL."
  }
}

run "an_image_by_tag_is_refused" {
  command = plan

  variables {
    image_digest = "latest"
  }

  expect_failures = [var.image_digest]
}
