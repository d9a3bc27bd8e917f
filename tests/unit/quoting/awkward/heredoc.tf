a = 1
bbb = <<EOT
  x  ${ y }  z
	b = [ (
 EOT
cc = 3 # x
