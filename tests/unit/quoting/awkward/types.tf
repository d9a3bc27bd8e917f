variable a {
type=string
}
variable b {
type = list( object({a=string,b=optional(map(any),{})}) )
}
