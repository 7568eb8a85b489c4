"""The rows that a block built, as plain numbers to be compared with rows written by hand."""

from __future__ import annotations

import linopy
import numpy as np

from commonweal.plan.build import build
from tiny import Ceiling, Conversion, Corridor, Process, Tiny

Term = tuple[str, tuple[object, ...]]
Row = tuple[dict[Term, float], str, float]

# Two years; the farm can be built in one year, the drone farm in two; all amounts differ, so that
# no coefficient can stand for another.
VILLAGE = Tiny(
    processes={
        "farm": Process(
            activity="farm",
            makes={"corn": 1.0},
            uses={"corn": 0.2, "oil": 0.3},
            hours={"hands": 5.0, "clerks": 2.0},
            assets={"barn": 4.0},
            wear=0.1,
            utilisation=0.9,
            emits={"co2": 7.0},
            capacity=10.0,
            buildable_from=2021,
        ),
        "farm+drone": Process(
            activity="farm",
            makes={"corn": 1.1},
            uses={"oil": 0.4},
            hours={"hands": 3.0},
            assets={"barn": 6.0},
            wear=0.2,
            build_years=2,
            utilisation=0.8,
            ramp=0.25,
            arrivals={2022: 0.5},
            technique="drone",
            buildable_from=2021,
        ),
    },
    conversions={
        "drone": Conversion(
            source="farm",
            destination="farm+drone",
            inputs={"oil": 0.05},
            hours=1.5,
            assets={"barn": 2.0},
        )
    },
    needs={"food": {"corn": 0.6, "oil": 0.15}},
    base_level={"food": 20.0},
    base_activity={"farm": 12.0},
    years=(2021, 2022),
    people={2021: 4.0, 2022: 5.0, 2023: 6.0},
    may_fall=False,
    floors={"food": {2022: 1.5}},
    deliveries={"corn": 0.7},
    need_emits={"co2": {"food": 0.35}},
    caps={"co2": {2021: 90.0}},
    workers={"hands": 3.0, "clerks": 2.0},
    trade={
        "corn": Corridor(exports=(1.0, 3.0), price=2.0),
        "oil": Corridor(imports=(0.5, 8.0), price=5.0),
    },
    deficit=11.0,
    kept={"corn": 0.95},
    opening={"corn": 2.0},
    assets={"barn": {"corn": 0.25, "oil": 0.02}},
    committed={"barn": {2021: 1.5}},
    ceilings={"drone": Ceiling(activity="farm", share={2022: 0.3, 2023: 0.4})},
    aims={"farm": {2022: 0.2}},
    pace_up=0.12,
    pace_down=0.08,
    pace_needs=0.1,
    growth=0.03,
    continued=True,
    goals=("floors", "targets", "welfare"),
)


MODELS: dict[str, linopy.Model] = {}  # building is what takes time here; a tiny case is its repr


def model_of(tiny: Tiny) -> linopy.Model:
    """The model of a case, built once."""
    key = repr(tiny)
    if key not in MODELS:
        MODELS[key] = build(tiny.case()).model
    return MODELS[key]


def rows(family: str, tiny: Tiny = VILLAGE) -> dict[tuple[object, ...], Row]:
    """Rows of one family: labels -> (column -> coefficient, sense, right-hand side).

    Columns with no coefficient and rows with no column are left out; labels stand in the
    alphabetical order of their dimensions.
    """
    model = model_of(tiny)
    if family not in model.constraints:
        return {}
    names: dict[int, Term] = {}
    for name, variable in model.variables.items():
        dims = sorted(map(str, variable.labels.dims))
        stacked = variable.labels.transpose(*dims)
        for where, label in np.ndenumerate(stacked.values):
            place = tuple(stacked[d].values[n] for d, n in zip(dims, where, strict=True))
            names[int(label)] = (str(name), place)
    built = model.constraints[family]
    dims = sorted(str(d) for d in built.labels.dims)
    columns = built.lhs.vars.transpose(*dims, "_term").values
    weights = built.lhs.coeffs.transpose(*dims, "_term").values
    found: dict[tuple[object, ...], Row] = {}
    labels = built.labels.transpose(*dims)
    for where in np.ndindex(labels.shape):
        terms: dict[Term, float] = {}
        for column, weight in zip(columns[where], weights[where], strict=True):
            if column >= 0 and weight != 0.0:
                term = names[int(column)]
                terms[term] = terms.get(term, 0.0) + float(weight)
        kept = {term: round(weight, 12) for term, weight in terms.items() if abs(weight) > 1e-14}
        key = tuple(labels[d].values[n] for d, n in zip(dims, where, strict=True))
        sense = str(built.sign.transpose(*dims).values[where])
        bound = round(float(built.rhs.transpose(*dims).values[where]), 12) + 0.0
        if kept:
            found[tuple(_plain(part) for part in key)] = (
                {(name, tuple(map(_plain, place))): w for (name, place), w in kept.items()},
                sense,
                bound,
            )
    return found


def _plain(value: object) -> object:
    return int(value) if isinstance(value, np.integer) else str(value)


def bounds(variable: str, tiny: Tiny = VILLAGE) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper bounds of a variable, dimensions in alphabetical order."""
    found = model_of(tiny).variables[variable]
    dims = sorted(map(str, found.labels.dims))
    return found.lower.transpose(*dims).values, found.upper.transpose(*dims).values
