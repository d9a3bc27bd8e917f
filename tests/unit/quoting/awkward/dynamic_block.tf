a b c {
dynamic "d" {
for_each = { for k , v in x : k=>v }
iterator=e
content {
f=e.value
}
}
}
