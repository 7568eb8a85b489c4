"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "commonweal"
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE = 500  # lines
LONGEST_FUNCTION = 60  # lines
LONGEST_FIGURE = 70  # lines: a drawing is one long list of what stands where
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
# Which module may import a library: everything else goes through it.
ONLY = {
    "highspy": ("plan/solve.py", "plan/again/hot.py", "plan/diagnose"),
    "linopy": ("plan/",),
    "plotly": ("report/figures", "report/html.py"),  # the page carries its JavaScript
    "nicegui": ("web/",),
    "typer": ("cli.py", "cli_market.py", "cli_options.py"),
}
# The certificate shares these with what it certifies, and nothing else.
CERTIFY_MAY_IMPORT = ("commonweal.errors", "commonweal.plan.certificate", "commonweal.plan.certify")


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _public(path: Path) -> Iterator[Function | ast.ClassDef]:
    """Public functions, classes and methods of a module."""
    for node in _tree(path).body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        yield node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, Function) and not inner.name.startswith("_"):
                yield inner


def _tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("NOT TESTED: this is no git repository, so that its files are unknown")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def test_files_are_short() -> None:
    """Proves: no Python file of the package or the scripts has over 500 lines."""
    files = [*MODULES, *(ROOT / "scripts").rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): count
        for path in files
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_functions_are_short() -> None:
    """Proves: no function of the package has over 60 lines, its docstring not counted; one that
    draws a figure may have ten more."""
    long = {
        f"{_name(path)} {function.name}": size
        for path in MODULES
        for function in _functions(_tree(path))
        if (size := _lines(function))
        > (LONGEST_FIGURE if "figures/" in _name(path) else LONGEST_FUNCTION)
    }
    assert long == {}


def _lines(function: Function) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    text = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - text


def test_no_module_is_a_drawer() -> None:
    """Proves: no module or package is called utils, common, helpers or misc."""
    parts = {_name(path): set(path.relative_to(SOURCE).with_suffix("").parts) for path in MODULES}
    assert [name for name, own in parts.items() if own & DRAWERS] == []


def test_the_library_does_not_print() -> None:
    """Proves: no module calls print; results go through the screen or are returned."""
    found = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert found == []


def test_everything_public_is_documented() -> None:
    """Proves: every module, public class, function and method has a docstring."""
    bare = [_name(path) for path in MODULES if not ast.get_docstring(_tree(path))]
    bare += [
        f"{_name(path)} {node.name}"
        for path in MODULES
        for node in _public(path)
        if not ast.get_docstring(node)
    ]
    assert bare == []


def test_nothing_is_left_to_do() -> None:
    """Proves: no marks of unfinished work, and no function whose body is a placeholder."""
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")
    found = [
        f"{_name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if mark.search(line)
    ]
    found += [
        f"{_name(path)} {function.name}"
        for path in MODULES
        for function in _functions(_tree(path))
        if all(_says_nothing(line) for line in function.body)
    ]
    assert found == []


def _says_nothing(line: ast.stmt) -> bool:
    """A statement that does nothing and is no documentation either."""
    return isinstance(line, ast.Pass) or (
        isinstance(line, ast.Expr)
        and isinstance(line.value, ast.Constant)
        and line.value.value is ...
    )


def test_no_exception_is_swallowed() -> None:
    """Proves: no bare except, and whoever catches everything raises or reports in its turn."""
    found = [
        f"{_name(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
    ]
    assert found == []


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_in_one_place(library: str) -> None:
    """Proves: only the modules named import the solver, the model library and the figures."""
    found = [
        _name(path)
        for path in MODULES
        if any(name.split(".")[0] == library for name in _imports(_tree(path)))
        and not _name(path).startswith(ONLY[library])
    ]
    assert found == []


def test_the_certificate_is_independent() -> None:
    """Proves: the check imports nothing of the case, the builder or the solver; an error in those
    cannot be in it too."""
    found = [
        f"{_name(path)} imports {name}"
        for path in sorted((SOURCE / "plan" / "certify").glob("*.py"))
        for name in _imports(_tree(path))
        if name.startswith("commonweal") and not name.startswith(CERTIFY_MAY_IMPORT)
    ]
    assert found == []


def test_the_accounts_know_nothing_of_plans() -> None:
    """Proves: an economy imports no case and no plan, a case no plan: what there is stands apart
    from what is wanted, and both from what is decided."""
    found = [
        f"{_name(path)} imports {name}"
        for below, above in (
            ("economy", ("case", "plan", "report", "market", "compare")),
            ("case", ("report", "market")),
        )
        for path in sorted((SOURCE / below).rglob("*.py"))
        for name in _imports(_tree(path))
        if name.startswith(tuple(f"commonweal.{part}" for part in above))
    ]
    assert found == []


def test_no_file_names_a_machine() -> None:
    """Proves: no tracked text holds a path of somebody's machine or the address of a package
    registry other than the public ones in their own documents."""
    # put together here, so that this file does not find itself
    roots = "|".join(("work", "root", "tmp", "home/[a-z]+", "Users/[A-Za-z]+"))
    path = re.compile(rf"(?<![\w./>)\]}}-])/(?:{roots})/\w")
    host = re.compile("|".join(("index" + "-url", "pypi" + r"\.(?!org)\w+", "art" + "ifactory")))
    found = []
    for file in _tracked():
        if not file.is_file() or file.suffix in (".parquet", ".xlsx", ".png", ".woff2"):
            continue
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        ):
            if path.search(line) or (host.search(line) and "--no-emit-" not in line):
                found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_test_says_what_it_proves() -> None:
    """Proves: every test has a docstring."""
    bare = [
        f"{path.relative_to(ROOT)} {function.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for function in _functions(_tree(path))
        if function.name.startswith("test_") and not ast.get_docstring(function)
    ]
    assert bare == []
