"""Foreign checkers of the output: each knows its files, its command and its language; an explicit table."""

from podspec.checkers import actionlint, checkov, hadolint, shellcheck, terraform, zizmor
from podspec.checkers.checker import Checker

#: In the order in which they are shown.
CHECKERS: tuple[Checker, ...] = (
    terraform.FMT,
    terraform.VALIDATE,
    actionlint.CHECKER,
    zizmor.CHECKER,
    shellcheck.CHECKER,
    hadolint.CHECKER,
    checkov.CHECKER,
)
