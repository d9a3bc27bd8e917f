"""`podspec completion`: prints the completion script of a shell."""

import click
from click.shell_completion import get_completion_class

from podspec.commands.options import say


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    bash: eval "$(podspec completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc;
    fish: podspec completion fish > ~/.config/fish/completions/podspec.fish
    """
    made = get_completion_class(shell)
    if made is None:
        raise click.UsageError(f"no completion for {shell}")
    say(f"{made(context.find_root().command, {}, 'podspec', '_PODSPEC_COMPLETE').source()}\n")
