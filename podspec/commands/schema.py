"""`podspec schema`: prints the JSON Schema of the spec, for editors."""

import json

import click

from podspec.commands.options import say
from podspec.model.schema import json_schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (draft 7) of the spec.

    Editors read it from the first line of a spec: # yaml-language-server: $schema=FILE
    """
    say(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n")
