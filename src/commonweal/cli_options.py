"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Scenario = Annotated[str | None, typer.Option(help="Named scenario of the study.")]
Settings = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a key of the study.")
]


def settings_of(texts: list[str] | None, option: str = "--set") -> dict[str, str]:
    """Changes of a study, or of what another option changes, from ``KEY=VALUE`` texts.

    Raises
    ------
    StudyError
        with every text that is no key and value
    """
    from commonweal.case.overrides import read_settings

    return read_settings(texts or [], option)
