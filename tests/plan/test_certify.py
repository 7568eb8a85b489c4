"""The certificate accepts solved plans and refuses every tampering with them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import scipy.sparse as sp
from certify_cases import change, change_stages, saved_plan, small_case
from scipy.optimize import linprog

from commonweal.errors import RunFolderError
from commonweal.plan.certificate import Certificate
from commonweal.plan.certify import certify
from commonweal.plan.certify.curve import fulfilment_curve
from commonweal.plan.certify.implied import implied_upper
from commonweal.plan.certify.inputs import read_inputs
from commonweal.plan.certify.programme import Formulas, formulas

Edit = Callable[[np.ndarray], Any]
WELFARE, MAXIMIN = "[floors, targets, welfare]", "[floors, targets, maximin]"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Saved plans of the small economy, solved once for each last goal."""
    found = {}
    for goals in (WELFARE, MAXIMIN):
        folder = tmp_path_factory.mktemp("run")
        case = small_case(folder, {"goals": goals})
        found[goals] = saved_plan(case, folder / "run")
    return found


@pytest.fixture
def run(solved: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the plan for welfare, to be tampered with."""
    return shutil.copytree(solved[WELFARE], tmp_path / "run")


def broken(certificate: Certificate) -> set[str]:
    """Families that the reasons name as broken."""
    return {r.split(" is broken", 1)[0] for r in certificate.reasons if " is broken" in r}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"overrides": {"goals": MAXIMIN}},
        {"overrides": {"goals": "[floors, targets, least_hours]"}},
        {"overrides": {"goals": "[floors, targets, 'least_limit:co2e']"}},
        {"overrides": {"goals": "[welfare]", "floors": "null", "targets": "none"}},
        {"overrides": {"floors": "{food: 1.02}"}},
        {"programme": None},
        {"continued": False},
        {"tables": lambda t: [t.pop(n) for n in ("capital", "assets", "asset_composition")]
         + [t.pop("modern")]},
    ],
    ids=["welfare", "maximin", "hours", "limit", "one-goal", "floors-met", "no-programme",
         "not-continued", "no-capital"],
)  # fmt: skip
def test_a_solved_plan_is_accepted(options: dict[str, Any], tmp_path: Path) -> None:
    """Proves: what the solver calls optimal is proven so by the saved files alone, with residuals
    far below what is allowed and every charge against a bound that the rows imply."""
    folder = saved_plan(small_case(tmp_path, **options), tmp_path / "run")
    found = certify(folder)
    assert found.reasons == ()
    assert found.status == "optimal"
    assert found.worst_relative_residual <= 2e-7
    stored = json.loads((folder / "plan" / "stages.json").read_text(encoding="utf-8"))
    assert [goal["name"] for goal in found.goals] == [s["goal"] for s in stored["stages"]]
    assert found.objective == pytest.approx(stored["stages"][-1]["value"], rel=1e-9)
    assert abs(found.relative_gap) <= 1e-9
    assert all(goal["assumed_columns"] == 0 for goal in found.goals)
    assert json.loads(json.dumps(found.to_dict()))["status"] == "optimal"


@pytest.mark.slow
def test_the_bundled_study_is_proven(tmp_path: Path) -> None:
    """Proves: the plan of china-2026, some 16,000 columns, is optimal by its own files."""
    from commonweal.case.build import build_case
    from commonweal.case.study import read_study

    found = certify(saved_plan(build_case(read_study("china-2026")), tmp_path / "run"))
    assert found.reasons == ()
    assert all(goal["assumed_columns"] == 0 for goal in found.goals)


def test_nothing_is_shared_with_what_builds_and_solves() -> None:
    """Proves: in a fresh interpreter the certificate loads no modelling library, no solver, no
    module of the case and none of the plan but its own and the result it returns."""
    code = "import json, sys, commonweal.plan.certify; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert not loaded & {"linopy", "xarray", "highspy", "scipy.optimize"}
    own = {name for name in loaded if name.startswith("commonweal.")}
    allowed = {"commonweal.errors", "commonweal.plan", "commonweal.plan.certificate"}
    rest = {n for n in own - allowed if not n.startswith("commonweal.plan.certify")}
    assert rest == set()


def test_only_inputs_and_plan_are_read(run: Path) -> None:
    """Proves: nothing else in the folder can sway the verdict, an old certificate least of all."""
    (run / "certificate.json").write_text("{}", encoding="utf-8")
    assert certify(run).accepted


def times(factor: float) -> Edit:
    """Multiply every cell."""
    return lambda values: values * factor


def largest(factor: float) -> Edit:
    """Multiply the largest cell."""

    def edit(values: np.ndarray) -> None:
        values.flat[int(np.argmax(values))] *= factor

    return edit


def last(factor: float, more: float = 0.0) -> Edit:
    """Multiply, and add to, the cells of the last period."""

    def edit(values: np.ndarray) -> None:
        values[..., -1] = values[..., -1] * factor + more

    return edit


def in_second_year(more: float) -> Edit:
    """Add to the cells of the second period."""

    def edit(values: np.ndarray) -> None:
        values[..., 1] += more

    return edit


def nothing(values: np.ndarray) -> np.ndarray:
    """Set every cell to zero."""
    return np.zeros_like(values)


def one_more(amount: float, row: int = 0) -> Edit:
    """Add to one row of cells."""

    def edit(values: np.ndarray) -> None:
        values[row] += amount

    return edit


# family -> the variable that is changed, and how, so that the family is violated
VIOLATIONS: dict[str, tuple[str, Edit]] = {
    "product_balance": ("unused", one_more(0.01)),
    "capacity_use": ("activity", times(3)),
    "capacity_motion": ("capacity", in_second_year(0.01)),
    "investment": ("investment", times(1.001)),
    "renewal": ("build", nothing),
    "floors": ("shortage", nothing),
    "no_need_falls": ("need_level", last(0.5)),
    "pace_needs": ("need_level", times(2)),
    "labour": ("hours_per_worker", times(0.99)),
    "hours_fall": ("hours_per_worker", last(1.0, 400.0)),
    "trade_balance": ("imports", times(1.01)),
    "limits": ("activity", times(10)),
    "pace_up": ("activity", times(3)),
    "pace_down": ("activity", last(0.1)),
    "pace_orders": ("build", times(50)),
    "diffusion": ("capacity", one_more(100.0, row=2)),
    "targets": ("capacity", one_more(100.0)),
    "fulfilment": ("need_piece", largest(0.9)),
    "free_time": ("free_time_piece", largest(0.9)),
}


@pytest.mark.parametrize("family", VIOLATIONS)
def test_each_family_of_rows_can_fail(family: str, run: Path) -> None:
    """Proves: the check of every family sees a plan that violates it and names it. A family whose
    rows were empty, or of the wrong sense, would let the plan pass."""
    variable, edit = VIOLATIONS[family]
    assert certify(run).residuals[family]["relative"] <= 1e-9
    change(run / "plan" / f"{variable}.parquet", edit)
    found = certify(run)
    assert found.status == "refused"
    assert family in broken(found)


def test_every_family_is_tried(solved: dict[str, Path]) -> None:
    """Proves: the list of violations leaves no family of the small economy out."""
    families = set(formulas(read_inputs(solved[MAXIMIN] / "inputs")).families)
    families |= set(formulas(read_inputs(solved[WELFARE] / "inputs")).families)
    assert families == set(VIOLATIONS) | {"lowest"}


def test_lowest_fulfilment_and_what_is_held_can_fail(
    solved: dict[str, Path], tmp_path: Path
) -> None:
    """Proves: a lowest fulfilment that the plan does not give is refused, and so is a level that
    a round claims to hold and the plan does not reach, or that no dual value supports."""
    run = shutil.copytree(solved[MAXIMIN], tmp_path / "a")
    change(run / "plan" / "lowest_fulfilment.parquet", times(1.001))
    assert "lowest" in broken(certify(run))

    run = shutil.copytree(solved[MAXIMIN], tmp_path / "b")

    def raise_level(about: dict[str, Any]) -> None:
        about["stages"][-1]["held"][0][2] *= 1.01

    change_stages(run, raise_level)
    found = certify(run)
    assert "held rows" in broken(found)
    assert any("not as proven" in r or "without proof" in r for r in found.reasons)


def test_rounds_of_maximin_must_go_to_the_end(solved: dict[str, Path], tmp_path: Path) -> None:
    """Proves: a plan whose rounds stop after the first is not called best in every fulfilment."""
    run = shutil.copytree(solved[MAXIMIN], tmp_path / "run")

    def shorten(about: dict[str, Any]) -> None:
        for number, stage in enumerate(about["stages"][3:], start=3):
            for family in stage["families"]:
                (run / "plan" / "duals" / f"{number}.{family}.parquet").unlink()
        about["stages"] = about["stages"][:3]

    change_stages(run, shorten)
    assert any("may still rise" in reason for reason in certify(run).reasons)


VARIABLES = (
    "activity", "build", "capacity", "convert", "exports", "free_time_piece", "hours_per_worker",
    "imports", "investment", "need_level", "need_piece", "shortage", "stock", "target_shortfall",
    "unused",
)  # fmt: skip


@pytest.mark.parametrize("variable", VARIABLES)
def test_bounds_of_each_variable_can_fail(variable: str, run: Path) -> None:
    """Proves: a value below what its variable may have is refused and named."""

    def edit(values: np.ndarray) -> None:
        values.flat[0] = -1.0

    change(run / "plan" / f"{variable}.parquet", edit)
    assert f"bounds of {variable}" in broken(certify(run))


def test_corridors_of_trade_are_bounds(run: Path) -> None:
    """Proves: imports above what the inputs allow are refused, paid for or not."""
    change(run / "plan" / "imports.parquet", one_more(50.0))
    assert "bounds of imports" in broken(certify(run))


@pytest.mark.parametrize(
    ("variable", "family"),
    [
        ("activity", "product_balance"),
        ("capacity", "capacity_motion"),
        ("need_level", "fulfilment"),
        ("hours_per_worker", "free_time"),
        ("imports", "product_balance"),
        ("investment", "investment"),
        ("build", "investment"),
        ("convert", "capacity_motion"),
    ],
)
def test_one_part_in_ten_thousand_is_seen(variable: str, family: str, run: Path) -> None:
    """Proves: a single value changed by 1e-4 of itself breaks the certificate."""
    change(run / "plan" / f"{variable}.parquet", largest(1.0001))
    assert family in broken(certify(run))


INPUTS = (
    "technology.hours", "technology.input", "technology.output", "technology.assets",
    "technology.depreciation", "technology.utilisation", "technology.ramp",
    "conversions.assets", "conversions.hours", "conversions.inputs", "start.capacity",
    "start.activity", "start.composition", "demand.composition", "demand.deliveries",
    "demand.per_head", "demand.people", "demand.weight", "demand.floor", "work.workers",
    "work.base_hours", "work.free_time_weight", "work.waking_hours", "trade.price",
    "trade.deficit", "pace.needs", "adoption.target_aim", "adoption.ceiling_share",
    "wanted.period_weight",
)  # fmt: skip


@pytest.mark.parametrize("table", INPUTS)
def test_a_plan_belongs_to_its_inputs(table: str, run: Path) -> None:
    """Proves: inputs one per cent away from those solved for make the plan impossible or leave it
    unproven; a table that the certificate read and did not use would change nothing."""
    change(run / "inputs" / f"{table}.parquet", times(0.99 if table == "trade.deficit" else 1.01))
    assert certify(run).status == "refused"


def test_every_family_of_duals_carries_the_proof(run: Path) -> None:
    """Proves: where the last goal's dual values of a family are set to zero, or turned round,
    the gap opens; if they were not used the plan would stay proven."""
    stages = json.loads((run / "plan" / "stages.json").read_text(encoding="utf-8"))["stages"]
    number, tried = len(stages) - 1, 0
    for family in stages[-1]["families"]:
        file = run / "plan" / "duals" / f"{number}.{family}.parquet"
        original = file.read_bytes()
        if not np.abs(pq.read_table(file)["value"].to_numpy()).max(initial=0.0) > 1e-6:
            continue
        change(file, nothing if tried % 2 else times(-1.0))
        found = certify(run)
        assert any("not proven best" in reason for reason in found.reasons), family
        assert found.bound > found.objective
        file.write_bytes(original)
        tried += 1
    assert tried >= 11


def test_the_bound_is_true_whatever_the_duals(run: Path) -> None:
    """Proves: dual values that are plain noise give a bound that the plan does not exceed; a
    reduced cost left out of the sum would let it fall below."""
    noise = np.random.default_rng(7)
    for _ in range(5):
        for file in (run / "plan" / "duals").glob("2.*.parquet"):
            change(file, lambda v: v * noise.uniform(0.5, 1.5, v.shape) + noise.normal(0, 1e-3))
        found = certify(run)
        assert found.bound > found.objective
        assert not found.accepted


def _linear(programme: Formulas) -> dict[str, Any]:
    """The small programme in the form of an outside solver."""
    rows = {sense: [] for sense in "=<>"}
    for family in programme.families.values():
        rows[family.sense].append((family.matrix, family.rhs))
    least = [(-m, -b) for m, b in rows[">"]] + rows["<"]
    return {
        "A_ub": sp.vstack([m for m, _ in least]),
        "b_ub": np.concatenate([b for _, b in least]),
        "A_eq": sp.vstack([m for m, _ in rows["="]]),
        "b_eq": np.concatenate([b for _, b in rows["="]]),
        "bounds": np.column_stack([programme.columns.lower, programme.columns.upper]),
    }


def test_no_plan_exceeds_the_implied_bounds(solved: dict[str, Path]) -> None:
    """Proves: what charges are made against is the most that any plan can have: each variable
    driven as high as it goes stays below. A multiple of the base year would be a guess."""
    programme = formulas(read_inputs(solved[WELFARE] / "inputs"))
    implied, form = implied_upper(programme), _linear(programme)
    open_ = np.isinf(programme.columns.upper)
    assert np.isfinite(implied).all()
    for name, variable in programme.columns.variables.items():
        cost = np.zeros(len(implied))
        cost[variable.columns.ravel()] = -1.0 / variable.size.ravel()
        if open_[variable.columns].any():
            reached = linprog(cost, **form, method="highs")
            assert reached.status == 0, name
            assert (reached.x <= implied * (1 + 1e-7) + 1e-6).all(), name


@pytest.mark.parametrize("stage", [0, 1, 2])
def test_a_stored_value_must_be_the_plan_s_own(stage: int, run: Path) -> None:
    """Proves: values of goals are recomputed from needs, hours and capacities; what is written in
    the file only has to agree."""

    def edit(about: dict[str, Any]) -> None:
        about["stages"][stage]["value"] += 1e-3

    change_stages(run, edit)
    found = certify(run)
    assert any(reason.startswith("The value stored for the goal") for reason in found.reasons)
    if stage < 2:
        assert "kept goals" in broken(found)


def test_pieces_cannot_claim_more_than_needs_are_met(run: Path) -> None:
    """Proves: the objective comes from need levels through the curve. With pieces doubled and the
    stored value raised to match, the plan would look better than any."""
    before = certify(run).objective
    change(run / "plan" / "need_piece.parquet", times(2))
    found = certify(run)
    assert found.objective == before
    assert {"fulfilment", "bounds of need_piece"} <= broken(found)


def test_goals_must_be_those_of_the_case(run: Path) -> None:
    """Proves: a goal left out, or a kept value left out, is refused."""

    def edit(about: dict[str, Any]) -> None:
        about["stages"][2]["kept"] = about["stages"][2]["kept"][:1]

    change_stages(run, edit)
    assert "keeps 1 goals instead of 2" in certify(run).reasons[0]
    change_stages(run, lambda about: about["stages"][0].update(goal="welfare"))
    assert "the case wants floors, targets, welfare" in certify(run).reasons[0]


@pytest.mark.parametrize(
    "file",
    [
        "inputs/case.json", "inputs/technology.input.parquet", "inputs/work.base_hours.parquet",
        "plan/stages.json", "plan/activity.parquet", "plan/duals/2.labour.parquet",
    ],
)  # fmt: skip
@pytest.mark.parametrize("damage", ["missing", "cut off", "empty"])
def test_damaged_files_are_reported(file: str, damage: str, run: Path) -> None:
    """Proves: a file that is missing or damaged gives a report that names it, not a verdict."""
    path = run / file
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[: 40 if damage == "cut off" else 0])
    with pytest.raises(RunFolderError, match=path.name):
        certify(run)


def _relabel(file: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    table = pq.read_table(file)
    metadata = dict(table.schema.metadata)
    labels = json.loads(metadata[b"labels"])
    edit(labels)
    metadata[b"labels"] = json.dumps(labels).encode()
    pq.write_table(table.replace_schema_metadata(metadata), file)


def test_numbers_that_are_none_and_labels_that_no_one_knows(run: Path) -> None:
    """Proves: NaN never enters, cells with undeclared labels are reported, and a table whose
    labels are not those of the case is refused."""
    file = run / "plan" / "stock.parquet"
    original = file.read_bytes()
    change(file, lambda values: np.full_like(values, np.nan))
    with pytest.raises(RunFolderError, match="NaN"):
        certify(run)
    file.write_bytes(original)
    change(file, times(1.0))
    _relabel(file, lambda labels: labels["product"].remove("care"))
    with pytest.raises(RunFolderError, match="does not declare"):
        certify(run)
    file.write_bytes(original)
    _relabel(file, lambda labels: labels["product"].append("tea"))
    assert "differs in tea" in certify(run).reasons[0]


def test_variables_and_families_are_complete_and_no_more(run: Path) -> None:
    """Proves: a variable or family left out, one too many, and inputs that the check does not
    know are all refused; silence about any would leave rows unchecked."""
    (run / "inputs" / "demand.whim.parquet").write_bytes(b"")
    assert "demand.whim.parquet" in certify(run).reasons[0]
    (run / "inputs" / "demand.whim.parquet").unlink()

    (run / "plan" / "wish.parquet").write_bytes(b"")
    assert "plan/wish.parquet belongs to no plan" in certify(run).reasons[0]
    (run / "plan" / "wish.parquet").unlink()

    (run / "plan" / "duals" / "2.labour.parquet").unlink()
    change_stages(run, lambda about: about["stages"][2]["families"].remove("labour"))
    assert "labour in the duals of goal 3 is missing" in certify(run).reasons[0]

    (run / "plan" / "stock.parquet").unlink()
    change_stages(run, lambda about: about["variables"].remove("stock"))
    assert "The variable stock of plan/ is missing." in certify(run).reasons


def test_a_first_order_method_is_labelled(run: Path) -> None:
    """Proves: what a first-order method found may have a wider gap and never reads "optimal"."""
    change_stages(run, lambda about: about.update(solver="HiGHS 1.15.1 pdlp"))
    assert certify(run).status == "optimal (first-order)"
    change(run / "plan" / "duals" / "2.pace_needs.parquet", times(1.00005))
    assert certify(run).accepted
    change_stages(run, lambda about: about.update(solver="HiGHS 1.15.1 simplex"))
    assert not certify(run).accepted


@pytest.mark.parametrize("curvature", [0.0, 0.5, 1.0, 2.0])
def test_the_curve_stays_below_utility(curvature: float) -> None:
    """Proves: the pieces are chords, exact in the base year: never above the curve they stand
    for, and within 1e-4 of it where plans move."""
    curve = fulfilment_curve(curvature, 0.01)
    level = np.linspace(0.1, 4.0, 4001)
    exact = np.log(level) if curvature == 1 else (level ** (1 - curvature) - 1) / (1 - curvature)
    assert (curve.at(level) <= exact + 1e-12).all()
    assert float(curve.at(np.array(1.0))) == pytest.approx(0.0, abs=1e-15)
    fine = (level >= 0.9) & (level <= 2.0)
    assert (exact - curve.at(level))[fine].max() < 1e-4
    assert (np.diff(curve.slope) <= 1e-9).all()
