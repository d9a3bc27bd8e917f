b {
a = <<-EOT
      x
    y
    EOT
cc = 1
}
