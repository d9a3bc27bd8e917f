"""How many strings a gate takes: some in each run, all of them in a long one."""

import pytest

#: For every language but HCL.
STRINGS = [pytest.param(1_500, id="some"), pytest.param(50_000, id="all", marks=pytest.mark.long)]
#: For HCL, where most of what a spec says goes.
OF_HCL = [pytest.param(3_000, id="some"), pytest.param(200_000, id="all", marks=pytest.mark.long)]
