variable a {
type = "list"
}
variable b {
type = map
x { type = list }
}
type = list
