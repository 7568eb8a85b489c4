"""The closure: every parameter of the market regime, with its symbol, range, and source or "free".

The closure is the result as much as the techniques are. A parameter for which no source was found
says ``free``; a sweep runs over its range.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.fields import FieldInfo

from commonweal.document_problems import refused
from commonweal.errors import Problem, StudyError, suggestion

CAIANI = "Caiani et al. 2016, table 3"
FREE = "free"


def _parameter(
    value: float, symbol: str, unit: str, span: tuple[float, float], source: str, **bounds: float
) -> Any:
    """A number with its symbol, unit, range to sweep and source; ``bounds`` are what is refused."""
    about: dict[str, Any] = {"symbol": symbol, "unit": unit, "range": span, "source": source}
    limits: dict[str, Any] = dict(bounds)
    return Field(value, json_schema_extra=about, allow_inf_nan=False, **limits)


class Closure(BaseModel):
    """One complete set of rules and parameters; frozen, unknown names refused.

    Rates are per year unless their unit says otherwise. Shares lie in 0..1.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    # rules; by default the middle of the road: wages follow prices and half of productivity, prices
    # follow cost and a normal return. Frozen wages under free prices are a closure like any other.
    wage_rule: Literal["fixed", "indexed", "real"] = "indexed"
    price_rule: Literal["tatonnement", "target_return"] = "target_return"
    technique_rule: Literal["full_cost", "operating_cost"] = "full_cost"
    licence_form: Literal["share", "price"] = "share"
    licence_in_price: bool = True
    intermediates_first: bool = True
    scarce_first: bool = True
    hoard_invested: bool = False
    exports_rule: Literal["given", "earned"] = "given"
    budget_rule: Literal["debt", "abroad", "balanced"] = "debt"

    # ownership
    public_share: float = _parameter(
        0.0, "s_pub", "share of capacity", (0, 1), "0.55 reported for China; 0.31-0.85", ge=0, le=1
    )

    # expectations, stocks, use of capacity
    expectation_speed: float = _parameter(1.0, "lambda", "1/yr", (0.4, 2), CAIANI, ge=0, le=12)
    inventory_months: float = _parameter(
        1.1, "nu", "months of sales", (1, 2), f"{CAIANI}; Census inventories/sales 1.4", ge=1
    )
    inventory_years: float = _parameter(0.25, "T_inv", "yr", (0.1, 1), FREE, ge=1 / 12)
    normal_use: float = _parameter(0.8, "u*", "share", (0.75, 0.9), CAIANI, gt=0, le=1)

    # investment
    profit_response: float = _parameter(0.23, "gamma_r", "1/yr", (0, 0.8), CAIANI, ge=0)
    use_response: float = _parameter(0.1, "gamma_u", "1/yr", (0, 0.2), CAIANI, ge=0)
    private_premium: float = _parameter(
        0.0, "h_r", "1/yr of profit asked above the mean", (0, 0.1), "scenario axis", ge=0, le=1
    )
    fastest_investment: float = _parameter(0.3, "g_max", "1/yr", (0.1, 0.5), FREE, ge=0, le=12)
    required_return: float | None = Field(
        None,
        ge=0,
        allow_inf_nan=False,
        json_schema_extra={
            "symbol": "r_req",
            "unit": "1/yr",
            "range": [0, 0.3],
            "source": "that of the start where none is given",
        },
    )
    payback_years: float = _parameter(3.5, "b", "yr", (2, 8), "Dosi et al. 2010 (K+S)", ge=0)
    retool_rate: float = _parameter(0.25, "xi", "1/yr", (0.05, 1), FREE, ge=0, le=12)
    expected_growth_years: float = _parameter(
        2.0, "T_pub", "yr in which public capacity closes its gap to needs", (1, 5), FREE, gt=0.1
    )

    # prices
    price_use: float = _parameter(0.2, "eta_u", "1/yr", (0.1, 0.4), FREE, ge=0)
    price_stocks: float = _parameter(0.1, "eta_i", "1/yr", (0, 0.4), FREE, ge=0)
    markup_reversion: float = _parameter(0.5, "kappa_m", "1/yr", (0.1, 1), FREE, ge=0, le=12)

    # wages and work
    wage_speed: float = _parameter(1.0, "lambda_w", "1/yr", (0.25, 4), FREE, ge=0, le=12)
    wage_rigidity: float = _parameter(
        0.28, "rho_w", "share of wage cuts not made", (0, 1), "Dickens et al. 2007", ge=0, le=1
    )
    productivity_pass: float = _parameter(0.5, "eps", "1", (0, 1), "scenario axis", ge=0, le=1.5)
    wage_curve: float = _parameter(
        0.07, "beta", "1", (0, 0.15), "Nijkamp and Poot 2005; Blanchflower and Oswald 1994", ge=0
    )
    least_unemployment: float = _parameter(0.005, "u_0", "share", (0.001, 0.02), FREE, gt=0, le=0.5)
    uncounted_unemployment: float = _parameter(
        0.05,
        "u_a",
        "share of those at work; not in the labour force of the accounts",
        (0.03, 0.07),
        "NBS surveyed urban rate 2018-21: 5.0-5.7 %; BLS 2023: 3.6 %",
        ge=0,
        le=0.5,
    )
    hire_limit: float = _parameter(2.0, "h_up", "full crews per yr", (0.5, 12), FREE, gt=0)

    # spending of classes
    workers_of_income: float = _parameter(0.9, "a1_W", "1", (0.39, 0.95), FREE, gt=0, le=1)
    workers_of_wealth: float = _parameter(0.3, "a2_W", "1/yr", (0.1, 1), FREE, gt=0, le=6)
    owners_of_income: float = _parameter(0.6, "a1_O", "1", (0.3, 0.7), FREE, gt=0, le=1)
    owners_of_wealth: float = _parameter(0.3, "a2_O", "1/yr", (0.1, 1), FREE, gt=0, le=6)
    owners_of_gains: float = _parameter(0.0, "a3", "1", (0, 0.05), FREE, ge=0, le=1)
    hoarding: float = _parameter(
        0.0, "h", "share of owners' spending held back", (0, 0.3), "test (d5)", ge=0, le=1
    )
    floor_share: float = _parameter(
        0.3, "floor", "share of consumption at the start", (0, 0.7), FREE, ge=0, le=0.99
    )

    # firms' money
    dividend_share: float = _parameter(0.9, "rho_d", "1", (0.6, 1), CAIANI, ge=0, le=1)
    loan_rate: float = _parameter(0.03, "i_L", "1/yr", (0.01, 0.06), CAIANI, ge=0)
    leverage_limit: float = _parameter(
        0.5, "lev_max", "loans per capital", (0.2, 0.9), FREE, ge=0, le=1
    )
    public_leverage_limit: float = _parameter(
        0.9, "lev_pub", "loans per capital", (0.5, 1), FREE, ge=0, le=1
    )
    cash_months: float = _parameter(1.0, "sigma", "months of wages", (0.5, 3), FREE, ge=0)
    bank_capital: float = _parameter(
        0.08,
        "kappa_B",
        "bank's own funds per loan",
        (0, 0.2),
        "Basel III total capital ratio",
        ge=0,
        le=1,
    )
    money_from_credit: float = _parameter(
        0.5, "m_L", "share of the money of the start lent to firms", (0, 1), FREE, ge=0, le=1
    )

    # government
    dole: float = _parameter(0.4, "d", "of the wage", (0, 0.6), CAIANI, ge=0, le=1)
    public_demand: float = _parameter(
        1.0, "G", "multiple of the case's public use", (0, 1.5), "scenario axis", ge=0
    )
    debt_response: float = _parameter(
        0.054,
        "phi",
        "1/yr",
        (0, 0.5),
        "Bohn 1998: United States 1916-1995",
        ge=0,
        le=12,
    )
    stabiliser: float = _parameter(
        0.0,
        "s_G",
        "share of lost output that public demand replaces",
        (0, 1),
        "scenario axis",
        ge=0,
        le=1,
    )

    # software
    licence_share: float = _parameter(0.3, "theta", "1", (0, 0.9), FREE, ge=0, lt=1)
    licence_price: float = _parameter(
        0.3, "lambda", "of the wages saved at the start", (0, 0.9), FREE, ge=0
    )
    open_model_month: int | None = Field(None, ge=0)
    open_licence_share: float = _parameter(0.0, "theta_open", "1", (0, 0.5), FREE, ge=0, lt=1)
    open_price_cut: float = _parameter(
        0.9, "cut", "1", (0.5, 0.98), "list prices of two models, 2024", ge=0, le=1
    )
    open_compute: float = _parameter(1.0, "psi", "of the added inputs", (0.1, 1), FREE, ge=0)

    # equity
    vendor_share: float = _parameter(
        0.0, "phi", "of new shares that comes back as sales", (0, 0.3), FREE, ge=0, le=1
    )
    issue_rate: float = _parameter(
        0.0, "xi_E", "of market value a year", (0, 0.1), FREE, ge=0, le=1
    )
    growth_learning: float = _parameter(0.5, "lambda_g", "1/yr", (0.1, 2), FREE, ge=0, le=12)
    fundamental_weight: float = _parameter(0.5, "w_f", "1", (0, 1), FREE, ge=0, le=1)
    valuation_years: float = _parameter(3.0, "h", "yr", (1, 5), FREE, ge=0, le=20)
    discount: float = _parameter(0.08, "i_E", "1/yr", (0.04, 0.15), FREE, gt=0)
    growth_cap: float = _parameter(0.5, "g_cap", "1/yr", (0.2, 1), FREE, gt=0)

    # developing techniques: paid by their owner, as far as licences promise to bring it back, or by
    # the government. With no licence and no government nobody pays, and what exists stands still.
    research_rule: Literal["licence", "public"] = "licence"
    licence_years: float = _parameter(
        5.0, "T_V", "yr that the owner of the software looks ahead", (1, 10), FREE, ge=0, le=50
    )

    @model_validator(mode="after")
    def _fits(self) -> Closure:
        if self.public_leverage_limit < self.leverage_limit:
            raise ValueError("public_leverage_limit is below leverage_limit")
        return self

    @classmethod
    def about(cls, name: str) -> dict[str, Any]:
        """Symbol, unit, range and source of a parameter; empty for a rule."""
        field: FieldInfo = cls.model_fields[name]
        extra = field.json_schema_extra
        return dict(extra) if isinstance(extra, dict) else {}

    @classmethod
    def free(cls) -> tuple[str, ...]:
        """Names of the parameters for which no source was found."""
        return tuple(n for n in cls.model_fields if cls.about(n).get("source") == FREE)


#: Named presets of ownership: the public share of every activity's capacity.
OWNERSHIP: dict[str, float] = {
    "private": 0.05,  # assumption: utilities and transport of a mostly private economy
    "mixed": 0.55,  # one reported figure for public capital in enterprises in China; others 31-85 %
    "public": 1.0,  # by definition: wages and prices are still formed on markets
}


def public_share(ownership: str) -> float:
    """The public share that a preset or a number from 0 to 1 stands for.

    Raises
    ------
    StudyError
        for an unknown name, or a share outside 0..1
    """
    if ownership in OWNERSHIP:
        return OWNERSHIP[ownership]
    try:
        share = float(ownership)
    except ValueError:
        fix = suggestion(ownership, OWNERSHIP)
        raise StudyError([Problem("ownership", f'no preset "{ownership}"', fix)]) from None
    if not 0.0 <= share <= 1.0:
        what = f"a public share of {share:g}"
        raise StudyError([Problem("ownership", what, "Give private, mixed, public or 0 to 1")])
    return share


def read_closure(values: Mapping[str, Any]) -> Closure:
    """A closure from names and values; the rest as by default.

    Raises
    ------
    StudyError
        with every unknown name and every value out of bounds
    """
    try:
        return Closure.model_validate(dict(values))
    except ValidationError as error:
        raise StudyError([_problem(item) for item in error.errors()]) from None


def _problem(item: Any) -> Problem:
    name = ".".join(str(part) for part in item["loc"]) or "closure"
    if item["type"] == "extra_forbidden":
        what = f'no parameter "{name}"'
        return Problem(f"closure.{name}", what, suggestion(name, Closure.model_fields))
    known = name in Closure.model_fields
    about = Closure.about(name) if known else {}
    if "range" in about:
        low, high = about["range"]
        fix = f"Usual values: {low:g} to {high:g}"
    elif item["type"] == "literal_error":
        fix = "Give one of these"
    elif known:
        fix = f"Left out, it is {str(Closure.model_fields[name].default).lower()}"
    else:
        fix = "Change one of the two"
    return Problem(f"closure.{name}", refused(item), fix)
