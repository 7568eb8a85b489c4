"""Array libraries that the dense work can be given to, each imported only where it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np

from commonweal.errors import Problem, StudyError

KEY = "solver.arrays"
OWN = "numpy"  # the one that needs no library: InPlace in arrays.py


@dataclass(frozen=True)
class Library:
    """A namespace of the array API standard, and what the standard leaves to each library.

    Parameters
    ----------
    xp : the namespace
    inside : the context in which it calculates in double precision and reports what fails
    triangular : (L, b, turned) -> L^-1 b, or L'^-1 b where turned
    fetch : an array of it as one of NumPy
    device : what it calculates on
    """

    xp: Any
    inside: Callable[[], AbstractContextManager[Any]]
    triangular: Callable[[Any, Any, bool], Any]
    fetch: Callable[[Any], np.ndarray]
    device: str = "the processor"

    def send(self, values: np.ndarray) -> Any:
        """An array of NumPy as one of the library, where that keeps its own."""
        return self.xp.asarray(values)

    def solve(self, lower: Any, right: Any) -> Any:
        """(L L')^-1 right."""
        return self.triangular(lower, self.triangular(lower, right, False), True)


def standard(xp: Any) -> Library:
    """Nothing but the standard, on the processor: it has no triangular solve, so a whole one."""

    def triangular(lower: Any, right: Any, turned: bool) -> Any:
        return xp.linalg.solve(xp.matrix_transpose(lower) if turned else lower, right)

    return Library(xp, nullcontext, triangular, np.asarray)


def library(name: str) -> Library:
    """The library of a name, imported.

    Raises
    ------
    StudyError
        When there is no such library, or what it needs is not there; nothing else is taken in
        its place.
    """
    if name not in LIBRARIES:
        known = ", ".join((OWN, *LIBRARIES))
        raise StudyError([Problem(KEY, f'"{name}" is no array library', f"Known are {known}.")])
    opened, install = LIBRARIES[name]
    fix = f"Install {install}, or leave {KEY} out: {OWN} needs nothing more."
    try:
        return opened()
    except ImportError as error:
        what = f'"{name}" is not installed ({error})'
        raise StudyError([Problem(KEY, what, fix)]) from error
    except (AttributeError, RuntimeError) as error:
        what = f'"{name}" is too old or finds nothing to run on ({error})'
        raise StudyError([Problem(KEY, what, fix)]) from error


def _jax() -> Library:
    """JAX, with double precision in its context alone, not for everybody in the process."""
    jax = importlib.import_module("jax")
    xp = importlib.import_module("jax.numpy")
    solver = importlib.import_module("jax.scipy.linalg").solve_triangular
    double = jax.enable_x64  # JAX 0.8 and later

    def triangular(lower: Any, right: Any, turned: bool) -> Any:
        return solver(lower, right, trans=1 if turned else 0, lower=True)

    return Library(xp, lambda: double(True), triangular, np.asarray, str(jax.devices()[0]))


def _cupy() -> Library:
    """CuPy, by array_api_compat: its own namespace lacks some names of the standard."""
    cupy = importlib.import_module("cupy")
    device = cupy.cuda.Device()
    name = f"{device}, compute capability {device.compute_capability}"  # raises without a GPU
    xp = importlib.import_module("array_api_compat.cupy")
    solver = importlib.import_module("cupyx.scipy.linalg").solve_triangular
    # without it a matrix that has no factor gives one without a word
    state = importlib.import_module("cupyx").errstate

    def triangular(lower: Any, right: Any, turned: bool) -> Any:
        return solver(lower, right, trans=1 if turned else 0, lower=True)

    return Library(xp, lambda: state(linalg="raise"), triangular, cupy.asnumpy, name)


LIBRARIES: dict[str, tuple[Callable[[], Library], str]] = {
    "cupy": (_cupy, "array-api-compat and the CuPy of your GPU (such as cupy-cuda12x)"),
    "jax": (_jax, "jax 0.8 or newer (for a GPU jax[cuda12])"),
}
