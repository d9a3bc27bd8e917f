a = f(<<EOT
{
EOT
, 1)
b = [<<-A
x
A
, 2]
c = 1
