"""Any legal spec, for laws that must hold of all of them."""

from strategies.whole import specs

__all__ = ["specs"]
