a = {b=1,c : 2}
d = { }
e = {
f = 1, ggg = 2
"h i" = 3
(j) = 4
kkkkk : 5
l = {
m = 1 }
}
