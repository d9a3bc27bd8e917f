a = [ # x
1, # y
222, // z
] # w
b { # x
c = 1 # y
} # z
