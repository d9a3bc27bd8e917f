"""What `podspec diff` says of resources is what real Terraform plans, for one changed field after the other."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from proof.impact_cases import FIELDS, SERVICE, after, before, one_of_each, planned

from podspec.impact.changes import changes
from podspec.impact.resources import roots

if TYPE_CHECKING:
    from collections.abc import Callable

    from proof.applied import Applied
    from proof.offline.verifier import Verifier

    from podspec.model.impact import ResourceChange

pytestmark = pytest.mark.proof

#: In `make test`; all of them are in the long run.
SAMPLE = [
    'container.port=9090',
    'environments.prod.network.nat="single"',
    'observability.synthetics=null',
    'service.tags.cost_center="4321"',
    'targets.lambda.memory_mb=1024',
    'repository.slug="acme/another"',
    'environments.dev.network.cidr="10.11.0.0/16"',
    'cost.monthly_budget_usd=400',
]
