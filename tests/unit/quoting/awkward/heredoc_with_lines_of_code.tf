a = <<EOT
 ${ [
1,
 2 ] } x
%{ for a in b ~}
${a}
%{ endfor ~}
EOT
b = 1
