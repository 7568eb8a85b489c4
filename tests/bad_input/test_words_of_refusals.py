"""Whatever is wrong with a key, the report is in words of ours and not of the checking library."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError

from commonweal.case.study_model import Study
from commonweal.document import Document
from commonweal.document_problems import problems_of
from commonweal.economy.importers.mapping import Mapping
from commonweal.errors import StudyError
from commonweal.market.parameters import Closure, read_closure
from commonweal.spirals.model import Spiral

WRONG: tuple[Any, ...] = (
    *("x", "", 1.5, -1, True, [], {}, ["x", "x", 3], {"a": "b"}, {1: {}}, {"a": [{}]}),
    *(10**12, float("inf"), float("nan"), datetime.date(2020, 1, 1)),
)
THEIRS = (
    *("Input should", "valid ", "Field required", "Extra inputs", "should have", "unable to"),
    *("Value error", "parse", "wrong kind", "given one of the values named"),
)


def sections(annotation: Any) -> list[type[BaseModel]]:
    """Sections that a key can hold."""
    own = [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []
    return own + [found for part in get_args(annotation) for found in sections(part)]


def paths(model: type[BaseModel], deep: int = 3) -> Iterator[tuple[str | int, ...]]:
    """Paths to every key, through sections, tables of sections and lists of them."""
    for name, field in model.model_fields.items():
        yield (name,)
        for section in sections(field.annotation) if deep else ():
            for path in paths(section, deep - 1):
                yield from ((name, *path), (name, "label", *path), (name, 0, *path))


def nested(path: tuple[str | int, ...], value: Any) -> Any:
    """A document that holds nothing but one value."""
    for key in reversed(path):
        value = [value] if key == 0 else {key: value}
    return value


@pytest.mark.parametrize("model", [Study, Spiral, Mapping])
def test_no_phrase_of_the_library_shows(model: type[BaseModel]) -> None:
    """Proves: at every key of a study, a spiral and a mapping, fifteen wrong values are refused in
    sentences of ours. Without a word for truth values "plan: maybe" was "Input should be a valid
    boolean, unable to interpret input"."""
    told = 0
    for path in sorted(set(paths(model, 2)), key=str):
        for value in WRONG:
            document = nested(path, value)
            try:
                model.model_validate(document)
            except ValidationError as error:
                for problem in problems_of(error, Document("file", document, {}), model):
                    told += 1
                    for phrase in THEIRS:
                        assert phrase not in f"{problem.what}. {problem.fix}", (path, value)
    assert told > 1000


@pytest.mark.parametrize("name", list(Closure.model_fields))
def test_a_closure_says_what_is_expected(name: str) -> None:
    """Proves: whatever the rule or parameter, a text that is none is refused with what may stand
    there; a rule's values are named. "Give one of the values named" stood there, and for a switch
    no value was."""
    with pytest.raises(StudyError) as caught:
        read_closure({name: "x"})
    (problem,) = caught.value.problems
    assert 'is "x"; ' in problem.what
    assert "expected" in problem.what
    for phrase in THEIRS:
        assert phrase not in str(problem)
