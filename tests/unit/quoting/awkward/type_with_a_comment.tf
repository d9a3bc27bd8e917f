variable a {
type = set # x
default = "${x}"
}
variable b { type = "string" }
