"""What ``check`` says of a study or an economy: problems first, then what it will make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonweal.case.base_year import reproduce_base_year
from commonweal.case.build import build_case
from commonweal.case.hulten import hulten_table
from commonweal.case.plausible_study import odd_figures
from commonweal.case.programme import read_programme
from commonweal.case.study import Study, bundled_studies, read_study
from commonweal.economy.economy import Economy
from commonweal.economy.notices import missing_tables, oddities
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import bundled_economies, read_economy
from commonweal.errors import EconomyError, Problem, StudyError, suggestion
from commonweal.plan.build import build
from commonweal.plan.diagnose import shortages
from commonweal.plan.goals import goals
from commonweal.plan.matrix import matrix

Report = dict[str, list[str]]
SAME = 1e-6  # plan-model: the base year comes back to this, relative
ECONOMY_FILE = "economy.yaml"


def check_path(path: str, scenario: str | None, settings: Mapping[str, str]) -> Report:
    """Check a study or an economy and say what was found, by heading.

    Parameters
    ----------
    path : bundled name, file or folder; a folder with ``study.yaml`` is a study
    scenario, settings : changes of a study

    Raises
    ------
    EconomyError, StudyError
        With every problem found.
    """
    if _is_study(path):
        return check_study(read_study(path, scenario, settings))
    if scenario or settings:
        what = "is an economy; scenarios and settings belong to a study"
        raise StudyError([Problem(path, what, "Give a study, or leave them out")])
    place = Path(path)
    return check_economy_at(str(place.parent) if place.name == ECONOMY_FILE else path)


def _is_study(path: str) -> bool:
    if path in bundled_studies():
        return True
    names = [meta.name for meta in bundled_economies()]
    if path in names:
        return False
    place = Path(path)
    if not place.exists():
        known = [*bundled_studies(), *names]
        what = "there is no such file or folder, and no bundled study or economy of that name"
        raise StudyError([Problem(path, what, suggestion(path, known))])
    if place.is_dir():
        _refuse_other_folders(place)
        return (place / "study.yaml").exists()
    return place.suffix in (".yaml", ".yml") and place.name != ECONOMY_FILE


def _refuse_other_folders(folder: Path) -> None:
    """Refuse a folder that is neither a study nor an economy, however incomplete."""
    if (folder / "run.json").exists():
        fix = f"Check it with: commonweal certify {folder}"
        raise StudyError([Problem(str(folder), "is a run folder, a plan already made", fix)])
    known = {"study", "economy", *load_schema().tables}
    if not any(path.stem in known for path in folder.iterdir()):
        what = "holds neither study.yaml nor economy.yaml nor any table of an economy"
        fix = "Give the folder of a study or of an economy"
        raise StudyError([Problem(str(folder), what, fix)])


def check_economy_at(path: str) -> Report:
    """Check an economy: accounts, technology, base year through the whole plan model."""
    economy = read_economy(path)
    odd = oddities(economy)
    title = f"{economy.meta.title}: no problems"
    return {title + _to_look_at(odd): _of_economy(economy)} | _odd(odd)


def check_study(study: Study) -> Report:
    """Check a study with its economy and programme; the size of what it will solve."""
    economy = read_economy(study.economy_path)
    case = build_case(study)
    programme = build(case)
    rows, columns = matrix(programme).rows.shape
    horizon = case.horizon
    lines = [
        f"years {horizon.first} to {horizon.last}, base year {horizon.base_year}, and the "
        f"continuation after {horizon.last}",
        f"{len(case.technology.activity)} processes of {len(case.start.activity)} activities, "
        f"{case.conversions.source.size} conversions",
        f"programme to solve: {rows:,} rows, {columns:,} columns",
        "goals, in order: " + ", ".join(goal.name.replace("_", " ") for goal in goals(programme)),
        *shortages(case),
    ]
    unsourced = study.unsourced()
    if unsourced:
        lines.append("figures without a source in the study: " + ", ".join(unsourced))
    odd = [*odd_figures(study, economy.meta.year), *oddities(economy)]
    report = {
        f"{study.title or study.name}: no problems{_to_look_at(odd)}": lines,
        f"Economy: {economy.meta.title}": _of_economy(economy),
    } | _odd(odd)
    if study.programme_path is not None:
        report["Programme: what it could save, beside published figures"] = _hulten(study, economy)
    return report


def _of_economy(economy: Economy) -> list[str]:
    base = reproduce_base_year(economy)
    if base.worst > SAME:
        what = f"the base year does not come back: {base.where} is off by {base.worst:.1e}"
        fix = "Look for a figure that is out of scale with its row and column"
        raise EconomyError([Problem(economy.meta.name, what, fix)])
    return [
        f"{len(economy.products)} products, {len(economy.activities)} activities, "
        f"accounts of {economy.meta.year}",
        f"base year comes back through the plan model: worst relative deviation {base.worst:.1e}",
        *missing_tables(economy),
    ]


def _to_look_at(odd: list[str]) -> str:
    return f", {len(odd)} {'figure' if len(odd) == 1 else 'figures'} to look at" if odd else ""


def _odd(odd: list[str]) -> Report:
    return {"Figures to look at: they may be right, or in another unit": odd} if odd else {}


def _hulten(study: Study, economy: Economy) -> list[str]:
    assert study.programme_path is not None
    programme = read_programme(study.programme_path, economy)
    last = study.years[-1]
    table = hulten_table([programme], economy, [last, last + 5, None])
    lines = []
    for row in table.to_dict("records"):
        low, high = (f"{100 * float(row[end]):.2f}" for end in ("low", "high"))
        span = f"{low} %" if low == high else f"{low} to {high} %"
        lines.append(f"{row['title']}: {span} ({row['measure']})")
    return lines
