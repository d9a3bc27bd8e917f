"""Hostile specs, by family. Each is a line or a pattern here and one file when it is judged."""

from hostile.corpus import fields, rules, shared, texts, yaml_tricks
from hostile.corpus.case import Case, each

FAMILIES = {
    made.__name__: list(each(made.__name__, made()))
    for made in (
        texts.encodings, texts.order_marks, texts.controls, texts.hidden, texts.escapes, texts.sizes,
        texts.numbers_of_values, texts.depths, texts.nothing,
        yaml_tricks.anchors, yaml_tricks.merges, yaml_tricks.bombs, yaml_tricks.tags, yaml_tricks.directives,
        yaml_tricks.documents, yaml_tricks.keys, yaml_tricks.duplicates, yaml_tricks.syntax, yaml_tricks.conflicts,
        fields.paths, fields.names, fields.numbers, fields.shares, fields.days, fields.types, fields.choices,
        fields.templates,
        fields.overlays, fields.secrets, rules.rules,
    )
}  # fmt: skip
CASES: list[Case] = [case for family in FAMILIES.values() for case in family]
POLICIES = list(each("policies", shared.policies()))
PINS = list(each("pins", shared.pins()))

__all__ = ["CASES", "FAMILIES", "PINS", "POLICIES", "Case"]
