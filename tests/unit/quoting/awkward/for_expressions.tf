a = [for x in y:x if x!=1]
b = {for k,v in y : k=>v...}
c = [for x in[1]: x]
d = {
for a in b:
a.c=>a
if a
}
