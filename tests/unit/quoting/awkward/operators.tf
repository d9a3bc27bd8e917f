a = !x
b = a&&! b||c
c = a==b!=c
d = a<b>=c<=d>e
f = a%b*c/d
e = x?y:z
