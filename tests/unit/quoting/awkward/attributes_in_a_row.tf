a = 1
bbb = 2

cccccc = 3
# comment
dd = 4
e {
}
fff = 5
