"""What each command may cost, as ratios to the floor or to the bare interpreter. Nothing fails because of it."""

from __future__ import annotations

from dataclasses import dataclass

PYTHON = "python -c pass"
#: Peak memory of any command that works on one service, in MB.
PEAK_MB = 70
#: The floor's size for which the budgets were set; above it a budget grows with the floor that has as many files.
FLOOR_FILES = 50


@dataclass(frozen=True)
class Budget:
    """At most `times` the wall time of the subject called `against`."""

    times: float
    against: str


def floor_name(verb: str, artifacts: int) -> str:
    """What the floor is called that does `verb` with so many artifacts."""
    return f"floor {verb}, {artifacts} files"


def budgets(artifacts: int) -> dict[str, Budget]:
    """The budget of each podspec command, for a spec that renders to `artifacts` files.

    A command that renders is held against the floor with as many files. `validate` renders nothing: it is held
    against the floor of the size it was set for. A render that finds nothing to do does what a check does.
    """
    return {
        "podspec --version": Budget(4, PYTHON),
        "podspec --help": Budget(4, PYTHON),
        "podspec validate": Budget(0.9, floor_name("check", FLOOR_FILES)),
        "podspec render, empty repository": Budget(1.5, floor_name("render", artifacts)),
        "podspec render, nothing to do": Budget(1.5, floor_name("check", artifacts)),
        "podspec check": Budget(1.5, floor_name("check", artifacts)),
    }
