"""Dictionaries that cannot be changed, for what is read once and then only looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class FrozenMap(dict[Key, Value]):
    """A dictionary that cannot be changed after it is made; copies and pickles like one."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a study cannot be changed; read it again with overrides")

    __setitem__ = __delitem__ = clear = pop = popitem = setdefault = update = _refuse

    def __ior__(self, _: object) -> NoReturn:  # type: ignore[misc]
        self._refuse()

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return (type(self), (dict(self),))


def freeze(value: Any) -> Any:
    """Tables inside tables as ``FrozenMap``, to the bottom."""
    if isinstance(value, Mapping):
        return FrozenMap({key: freeze(inner) for key, inner in value.items()})
    return value
