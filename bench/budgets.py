"""What each command may cost, as ratios to the floor or to the bare interpreter. Nothing fails because of it."""

from __future__ import annotations

from dataclasses import dataclass

PYTHON = "python -c pass"
#: Peak memory of any command that works on one service, in MB.
PEAK_MB = 70
#: The floor's size for which the budgets were set; above it a budget grows with the floor that has as many files.
FLOOR_FILES = 50


@dataclass(frozen=True)
class Yardstick:
    """The subject that another's wall time is held against, and the budget: how many times that it may take.

    Nobody has a budget for the peers.
    """

    against: str
    times: float | None = None

    @property
    def is_floor(self) -> bool:
        """Whether it is a run of the floor."""
        return self.against != PYTHON


def floor_name(verb: str, artifacts: int) -> str:
    """What the floor is called that does `verb` with so many artifacts."""
    return f"floor {verb}, {artifacts} files"


def budgets(artifacts: int) -> dict[str, Yardstick]:
    """The budget of each podspec command, for a spec that renders to `artifacts` files.

    A command that renders is held against the floor with as many files. `validate` renders nothing: it is held
    against the floor of the size it was set for. A render that finds nothing to do does what a check does.
    """
    return {
        "podspec --version": Yardstick(PYTHON, 4),
        "podspec --help": Yardstick(PYTHON, 4),
        "podspec validate": Yardstick(floor_name("check", FLOOR_FILES), 0.9),
        "podspec render, all new": Yardstick(floor_name("render", artifacts), 1.5),
        "podspec render, nothing to do": Yardstick(floor_name("check", artifacts), 1.5),
        "podspec check": Yardstick(floor_name("check", artifacts), 1.5),
    }
