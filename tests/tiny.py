"""Economies small enough to be solved by hand, written straight as cases.

Everything that a test does not name is slack: activities change at any pace, needs may fall, the
yearly hours are fixed, nothing is traded, the continuation weighs nothing and binds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from commonweal.case import case as parts
from commonweal.case.arrays import array
from commonweal.case.case import Case
from commonweal.case.horizon import Horizon
from commonweal.plan.build import build
from commonweal.plan.solve import Solution, solve

HERE = "here"  # the region of an economy that names none
ANY_PACE = 1e6  # an activity or a need may grow a millionfold within a year
Amounts = Mapping[str, float]
ByPeriod = float | Mapping[int, float]


@dataclass(frozen=True, kw_only=True)
class Process:
    """One activity run with one technique; amounts per unit of activity, assets per unit/yr."""

    activity: str
    makes: Amounts
    uses: Amounts = field(default_factory=dict)
    hours: float | Amounts = 0.0
    assets: Amounts = field(default_factory=dict)
    wear: float = 0.0
    build_years: int = 1
    utilisation: float = 1.0
    emits: Amounts = field(default_factory=dict)
    ramp: float = 0.0
    capacity: float = 0.0
    arrivals: Mapping[int, float] = field(default_factory=dict)
    buildable_from: int | None = None
    family: str = "installed"
    technique: str = ""


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """One allowed change of standing capacity."""

    source: str
    destination: str
    inputs: Amounts = field(default_factory=dict)
    hours: float = 0.0
    assets: Amounts = field(default_factory=dict)
    allowed_from: int = 0


@dataclass(frozen=True, kw_only=True)
class Corridor:
    """Bounds on the trade of one product, the same in every year."""

    imports: tuple[float, float] = (0.0, 0.0)
    exports: tuple[float, float] = (0.0, 0.0)
    price: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """Diffusion ceiling of one technique."""

    activity: str
    share: ByPeriod


@dataclass(frozen=True, kw_only=True)
class Tiny:
    """A whole tiny economy; ``case()`` makes it a case."""

    processes: Mapping[str, Process]
    needs: Mapping[str, Amounts]  # need -> products in one unit of it
    years: Sequence[int] = (2021,)
    base_level: Amounts = field(default_factory=dict)  # need -> units in the base year, all people
    base_activity: Amounts = field(default_factory=dict)
    people: ByPeriod | Mapping[str, float] = 1.0  # of all, or by region
    regions: Mapping[str, str] = field(default_factory=dict)  # any label -> region; else the first
    weights: Amounts = field(default_factory=dict)
    may_fall: bool | Sequence[str] = True
    floors: Mapping[str, ByPeriod] = field(default_factory=dict)
    deliveries: Amounts = field(default_factory=dict)
    need_emits: Mapping[str, Amounts] = field(default_factory=dict)  # limit -> need -> amount
    workers: Mapping[str, ByPeriod] = field(default_factory=lambda: {"hands": 1.0})
    base_hours: float | Mapping[str, float] = 100.0  # of all, or by region
    least_hours: float = 100.0
    waking_hours: float = 300.0
    free_time_weight: float = 0.0
    hours_may_rise: bool = False
    trade: Mapping[str, Corridor] = field(default_factory=dict)
    deficit: float | Mapping[str, float] = 0.0  # of every region, or by region
    kept: Amounts = field(default_factory=dict)  # storable product -> share left after a year
    opening: Amounts = field(default_factory=dict)
    caps: Mapping[str, ByPeriod] = field(default_factory=dict)
    pace_up: float = ANY_PACE
    pace_down: float = 1.0
    pace_needs: float = ANY_PACE
    assets: Mapping[str, Amounts] = field(default_factory=dict)  # asset -> products in one unit
    committed: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    conversions: Mapping[str, Conversion] = field(default_factory=dict)
    ceilings: Mapping[str, Ceiling] = field(default_factory=dict)
    research: Mapping[str, Mapping[str, ByPeriod]] = field(default_factory=dict)  # by ceiling
    aims: Mapping[str, ByPeriod] = field(default_factory=dict)  # activity -> share aimed at
    goals: Sequence[str] = ("welfare",)
    curvature: float = 0.0  # utility is then fulfilment - 1, which hands can add up
    step: float = 0.5
    period_weight: Mapping[int, float] = field(default_factory=dict)
    growth: float = 0.0
    discount: float = 0.95
    continued: bool = False

    def case(self) -> Case:
        """The economy as a case."""
        horizon = Horizon(tuple(self.years))
        technology = self._technology(horizon)
        return Case(
            horizon=horizon,
            technology=technology,
            conversions=self._conversions(horizon),
            start=self._start(horizon),
            regions=self._regions(horizon),
            demand=self._demand(horizon),
            work=self._work(horizon),
            trade=self._trade(horizon),
            stocks=parts.Stocks(
                storable=self._over("product", dict.fromkeys(self.kept, 1.0)),
                kept=self._over("product", self.kept),
                opening=self._over("product", self.opening),
            ),
            limits=self._limits(horizon),
            pace=parts.Pace(
                up=self._over("activity", dict.fromkeys(self.labels("activity"), self.pace_up)),
                down=self._over("activity", dict.fromkeys(self.labels("activity"), self.pace_down)),
                needs=array(self.pace_needs, {}, "1/yr", "pace"),
            ),
            adoption=self._adoption(horizon),
            research=self._research(horizon),
            wanted=self._wanted(horizon),
            has_capacity=bool(self.assets),
            names={"unit": {}},
            groups={},
            about={"title": "tiny"},
        )

    def solve(self, solver: str = "auto") -> Solution:
        """Build and solve."""
        return solve(build(self.case()), solver)

    def labels(self, dimension: str) -> list[str]:
        """Labels of a dimension, in the order in which they are first named."""
        found: dict[str, None] = {}
        if dimension == "activity":
            found = dict.fromkeys(p.activity for p in self.processes.values())
        elif dimension == "product":
            for process in self.processes.values():
                found |= dict.fromkeys([*process.makes, *process.uses])
            for products in (*self.needs.values(), *self.assets.values()):
                found |= dict.fromkeys(products)
            found |= dict.fromkeys([*self.trade, *self.deliveries])
        else:
            given: dict[str, Mapping[str, Any]] = {
                "process": self.processes,
                "need": self.needs,
                "labour_type": self.workers,
                "asset": self.assets,
                "limit": self.caps,
                "conversion": self.conversions,
                "ceiling": self.ceilings,
            }
            found = dict.fromkeys(given[dimension])
        return list(found)

    def region_names(self) -> list[str]:
        """Regions, in the order in which they are first named; one where none is."""
        return list(dict.fromkeys(self.regions.values())) or [HERE]

    def _by_region(self, value: float | Mapping[str, float]) -> list[float]:
        if isinstance(value, Mapping):
            return [float(value.get(region, 0.0)) for region in self.region_names()]
        return [float(value)] * len(self.region_names())

    def _regions(self, horizon: Horizon) -> parts.Regions:
        names = self.region_names()

        def lies(dimension: str) -> Any:
            labels = self.labels(dimension)
            where = [self.regions.get(label, names[0]) for label in labels]
            return array(where, {dimension: labels}, "", "region")

        nothing = np.zeros((len(names), len(horizon.periods)))
        return parts.Regions(
            product=lies("product"),
            activity=lies("activity"),
            need=lies("need"),
            labour_type=lies("labour_type"),
            asset=lies("asset"),
            given=array(nothing, {"region": names, "period": horizon.periods}, "", "given"),
        )

    def _people(self, horizon: Horizon) -> list[list[float]]:
        """People of each region in each period."""
        by_name = isinstance(self.people, Mapping) and set(self.people) <= set(self.region_names())
        if by_name:
            return [[each] * len(horizon.periods) for each in self._by_region(self.people)]  # type: ignore[arg-type]
        return [_by_period(self.people, horizon) for _ in self.region_names()]  # type: ignore[arg-type]

    def _over(self, dimension: str, values: Amounts) -> Any:
        labels = self.labels(dimension)
        unknown = set(values) - set(labels)
        assert not unknown, f"no such {dimension}: {unknown}"
        return array([float(values.get(x, 0.0)) for x in labels], {dimension: labels}, "1", "given")

    def _table(self, rows: str, columns: str, cells: Mapping[str, Amounts]) -> Any:
        """Array (rows, columns) from column -> row -> amount."""
        names = {rows: self.labels(rows), columns: self.labels(columns)}
        for column, amounts in cells.items():
            assert column in names[columns], column
            assert set(amounts) <= set(names[rows]), (column, amounts)
        grid = [[float(cells.get(c, {}).get(r, 0.0)) for c in names[columns]] for r in names[rows]]
        return array(grid, names, "1", "given")

    def _technology(self, horizon: Horizon) -> parts.Technology:
        own = self.processes

        def of(name: str) -> Any:
            return array([getattr(p, name) for p in own.values()], {"process": list(own)}, "", name)

        def hours(process: Process) -> Amounts:
            if isinstance(process.hours, Mapping):
                return process.hours
            return dict.fromkeys(list(self.workers)[:1], float(process.hours))

        buildable = [
            [float(p.buildable_from is not None and t >= p.buildable_from) for t in horizon.periods]
            for p in own.values()
        ]
        return parts.Technology(
            activity=of("activity"),
            family=of("family"),
            technique=of("technique"),
            output=self._table("product", "process", {n: p.makes for n, p in own.items()}),
            input=self._table("product", "process", {n: p.uses for n, p in own.items()}),
            hours=self._table("labour_type", "process", {n: hours(p) for n, p in own.items()}),
            assets=self._table("asset", "process", {n: p.assets for n, p in own.items()}),
            depreciation=of("wear"),
            build_years=of("build_years"),
            utilisation=of("utilisation"),
            emissions=self._table("limit", "process", {n: p.emits for n, p in own.items()}),
            ramp=of("ramp"),
            buildable=array(
                buildable, {"process": list(own), "period": horizon.periods}, "1", "buildable"
            ),
        )

    def _conversions(self, horizon: Horizon) -> parts.Conversions:
        own = self.conversions
        names = {"conversion": list(own)}
        first = self.labels("labour_type")[:1]
        allowed = [
            [float(c.allowed_from <= t <= horizon.last) for t in horizon.periods]
            for c in own.values()
        ]
        return parts.Conversions(
            source=array([c.source for c in own.values()], names, "", "from"),
            destination=array([c.destination for c in own.values()], names, "", "to"),
            inputs=self._table("product", "conversion", {n: c.inputs for n, c in own.items()}),
            hours=self._table(
                "labour_type",
                "conversion",
                {n: dict.fromkeys(first, c.hours) for n, c in own.items()},
            ),
            assets=self._table("asset", "conversion", {n: c.assets for n, c in own.items()}),
            allowed=array(allowed, names | {"period": horizon.periods}, "1", "allowed"),
        )

    def _start(self, horizon: Horizon) -> parts.Start:
        own = self.processes
        processes, periods = {"process": list(own)}, {"period": horizon.periods}
        base = dict.fromkeys(self.labels("activity"), 0.0)
        for process in own.values():
            base[process.activity] += process.capacity * process.utilisation
        base = {a: level or 1.0 for a, level in base.items()} | dict(self.base_activity)
        arrivals = [[p.arrivals.get(t, 0.0) for t in horizon.periods] for p in own.values()]
        committed = [
            [self.committed.get(k, {}).get(t, 0.0) for t in horizon.periods] for k in self.assets
        ]
        return parts.Start(
            activity=self._over("activity", base),
            capacity=array([p.capacity for p in own.values()], processes, "", "capacity"),
            arrivals=array(arrivals, processes | periods, "", "arrivals"),
            committed=array(committed, {"asset": list(self.assets)} | periods, "", "committed"),
            composition=self._table("product", "asset", self.assets),
        )

    def _demand(self, horizon: Horizon) -> parts.Demand:
        periods = {"period": horizon.periods}
        need = {"need": list(self.needs)}
        people = self._people(horizon)
        names = self.region_names()
        home = {n: names.index(self.regions.get(n, names[0])) for n in self.needs}
        share = {n: self.weights.get(n, 1.0) for n in self.needs}
        total = sum(share.values())
        fall = list(self.needs) if self.may_fall is True else list(self.may_fall or [])
        floor = [_by_period(self.floors.get(n, 0.0), horizon) for n in self.needs]
        outside = np.array([self.deliveries.get(i, 0.0) for i in self.labels("product")])
        emissions = {
            n: {e: amounts[n] for e, amounts in self.need_emits.items() if n in amounts}
            for n in self.needs
        }
        return parts.Demand(
            people=array(people, {"region": names} | periods, "person", "people"),
            composition=self._table("product", "need", self.needs),
            per_head=self._over(
                "need", {n: self.base_level.get(n, 10.0) / people[home[n]][0] for n in self.needs}
            ),
            weight=self._over("need", {n: share[n] / total for n in self.needs}),
            may_fall=self._over("need", dict.fromkeys(fall, 1.0)),
            floor=array(floor, need | periods, "1", "floor"),
            emissions=self._table("limit", "need", emissions),
            deliveries=array(
                np.repeat(outside[:, None], len(horizon.periods), axis=1),
                {"product": self.labels("product")} | periods,
                "",
                "given",
            ),
        )

    def _work(self, horizon: Horizon) -> parts.Work:
        workers = [_by_period(persons, horizon) for persons in self.workers.values()]
        here = {"region": self.region_names()}
        return parts.Work(
            workers=array(
                workers,
                {"labour_type": list(self.workers), "period": horizon.periods},
                "person",
                "workers",
            ),
            base_hours=array(self._by_region(self.base_hours), here, "h", "base"),
            least_hours=array(self._by_region(self.least_hours), here, "h", "least"),
            waking_hours=array(self.waking_hours, {}, "h", "waking"),
            free_time_weight=array(self._by_region(self.free_time_weight), here, "1", "weight"),
            may_rise=array(float(self.hours_may_rise), {}, "1", "may rise"),
        )

    def _trade(self, horizon: Horizon) -> parts.Trade:
        labels = self.labels("product")
        rows = [self.trade.get(i, Corridor()) for i in labels]
        both = {"product": labels, "period": horizon.periods}

        def bound(kind: str, end: int) -> Any:
            level = np.array([getattr(row, kind)[end] for row in rows])
            return array(np.repeat(level[:, None], len(horizon.periods), axis=1), both, "", kind)

        return parts.Trade(
            price=array([row.price for row in rows], {"product": labels}, "", "price"),
            deficit=array(
                [[own] * len(horizon.periods) for own in self._by_region(self.deficit)],
                {"region": self.region_names(), "period": horizon.periods},
                "",
                "deficit",
            ),
            import_least=bound("imports", 0),
            import_most=bound("imports", 1),
            export_least=bound("exports", 0),
            export_most=bound("exports", 1),
        )

    def _limits(self, horizon: Horizon) -> parts.Limits:
        dims = {"limit": list(self.caps), "period": horizon.periods}
        levels = [
            {t: float(cap) for t in horizon.periods} if not isinstance(cap, Mapping) else dict(cap)
            for cap in self.caps.values()
        ]
        cap = [[level.get(t, 0.0) for t in horizon.periods] for level in levels]
        capped = [[float(t in level) for t in horizon.periods] for level in levels]
        return parts.Limits(
            cap=array(cap, dims, "", "cap"), capped=array(capped, dims, "1", "capped")
        )

    def _adoption(self, horizon: Horizon) -> parts.Adoption:
        own, activities = self.processes, self.labels("activity")
        processes, periods = {"process": list(own)}, {"period": horizon.periods}
        ceiling = {"ceiling": list(self.ceilings)}
        target = {"target": ["aim"] if self.aims else []}
        share = [_by_period(c.share, horizon) for c in self.ceilings.values()]
        member = [[float(p.technique == name) for p in own.values()] for name in self.ceilings]
        aim = [[_by_period(self.aims.get(a, 0.0), horizon) for a in activities]]
        base_hours: dict[str, float] = {}
        for process in own.values():
            if not process.technique:
                worked = process.hours
                total = sum(worked.values()) if isinstance(worked, Mapping) else worked
                base_hours.setdefault(process.activity, total * process.utilisation)
        set_ = [[float(bool(self.aims))] * len(horizon.periods)] if self.aims else []
        return parts.Adoption(
            ceiling_activity=array(
                [c.activity for c in self.ceilings.values()], ceiling, "", "activity"
            ),
            ceiling_share=array(share, ceiling | periods, "1", "share"),
            ceiling_member=array(member, ceiling | processes, "1", "member"),
            target_share=array(set_, target | periods, "1", "target"),
            target_aim=array(
                aim if self.aims else [], target | {"activity": activities} | periods, "1", "aim"
            ),
            target_member=array(
                [float(bool(p.technique)) for p in own.values()], processes, "1", "member"
            ),
            target_weight=array(
                [base_hours[p.activity] for p in own.values()], processes, "h", "base hours"
            ),
        )

    def _research(self, horizon: Horizon) -> parts.Research:
        types = self.labels("labour_type")
        hours = [
            [_by_period(self.research.get(name, {}).get(s, 0.0), horizon) for s in types]
            for name in self.ceilings
        ]
        dims = {"ceiling": list(self.ceilings), "labour_type": types, "period": horizon.periods}
        return parts.Research(hours=array(hours, dims, "h", "research"))

    def _wanted(self, horizon: Horizon) -> parts.Wanted:
        weight = dict.fromkeys(horizon.years, 1.0) | dict(self.period_weight)
        return parts.Wanted(
            goals=tuple(self.goals),
            period_weight=array(
                [weight.get(t, 0.0) for t in horizon.periods],
                {"period": horizon.periods},
                "1",
                "weight",
            ),
            curvature=self.curvature,
            step=self.step,
            discount=self.discount,
            continuation_growth=self.growth,
            continued=self.continued,
        )


def _by_period(value: ByPeriod, horizon: Horizon) -> list[float]:
    """A figure for every period; a mapping names the periods in which it is not zero."""
    if isinstance(value, Mapping):
        return [float(value.get(t, 0.0)) for t in horizon.periods]
    return [float(value)] * len(horizon.periods)
