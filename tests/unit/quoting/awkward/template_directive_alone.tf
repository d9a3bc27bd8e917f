a = "%{ if x }y%{ endif }"
b = "${~ x ~}"
c = "%{ if x }%{ endif }"
