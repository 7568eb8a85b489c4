"""The families of rows a reader meets when no plan exists: sentence, unit, and what can be changed.

A family is a named kind of row of the programme, or a bound of one of its variables. ``order`` says
in which order a search for the conflict tries to do without them: what a study rarely sets comes
first, so that a reader is shown what was asked for and not what merely helps to prove it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """One family of rows.

    Parameters
    ----------
    rows : names of the rows of the programme, or "<variable> most"/"<variable> least" for a bound
    dimension : what its rows are about; empty where there is one row a year
    sentence : what it demands; {names} and {amounts} are filled in
    keys : what a user can change, dotted keys of the study or a table of the economy
    order : place in the search for a conflict
    """

    rows: tuple[str, ...]
    dimension: str
    sentence: str
    keys: tuple[str, ...]
    order: int


FAMILIES: dict[str, Family] = {
    "diffusion": Family(
        ("diffusion",),
        "ceiling",
        "techniques of the programme spread no faster than its diffusion: {names}",
        ("programme: table techniques",),
        0,
    ),
    "export_least": Family(
        ("exports least",),
        "product",
        "exports fall by no more than {amounts} a year: {names}",
        ("trade.export_pace",),
        1,
    ),
    "import_least": Family(
        ("imports least",),
        "product",
        "imports fall by no more than {amounts} a year: {names}",
        ("trade.import_pace",),
        2,
    ),
    "orders": Family(
        ("pace_orders",),
        "activity",
        "orders of new plant stay within wear and the fastest growth of the activity: {names}",
        ("pace.up",),
        3,
    ),
    "pace_down": Family(
        ("pace_down",),
        "activity",
        "activities shrink by no more than {amounts} a year: {names}",
        ("pace.down", "pace.activities"),
        4,
    ),
    "continuation": Family(
        ("renewal",),
        "activity",
        "orders renew plant and extend it by {amounts} a year after the last year: {names}",
        ("continuation.growth",),
        5,
    ),
    "import_most": Family(
        ("imports most",),
        "product",
        "imports grow by no more than {amounts} a year: {names}",
        ("trade.import_pace",),
        6,
    ),
    "export_most": Family(
        ("exports most",),
        "product",
        "exports grow by no more than {amounts} a year: {names}",
        ("trade.export_pace",),
        7,
    ),
    "capacity": Family(
        ("capacity_use",),
        "activity",
        "output stays within the capacity that stands: {names}",
        ("economy: table activities, column highest_utilisation", "start.growth"),
        8,
    ),
    "pace_up": Family(
        ("pace_up",),
        "activity",
        "activities grow by no more than {amounts} a year: {names}",
        ("pace.up", "pace.activities"),
        9,
    ),
    "needs": Family(
        ("no_need_falls",),
        "need",
        "no need falls below its level per head of the year before{amounts}: {names}",
        ("needs.<need>.may_fall", "people.growth"),
        10,
    ),
    "labour": Family(
        ("labour",),
        "labour_type",
        "no more hours are worked than there are, at most {amounts} ({names})",
        ("workers.growth",),
        11,
    ),
    "trade": Family(
        ("trade_balance",),
        "region",
        "trade{names} leaves {amounts}",
        ("trade.balance",),
        12,
    ),
    "limits": Family(
        ("limits",),
        "limit",
        "the cap holds: {names} at most {amounts}",
        ("limits.<limit>",),
        13,
    ),
}

#: Rows that tie goods, plants and orders together; nobody can change them by a decision.
IDENTITIES = ("product_balance", "capacity_motion", "investment")

#: Kinds of change, each with its readable name, in the order in which they are offered.
KINDS = {
    "workers": "more workers",
    "needs": "letting needs fall per head",
    "limits": "higher caps",
    "trade": "freer trade",
    "pace": "a faster pace",
    "capacity": "more use of the capacity that stands",
    "continuation": "slower growth after the last year",
}
