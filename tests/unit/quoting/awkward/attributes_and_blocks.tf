a "b" {
c = 1
dd { e = 1 }
fff = 2
g{}
h {}
}
