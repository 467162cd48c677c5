"""Faults as the command says them: the library's errors and those of the disk become words on stderr and exit 2."""

from __future__ import annotations

import errno
from typing import Any

import click

from kg.errors import SikgError


class Refusal(click.ClickException):
    """A fault of the user's or of a source: said in words, exit 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - as click declares it
        """Say it as it is, with its place and mend."""
        click.echo(f"kg: {self.message}", file=file, err=file is None)


class Commands(click.Group):
    """Turns the library's errors, and those of the disk, into words."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SikgError as error:
            raise Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone: click ends quietly
                raise
            raise Refusal(f"{error.filename or 'a file'}: {error.strerror or error}") from error
