"""JSON: values as text on one line."""

from json import JSONEncoder
from typing import Final

from podspec.quoting.plain import Plain, encodable

# One encoder for all calls: json.dumps() makes a new one whenever an option is not the default.
_ENCODER: Final = JSONEncoder(ensure_ascii=False, allow_nan=False)


def json(value: Plain) -> str:
    """Write `value` as JSON on one line; keys keep their order.

    Raises:
        ValueError: Text that UTF-8 cannot carry, or a number that is not finite.
        TypeError: A value that is not plain data, or a key that is not text.
    """
    _check_keys(value)
    return encodable(_ENCODER.encode(value))


def _check_keys(value: Plain) -> None:
    """Refuse keys that are not text: the encoder would write `{1: …}` and `{"1": …}` alike."""
    if isinstance(value, dict):
        for key, child in value.items():
            encodable(key)
            _check_keys(child)
    elif isinstance(value, list | tuple):
        for child in value:
            _check_keys(child)
