"""From a frozen case to the system that the market runs: the same people, techniques and limits.

Sectors are the activities of the case. Where products and activities are not one to one, activities
buy from activities by the industry-technology assumption, as in the exact theory.

Key: T units of each activity behind one unit of a product (activity, product), u highest use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from commonweal.case.case import Case
from commonweal.case.demand import given_uses
from commonweal.case.technology import activity_levels
from commonweal.compare.production import base_trade
from commonweal.economy.economy import Economy
from commonweal.errors import Problem, StudyError
from commonweal.market.system import MONTHS, NEVER, Array, Ceilings, Index, Routes, System
from commonweal.market.theory.of_case import makers, source_of_case

CONVERSION_MONTHS = 12  # as in the plan: what is converted in a year is usable from the next one on
PAY = "compensation"  # the item of value_added that is paid for work

NOTES = (
    "Imports have the share in every use of a product that they had in the base year, at the price "
    "of the home product.",
    "Stock-building of the accounts is not taken over: firms keep stocks by their own rule.",
    "Products that cannot be stored are made a month ahead; what is not sold of them is lost.",
)
RECTANGULAR = (
    "Activities make several products: they buy from activities by the industry-technology "
    "assumption, with world prices as weights."
)
NO_ACCOUNTS = (
    "The accounts of the economy were not given: households buy all that is consumed and an hour "
    "is paid the same everywhere."
)


@dataclass(frozen=True)
class Accounts:
    """What the market needs of the economy's accounts and a case does not hold.

    Parameters
    ----------
    public_share : (product) [1] of consumption that the government buys
    pay : (activity) [money per unit of activity] compensation; zeros where it is not known
    other : (product) [unit/yr] final use with the role other, of the year of the accounts
    level : (activity) [unit/yr] of that year
    use : (activity) [1] utilisation in that year
    """

    public_share: Array
    pay: Array
    other: Array
    level: Array
    use: Array


def accounts_of(economy: Economy) -> Accounts:
    """Public share of consumption, and pay, from an economy's tables."""
    role = economy.categories["role"]
    bought = {
        name: economy.final_use[[c for c in role.index if role[c] == name]].sum(axis=1).to_numpy()
        for name in ("household", "government")
    }
    total = bought["household"] + bought["government"]
    share = np.zeros(len(total))
    np.divide(bought["government"], total, out=share, where=total > 0)
    pay = np.zeros(len(economy.activities))
    if economy.value_added is not None and PAY in economy.value_added.index:
        worth = economy.supply.mul(economy.products["world_price"], axis=0).sum().to_numpy()
        pay = economy.value_added.loc[PAY].to_numpy(dtype=float) / worth
    return Accounts(
        public_share=np.clip(share, 0.0, 1.0),
        pay=pay,
        other=given_uses(economy, ("other",)).to_numpy(dtype=float),
        level=activity_levels(economy).to_numpy(dtype=float),
        use=economy.activities["utilisation"].to_numpy(dtype=float),
    )


def system_of_case(case: Case, economy: Economy | None = None) -> System:
    """The system of a case.

    Parameters
    ----------
    case : with capital accounts
    economy : the same that the case was made of; for public consumption and pay

    Raises
    ------
    StudyError
        where the case has no capital accounts or no labour
    """
    _refuse(case)
    accounts = None if economy is None else accounts_of(economy)
    order = order_of(case)
    behind = _behind(case)
    parts = case.technology
    use = parts.utilisation.values[order]
    assets = case.start.composition.values @ parts.assets.values[:, order] / use
    share = np.zeros(behind.shape[1]) if accounts is None else accounts.public_share
    consumed = case.demand.composition.values
    level = (case.demand.per_head * case.people_of_needs).isel(period=0).values
    growth = {"people": case.demand.people.sum("region").values, "workers": _workers(case)}
    imports, exports = trade_of(case, accounts)
    return System(
        names=tuple(str(a) for a in case.start.activity["activity"].values),
        owner=_owner(case)[order],
        inputs=behind @ parts.input.values[:, order],
        hours=parts.hours.values.sum(axis=0)[order],
        capital=behind @ assets,
        wear=parts.depreciation.values[order],
        build_months=(parts.build_years.values[order] * MONTHS).astype(np.intp),
        ramp=parts.ramp.values[order],
        available=_first_month(parts.buildable.transpose("process", "period"))[order],
        reference=_reference(case, order),
        storable=_weighted(case, case.stocks.storable.values) > 0.5,
        kept=_weighted(case, case.stocks.kept.values),
        growth_limit=case.pace.up.values,
        needs=behind @ (consumed * (1.0 - share)[:, None]),
        need_level=level,
        public_needs=behind @ (consumed * share[:, None]),
        public_use=behind @ ((consumed @ level) * share),
        import_share=_import_share(case, imports, exports),
        export_mix=exports,
        relative_wage=_relative_wage(case, accounts, order),
        people=growth["people"] / growth["people"][0],
        workers=growth["workers"] / growth["workers"][0],
        routes=_routes(case, behind, order),
        ceilings=_ceilings(case, order),
        research=np.asarray(case.research.hours.sum("labour_type").values, dtype=float),
        process_names=tuple(str(j) for j in parts.activity["process"].values[order]),
        notes=_notes(case, economy),
    )


def _refuse(case: Case) -> None:
    problems = []
    if not case.has_capacity:
        fix = "Give the economy the tables of capital"
        problems.append(Problem("economy", "has no capital accounts", fix))
    if not case.work.workers.size:
        problems.append(Problem("economy", "has no labour", "Give the economy the table of labour"))
    count = case.demand.people.sizes["region"]
    if count > 1:
        what = f"has {count} regions; the market has one, with one wage and one currency"
        fix = "Simulate one country, or put the regions together (docs/transformations.md)"
        problems.append(Problem("economy", what, fix))
    if problems:
        raise StudyError(problems)


def _notes(case: Case, economy: Economy | None) -> tuple[str, ...]:
    made = (case.technology.output.values > 0).sum(axis=0)
    several = (
        (RECTANGULAR,)
        if (made > 1).any() or case.technology.output.shape[0] != len(case.start.activity)
        else ()
    )
    return NOTES + several + ((NO_ACCOUNTS,) if economy is None else ())


def _owner(case: Case) -> Index:
    place = {str(a): n for n, a in enumerate(case.start.activity["activity"].values)}
    return np.array([place[str(a)] for a in case.technology.activity.values], dtype=np.intp)


def order_of(case: Case) -> Index:
    """Places of processes by activity, the installed one first."""
    parts = case.technology
    standing = (parts.family.values == "installed") & (parts.technique.values == "")
    return np.lexsort((np.arange(len(standing)), ~standing, _owner(case))).astype(np.intp)


def _behind(case: Case) -> Array:
    """T (activity, product) [unit of activity per product unit]."""
    return makers(source_of_case(case, case.horizon.first))


def worth(case: Case) -> Array:
    """World price of what one unit of each activity makes (activity) [currency]."""
    return np.asarray(case.trade.price.values @ _outputs(case))


def _outputs(case: Case) -> Array:
    """(product, activity) [product unit per unit of activity] of the installed processes."""
    owner = _owner(case)[order_of(case)]
    first = np.searchsorted(owner, np.arange(len(case.start.activity)))
    return np.asarray(case.technology.output.values[:, order_of(case)][:, first])


def _weighted(case: Case, values: Array) -> Array:
    """Mean of a property of products over what each activity makes, world prices as weights."""
    made = _outputs(case)
    price = case.trade.price.values
    return np.asarray((price * values) @ made / (price @ made))


def _workers(case: Case) -> Array:
    return np.asarray(case.work.workers.sum("labour_type").values, dtype=float)


def labour_force(case: Case) -> float:
    """Hours that can be worked in the first year, at the hours of the base year [h/yr]."""
    hours = case.work.workers.isel(period=0) * case.where("labour_type", case.work.base_hours)
    return float(hours.sum())


def _first_month(allowed: xr.DataArray) -> Index:
    """(row) month of the first period in which something is allowed; NEVER where in none."""
    values = allowed.values > 0
    first = values.argmax(axis=1) * MONTHS
    return np.where(values.any(axis=1), first, NEVER).astype(np.intp)


def _reference(case: Case, order: Index) -> Index:
    """(process) place of the same process without its technique; itself where it has none."""
    parts = case.technology
    labels = [str(j) for j in parts.activity["process"].values[order]]
    place = {label: n for n, label in enumerate(labels)}
    techniques = [str(t) for t in parts.technique.values[order]]
    return np.array(
        [
            place[label.removesuffix(f"+{technique}")] if technique else n
            for n, (label, technique) in enumerate(zip(labels, techniques, strict=True))
        ],
        dtype=np.intp,
    )


def _relative_wage(case: Case, accounts: Accounts | None, order: Index) -> Array:
    """Pay of an hour in each activity relative to the mean hour; 1 where pay is not known."""
    n = len(case.start.activity)
    if accounts is None or not (accounts.pay > 0).all():
        return np.ones(n)
    hourly = pay_per_hour(case, accounts, order)
    hours = _standing_hours(case, order) * case.start.activity.values
    return np.asarray(hourly * hours.sum() / float(hourly @ hours))


def _standing_hours(case: Case, order: Index) -> Array:
    owner = _owner(case)[order]
    first = np.searchsorted(owner, np.arange(len(case.start.activity)))
    return np.asarray(case.technology.hours.values.sum(axis=0)[order][first])


def pay_per_hour(case: Case, accounts: Accounts, order: Index | None = None) -> Array:
    """Compensation over hours of the installed process (activity) [currency/h]."""
    chosen = order_of(case) if order is None else order
    return np.asarray(accounts.pay * worth(case) / _standing_hours(case, chosen))


def trade_of(case: Case, accounts: Accounts | None = None) -> tuple[Array, Array]:
    """Imports and exports of the base year by activity [unit/yr].

    Final use with the role other is a sale abroad: customs duties and carriage are in the price of
    imports and come back to those who earn them; purchases of foreigners that are counted twice are
    subtracted. What is exported of a product beyond what is made of it at home was imported and is
    sold on: neither import nor export of the market.
    """
    imports, exports = (flow.values for flow in base_trade(case))
    if accounts is not None:
        scale = float(case.start.activity.values.sum() / accounts.level.sum())
        sold = exports + scale * accounts.other
        imports, exports = imports + np.maximum(-sold, 0.0), np.maximum(sold, 0.0)
    passed = np.maximum(exports - _outputs(case) @ case.start.activity.values, 0.0)
    behind = _behind(case)
    return behind @ (imports - passed), behind @ (exports - passed)


def _import_share(case: Case, imports: Array, exports: Array) -> Array:
    """(activity) [1] imports over all uses at home."""
    uses = case.start.activity.values + imports - exports
    share = np.zeros(len(uses))
    np.divide(imports, uses, out=share, where=uses > 0)
    return share


def _routes(case: Case, behind: Array, order: Index) -> Routes:
    """Conversions of the case, and replacement of plant by a better one that can be built."""
    parts, pairs = case.technology, case.conversions
    labels = [str(j) for j in parts.activity["process"].values[order]]
    place = {label: n for n, label in enumerate(labels)}
    use = parts.utilisation.values[order]
    source = np.array([place[str(a)] for a in pairs.source.values], dtype=np.intp)
    goods = pairs.inputs.values + case.start.composition.values @ pairs.assets.values
    capital = behind @ (case.start.composition.values @ parts.assets.values[:, order] / use)
    available = _first_month(parts.buildable.transpose("process", "period"))[order]
    old, new = _replacements(case, order, available)
    return Routes(
        source=np.concatenate([source, old]),
        destination=np.concatenate(
            [np.array([place[str(b)] for b in pairs.destination.values], dtype=np.intp), new]
        ),
        goods=np.hstack([behind @ goods / use[source], capital[:, new]]),
        hours=np.concatenate([pairs.hours.values.sum(axis=0) / use[source], np.zeros(len(new))]),
        months=np.concatenate(
            [
                np.full(len(source), CONVERSION_MONTHS),
                (parts.build_years.values[order][new] * MONTHS).astype(np.intp),
            ]
        ).astype(np.intp),
        available=np.concatenate(
            [_first_month(pairs.allowed.transpose("conversion", "period")), available[new]]
        ).astype(np.intp),
        builds=np.concatenate([np.zeros(len(source), dtype=bool), np.ones(len(new), dtype=bool)]),
    )


def _replacements(case: Case, order: Index, available: Index) -> tuple[Index, Index]:
    """Pairs of plant in one activity of which the second can be built and takes fewer hours."""
    owner = _owner(case)[order]
    hours = case.technology.hours.values.sum(axis=0)[order]
    better = (owner[:, None] == owner[None, :]) & (hours[None, :] < hours[:, None])
    better &= (available < NEVER)[None, :]
    old, new = np.nonzero(better)
    return old.astype(np.intp), new.astype(np.intp)


def _ceilings(case: Case, order: Index) -> Ceilings:
    place = {str(a): n for n, a in enumerate(case.start.activity["activity"].values)}
    rule = case.adoption
    member: NDArray[np.bool_] = rule.ceiling_member.values[:, order] > 0
    return Ceilings(
        sector=np.array([place[str(a)] for a in rule.ceiling_activity.values], dtype=np.intp),
        share=np.asarray(rule.ceiling_share.values, dtype=float),
        member=member,
    )
