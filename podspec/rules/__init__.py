"""The rules: cross-field checks of a spec, one per file, named as its code, in explicit tables."""

from podspec.rules import (
    ps201,
    ps202,
    ps203,
    ps204,
    ps205,
    ps206,
    ps207,
    ps208,
    ps209,
    ps210,
    ps211,
    ps212,
    ps213,
    ps214,
    ps215,
    ps216,
    ps217,
    ps218,
    ps219,
    ps220,
    ps221,
    ps222,
    ps223,
    ps230,
    ps231,
    ps232,
    ps233,
    ps240,
    ps241,
    ps242,
    ps243,
    ps244,
    ps245,
    ps246,
    ps247,
    ps250,
    ps251,
    ps252,
    ps253,
    ps254,
    ps260,
    ps261,
    ps262,
    ps263,
    ps264,
    ps265,
    ps282,
)
from podspec.rules.rule import EnvironmentRule, SpecRule

#: Checks of the spec as a whole.
SPEC_RULES: tuple[SpecRule, ...] = (
    ps201.RULE,
    ps202.RULE,
    ps203.RULE,
    ps204.RULE,
    ps205.RULE,
    ps207.RULE,
    ps208.RULE,
    ps231.RULE,
    ps240.RULE,
    ps243.RULE,
    ps252.RULE,
    ps253.RULE,
    ps260.RULE,
    ps261.RULE,
    ps262.RULE,
    ps263.RULE,
    ps264.RULE,
    ps265.RULE,
    ps282.RULE,
)

#: Checks of each resolved environment.
ENVIRONMENT_RULES: tuple[EnvironmentRule, ...] = (
    ps206.RULE,
    ps209.RULE,
    ps210.RULE,
    ps211.RULE,
    ps212.RULE,
    ps213.RULE,
    ps214.RULE,
    ps215.RULE,
    ps216.RULE,
    ps217.RULE,
    ps218.RULE,
    ps219.RULE,
    ps220.RULE,
    ps221.RULE,
    ps222.RULE,
    ps223.RULE,
    ps230.RULE,
    ps232.RULE,
    ps233.RULE,
    ps241.RULE,
    ps242.RULE,
    ps244.RULE,
    ps245.RULE,
    ps246.RULE,
    ps247.RULE,
    ps250.RULE,
    ps251.RULE,
    ps254.RULE,
)

#: Rules about accepting and waiving: their findings are mended in the entry that is itself at fault.
_NEVER_ACCEPTED = frozenset({"PS260", "PS261", "PS262", "PS263", "PS264"})


def acceptable_codes() -> frozenset[str]:
    """The codes that a spec may list under `accept`."""
    of_specs = {rule.code for rule in SPEC_RULES}
    of_environments = {rule.code for rule in ENVIRONMENT_RULES}
    return frozenset(of_specs | of_environments) - _NEVER_ACCEPTED
