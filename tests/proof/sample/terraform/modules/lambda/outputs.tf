output "url" {
  description = "Where the service answers."
  value       = aws_apigatewayv2_stage.default.invoke_url
}
