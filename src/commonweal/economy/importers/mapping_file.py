"""Reading a mapping file, and the JSON schema with which editors complete one.

``python -m commonweal.economy.importers.mapping_file`` renews the schema after a change of keys.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from commonweal.document import read_document
from commonweal.document_problems import problems_of
from commonweal.economy.importers.mapping import Mapping
from commonweal.errors import EconomyError

_SCHEMA = Path(__file__).with_name("mapping.schema.json")
_START = 'Start with the sections "economy", "tables", "products", "use" and "final_use".'


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Parameters
    ----------
    path : the file

    Returns
    -------
    Mapping

    Raises
    ------
    EconomyError
        with every key that is unknown, missing or wrong, and the line on which it stands
    """
    document = read_document(path, path.name, EconomyError, _START)
    try:
        return Mapping.model_validate(dict(document.values))
    except ValidationError as error:
        raise EconomyError(problems_of(error, document, Mapping)) from error


def schema_text() -> str:
    """The JSON schema of a mapping file, as text."""
    schema = Mapping.model_json_schema()
    schema["title"] = "Commonweal mapping of a table"
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    _SCHEMA.write_text(schema_text(), encoding="utf-8")
