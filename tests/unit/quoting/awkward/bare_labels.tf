a b "c" d {
}
provider aws {}
