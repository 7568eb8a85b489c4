"""Investment: assets put in place, and its share in what is used at home."""

from __future__ import annotations

import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.people import Values
from commonweal.compare.production import base_trade
from commonweal.compare.years import base_activity, with_base


def investment_by_asset(values: Values) -> xr.DataArray:
    """Assets put in place (asset, period) [asset unit]; the base year is not known by asset."""
    return values["investment"].transpose("asset", "period")


def invested_products(case: Case, values: Values) -> xr.DataArray:
    """Products that go into assets and into conversions (product, period) [product unit].

    sum_k G[i,k] I[k,t] + sum_c C[i,c] z[c,t]
    """
    used = (case.start.composition * values["investment"]).sum("asset")
    if "convert" in values and case.conversions.source.size:
        used = used + (case.conversions.inputs * values["convert"]).sum("conversion")
    return used.transpose("product", "period")


def consumed_products(case: Case, values: Values) -> xr.DataArray:
    """Products that meet needs (product, period) [product unit]."""
    used = (case.demand.composition * values["need_level"]).sum("need")
    return used.transpose("product", "period")


def base_invested(case: Case) -> xr.DataArray:
    """Products invested in the base year (product) [product unit]: what is left of all sources.

    sum_j (O - U)[i,j] x0[j] + m0[i] - e0[i] - d[i,1] - sum_n N[i,n] q0[n]
    """
    imports, exports = base_trade(case)
    net = (case.technology.output - case.technology.input) * base_activity(case)
    left: xr.DataArray = net.sum("process") + imports - exports
    return left - _base_deliveries(case) - _base_consumed(case)


def investment_share(case: Case, values: Values) -> xr.DataArray:
    """Investment in final use at home, at world prices, constant over the years (period) [1].

    share = invested / (consumed + invested + given deliveries); exports are not part of it, for
    they pay for imports.
    """
    price = case.trade.price
    invested = (price * invested_products(case, values)).sum("product")
    consumed = (price * consumed_products(case, values)).sum("product")
    given = (price * case.demand.deliveries).sum("product")
    base = float((price * base_invested(case)).sum())
    at_home = base + float((price * (_base_consumed(case) + _base_deliveries(case))).sum())
    share = invested / (invested + consumed + given)
    return with_base(case, xr.DataArray(base / at_home if at_home else 0.0), share)


def _base_people(case: Case) -> xr.DataArray:
    """People of the region of each need (need) in the base year, by the growth of two periods."""
    people = case.people_of_needs
    first = people.isel(period=0, drop=True)
    growth = people.isel(period=1, drop=True) / first if people.sizes["period"] > 1 else 1.0
    return first / growth


def _base_consumed(case: Case) -> xr.DataArray:
    level = case.demand.per_head * _base_people(case)
    return (case.demand.composition * level).sum("need")


def _base_deliveries(case: Case) -> xr.DataArray:
    # given final uses are those of the base year in every period
    return case.demand.deliveries.isel(period=0, drop=True)
