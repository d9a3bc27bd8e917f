a = <<EOT
EOTX
$EOT
${x}EOT
x EOT
  EOT
b=1
