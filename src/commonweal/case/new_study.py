"""A study folder to edit: everything a bundled study is made of, as the user's own files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from commonweal.case import programme as programmes
from commonweal.case import study as studies
from commonweal.case.study import bundled_studies, read_study, schema_text
from commonweal.economy.tables import read_economy, write_economy
from commonweal.errors import Problem, StudyError, suggestion
from commonweal.writing import new_path

SCHEMA = "study.schema.json"


def new_study(folder: Path, source: str) -> Path:
    """Make a folder with ``study.yaml``, ``economy/`` and, where there is one, ``programme/``.

    The study is the bundled one word for word; only the economy and the programme are named by
    path, and the schema that editors use lies beside it.

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
    folder.parent.mkdir(parents=True, exist_ok=True)
    with new_path(folder, StudyError) as made:
        made.mkdir()
        write_economy(read_economy(study.economy_path), made / "economy")
        text = (studies.BUNDLED / f"{source}.yaml").read_text(encoding="utf-8")
        text = _with_key(text, "economy", "./economy")
        if study.programme != "none":
            _copy_programme(study.programme, made / "programme")
            text = _with_key(text, "programme", f"./programme/{study.programme}")
        text = re.sub(r"(\$schema=).*", rf"\g<1>{SCHEMA}", text, count=1)
        (made / "study.yaml").write_text(text, encoding="utf-8")
        (made / SCHEMA).write_text(schema_text(), encoding="utf-8")
    return folder


def _with_key(text: str, key: str, value: str) -> str:
    return re.sub(rf"(?m)^{key}: *[^#\n]*", f"{key}: {value}", text, count=1)


def _copy_programme(name: str, folder: Path) -> None:
    """Copy every variant that shares the tables, so that scenarios find theirs too."""
    family = [p.parent for p in sorted(programmes.BUNDLED.glob("*/programme.yaml"))]
    tables = [p.parent for p in sorted(programmes.BUNDLED.glob("*/techniques.csv"))]
    for source in (*family, *tables):
        if source.name.startswith(name.split("-low")[0].split("-high")[0]):
            shutil.copytree(source, folder / source.name, dirs_exist_ok=True)
