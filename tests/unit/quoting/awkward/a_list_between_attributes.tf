a = 1
bbbb = [
1,
2
]
cc = 3
ddd = [1]
