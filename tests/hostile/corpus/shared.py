"""Hostile files that all specs share: the policy of a repository, and its pins of actions."""

# ruff: noqa: E501 - tables: a case stands on one line
from __future__ import annotations

from collections.abc import Iterator

from hostile.corpus.case import Case, marked, whole

_RULE = "version: 1\nrules: [{code: ACME001, reason: word, message: word, must: {@}}]\n"
_WANT = "version: 1\nrequired: [{path: service.owner, reason: word, @}]\n"
_GIVE = "version: 1\ndefaults: {@}\n"
_SHA = "0" * 40


def policies() -> Iterator[Case]:
    """What a policy cannot be, ask or give."""
    yield whole("empty", "", "PS001")
    yield whole("binary", "\0", "PS002")
    yield whole("too large", "#" * (256 * 1024 + 1), "PS003")
    for text, code in (
        ("version: 1\n«&a x: 1\n", "PS007"), ("version: 1\nx: «!y z\n", "PS008"), ("«%YAML 1.2\n---\nversion: 1\n", "PS009"),
        ("version: 1\n«---\nversion: 1\n", "PS010"), ("version: 1\n«version: 1\n", "PS011"), ("x: «9999999999999999999\n", "PS012"),
        ("# «\u202e\nversion: 1\n", "PS013"), ("version: 1\nx: «a${{b\n", "PS014"), ("version: 1\n«1: a\n", "PS015"), ("«[]\n", "PS016"),
        ("«<<<<<<< a\nversion: 1\n=======\n>>>>>>> b\n", "PS017"), (f"version: 1 # «{'ghp_' + 'a' * 36}\n", "PS018"),
        ("«required: []\n", "PS101"), ("version: «2\n", "PS104"), ("version: 1\n«rulez: []\n", "PS102"), ("version: 1\n«name: a\n", "PS102"),
        ("version: 1\nrules: «{}\n", "PS103"), ("version: 1\nrules: «word\n", "PS103"), ("version: 1\nrules: [«word]\n", "PS103"),
        ("version: 1\ndefaults: «[]\n", "PS103"),
        ("version: 1\napplies_to: «[]\n", "PS107"), ("version: 1\napplies_to: [«/etc]\n", "PS106"), ("version: 1\napplies_to: «word\n", "PS103"),
        (_RULE.replace("ACME001", "«PS201").replace("@", "environment: prod"), "PS106"),
        (_RULE.replace("ACME001", "«acme1").replace("@", "environment: prod"), "PS106"),
        (_RULE.replace("@", "«environments: prod"), "PS102"),
        (_RULE.replace("{@}", "«word"), "PS103"), (_RULE.replace("{@}", "«{}"), "PS110"), (_RULE.replace("{@}", "«{present: true}"), "PS110"),
        (_RULE.replace("{@}", "«{environment: prod, path: service.owner, present: true}"), "PS110"),
        (_RULE.replace("@", "path: «service.owner"), "PS110"), (_RULE.replace("@", "path: «service.onwer, present: true"), "PS109"),
        (_RULE.replace("@", "path: «'environments.*.regions.*', equals: a"), "PS110"),
        (_RULE.replace("@", "path: «__class__.x, present: true"), "PS109"), (_RULE.replace("@", "path: «../../x, present: true"), "PS106"),
        (_RULE.replace("@", "path: service.owner, matches: «'(?=a)b'"), "PS110"),
        (_RULE.replace("@", "path: service.owner, matches: «'['"), "PS110"),
        (_RULE.replace("@", "path: service.owner, matches: «'((((((a{999}){999}){999}){999}){999}){999})'"), "PS110"),
        (_RULE.replace("@", f"path: service.owner, matches: «{'a' * 201}"), "PS106"),
        (_RULE.replace("@", "path: service.owner, at_least: «1"), "PS110"), (_RULE.replace("@", "path: container.port, at_least: «.nan"), "PS105"),
        (_RULE.replace("@", "path: container.port, at_least: «word"), "PS103"), (_RULE.replace("@", "path: container.port, equals: «word"), "PS110"),
        (_RULE.replace("@", "path: foundation, equals: «maybe"), "PS110"), (_RULE.replace("@", "path: container.port, matches: «'80'"), "PS110"),
        (_RULE.replace("@", "path: container.port, at_least: «9, at_most: 1"), "PS110"),
        (_RULE.replace("word, must", "«'', must").replace("@", "environment: prod"), "PS106"),
        (_WANT.replace("@", "«unless: x"), "PS102"), (_WANT.replace("service.owner", "«nothing").replace("@", "when: {environment: prod}"), "PS109"),
        (_WANT.replace("word", "«[word]").replace("@", "when: {environment: prod}"), "PS103"), (_WANT.replace("@", "when: «yes"), "PS103"),
        (_GIVE.replace("@", "«version: 1"), "PS110"), (_GIVE.replace("@", "«accept: []"), "PS110"), (_GIVE.replace("@", "«servce: {}"), "PS102"),
        (_GIVE.replace("@", "targets: {lambda: {memory_mb: «lots}}"), "PS103"), (_GIVE.replace("@", "targets: {lambda: {«memry_mb: 1}}"), "PS102"),
        (_GIVE.replace("@", "environments: {«Prod!: {}}"), "PS110"), (_GIVE.replace("@", "environments: {«prod: word}"), "PS110"), (_GIVE.replace("@", "«environments: []"), "PS110"),
        (_GIVE.replace("@", "environments: {'*': {targets: {lambda: {«memry_mb: null}}}}"), "PS102"),
    ):  # fmt: skip
        yield marked(text[11:60], text, code)
    expired = _RULE.replace("@", "environment: prod").replace("code:", "expires: «'2020-01-31', code:")
    yield marked("a rule that is over", expired, "PS273")


def pins() -> Iterator[Case]:
    """What is no commit of an action."""
    for value in ("word", "1", "null", "[]", "{}", "{version: v1}", "{version: v1, sha: main}", f"{{version: 1, sha: '{_SHA}'}}",
                  "{version: v1, sha: '00'}", f"{{version: v1, sha: '{_SHA}0'}}", f"{{version: 'v1; rm', sha: '{_SHA}'}}",
                  f"{{version: \"v1\\nrun: id\", sha: '{_SHA}'}}", f"{{version: v1, sha: '{_SHA[1:]}G'}}", f"{{version: v1, sha: '{_SHA}', x: y}}",
                  "{version: v1, sha: '" + "A" * 40 + "'}", "{version: '::error::', sha: '" + _SHA + "'}"):  # fmt: skip
        yield marked(value[:30], f"actions/checkout: «{value}\n", "PS108")
    for name in ("actions/chekout", "../x", "docker://a", "a/b@main", "./local", "actions/checkout@v4"):
        yield marked(name, f"«{name}: {{version: v1, sha: '{_SHA}'}}\n", "PS108")
    yield whole("nothing", "\n", "PS001")
    yield marked("a list", "«[]\n", "PS016")
    yield marked("a tag", "actions/checkout: «!x y\n", "PS008")
