resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = 30
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = aws_iam_role.function.arn
  package_type  = "Image"
  image_uri     = var.image_uri
  architectures = ["arm64"]
  memory_size   = var.memory_mb
  timeout       = 15
  publish       = true

  tracing_config {
    mode = "Active"
  }

  lifecycle {
    ignore_changes = [image_uri]
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}

data "archive_file" "hook" {
  type        = "zip"
  source_file = "${path.module}/hooks/before_traffic.py"
  output_path = "${path.root}/.terraform/before_traffic.zip"
}

resource "aws_lambda_function" "hook" {
  function_name    = "CodeDeployHook_${var.name}"
  role             = aws_iam_role.function.arn
  runtime          = "python3.13"
  handler          = "before_traffic.handler"
  filename         = data.archive_file.hook.output_path
  source_code_hash = data.archive_file.hook.output_base64sha256
}
