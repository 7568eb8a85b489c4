"""A study folder to edit: everything a bundled study is made of, as the user's own files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from commonweal.case import programme as programmes
from commonweal.case import study as studies
from commonweal.case.study import bundled_studies, read_study, schema_text
from commonweal.document import read_document
from commonweal.economy.tables import read_economy, write_economy
from commonweal.errors import Problem, StudyError, suggestion
from commonweal.writing import new_path

SCHEMA = "study.schema.json"


def new_study(folder: Path, source: str) -> Path:
    """Make a folder with ``study.yaml``, ``economy/`` and, where there is one, ``programme/``.

    The study is the bundled one word for word; only the economy and the programme are named by
    path, in scenarios too, and the schema that editors use lies beside it.

    Parameters
    ----------
    folder : to be made
    source : a bundled study

    Raises
    ------
    StudyError
        When there is no such study, or the folder exists or cannot be written.
    """
    if source not in bundled_studies():
        problem = Problem(
            source, "there is no bundled study of that name", suggestion(source, bundled_studies())
        )
        raise StudyError([problem])
    study = read_study(source)
    with new_path(folder, StudyError) as made:
        made.mkdir()
        write_economy(read_economy(study.economy_path), made / "economy")
        copied = copy_programmes(study.programme, made / "programme")
        text = (studies.BUNDLED / f"{source}.yaml").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^economy: *[^#\n]*", "economy: ./economy", text, count=1)
        text = _with_own_programmes(text, copied)
        text = re.sub(r"(\$schema=).*", rf"\g<1>{SCHEMA}", text, count=1)
        (made / "study.yaml").write_text(text, encoding="utf-8")
        (made / SCHEMA).write_text(schema_text(), encoding="utf-8")
    return folder


def _with_own_programmes(text: str, copied: list[str]) -> str:
    """Name the copied programmes by path, in scenarios too: an edit must take effect in each."""

    def own(found: re.Match[str]) -> str:
        name = found["name"]
        return found["key"] + (f"./programme/{name}" if name in copied else name)

    return re.sub(r"(?P<key>\bprogramme: *)(?P<name>[\w-]+)", own, text)


def copy_programmes(chosen: str, folder: Path) -> list[str]:
    """Copy a bundled programme with every variant that shares its tables.

    Sources that lie in another folder are copied to the same place beside it.

    Parameters
    ----------
    chosen : name of a bundled programme, or none
    folder : that the folders of programmes and tables are put in

    Returns
    -------
    list of str : names of the variants
    """
    if chosen == "none":
        return []
    tables, sources = _tables(programmes.BUNDLED / chosen)
    variants = [
        path.parent
        for path in sorted(programmes.BUNDLED.glob("*/programme.yaml"))
        if _tables(path.parent)[0] == tables
    ]
    for source in {tables, *variants}:
        shutil.copytree(source, folder / source.name)
    if sources.parent not in {tables, *variants}:
        (folder / sources.parent.name).mkdir()
        shutil.copy(sources, folder / sources.parent.name / sources.name)
    return [source.name for source in variants]


def _tables(programme: Path) -> tuple[Path, Path]:
    """The folder of a programme's tables, and its file of sources."""
    head = read_document(programme / "programme.yaml").values
    tables, sources = programmes.tables_and_sources(programme, head)
    return tables.resolve(), sources.resolve()
