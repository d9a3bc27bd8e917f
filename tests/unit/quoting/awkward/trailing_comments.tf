a = 1 # x
bbb = 22 // y

c = 3 /* z */ # q
ddd = 4
ee = 5 # last
