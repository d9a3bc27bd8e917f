a = <<A
${f(<<B
A
B
)}
A
b = "x"
