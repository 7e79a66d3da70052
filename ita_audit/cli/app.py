"""All commands in one typer application; `check` has its own thin door and is listed here."""

from __future__ import annotations

import typer

from ita_audit.cli import case, custody, desk_papers, paper, reading, web

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="สมุดงานตรวจสอบ ITA | ITA audit workbook",
)
for commands in (case, web, reading, paper, custody, desk_papers):
    commands.register(app)
