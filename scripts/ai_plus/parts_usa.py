"""Shares of sub-activities in the 71 activities of the United States, from the table of 2017.

BEA, make and use tables of 402 industries, 2017 (United States government work).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

CROPS = ("1111A0", "1111B0", "111200", "111300", "111400", "111900")
PESTICIDES = ("325320",)
MEDICINES = ("325411", "325412", "325413", "325414")
METALS = ("212230", "2122A0")
STONES = ("212310", "2123A0")


@dataclass(frozen=True)
class Detail:
    """The detailed tables: output by industry, use by product and industry, and their parents."""

    output: pd.Series
    use: pd.DataFrame
    parent: pd.Series

    def of(self, summary: str) -> list[str]:
        """Detailed codes of a summary code."""
        return list(self.parent.index[self.parent == summary])

    def made(self, codes: Sequence[str], summary: str) -> float:
        """Output of some industries in that of their summary industry."""
        return float(self.output[list(codes)].sum() / self.output[self.of(summary)].sum())

    def bought(self, codes: Sequence[str], summary: str, by: Sequence[str]) -> float:
        """Some products in what industries buy of their summary product."""
        whole = self.use.loc[self.of(summary), list(by)].to_numpy().sum()
        return float(self.use.loc[list(codes), list(by)].to_numpy().sum() / whole)


def detail(raw: Path) -> Detail:
    """Read the detailed tables of 2017."""
    folder = raw / "usa-bea-detail-2017"

    def table(name: str) -> pd.DataFrame:
        return pd.read_csv(folder / name, dtype={"code": str}).set_index("code")

    return Detail(
        output=table("make.csv").sum(axis=1),
        use=table("use.csv"),
        parent=table("industries.csv")["summary_code"].astype(str),
    )


def parts_of_usa(raw: Path) -> pd.DataFrame:
    """Shares of sub-activities and of inputs that are part of a product.

    Returns
    -------
    DataFrame (name) : value (share, 0..1), meaning
    """
    d = detail(raw)
    farms, everyone = d.of("111CA"), list(d.use.columns)
    crops = d.made(CROPS, "111CA")
    chemicals = d.use.loc[d.of("325"), farms].to_numpy().sum()
    sprayed = d.use.loc[list(PESTICIDES), list(CROPS)].to_numpy().sum()
    rows = {
        "crops": (crops, "output of crop farming (111) in farms (111CA)"),
        "pesticides-in-crops": (
            float(sprayed / (crops * chemicals)),
            "pesticides (325320) used by crop farming, relative to what crop farming would use of "
            "all chemicals (325) at the average of farms",
        ),
        "pesticides": (
            d.bought(PESTICIDES, "325", farms),
            "pesticides (325320) in the chemicals (325) used by farms",
        ),
        "medicines": (
            d.made(MEDICINES, "325"),
            "output of medicines (3254) in chemicals (325)",
        ),
        **_mines(d),
        **_transport_and_state(d),
        "water": (
            d.bought(("221300",), "22", farms),
            "water (221300) in the utilities (22) used by farms",
        ),
        "energy": (
            d.bought(("221100", "221200"), "22", everyone),
            "electricity and gas (221100, 221200) in the utilities (22) used by industries",
        ),
        "repair": (
            d.bought(("811200", "811300"), "81", everyone),
            "repair of electronics and machinery (811200, 811300) in the other services (81) used "
            "by industries",
        ),
        "research": (
            d.bought(("541700",), "5412OP", d.of("325")),
            "research (541700) in the professional services (5412OP) used by chemicals",
        ),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "meaning"]).rename_axis(
        "name"
    )


def _mines(d: Detail) -> dict[str, tuple[float, str]]:
    """Coal, metals and stone in mining."""
    coal = d.made(("212100",), "212")
    open_coal = 0.62  # assumption: surface mines in the output of coal
    open_metal, open_stone = 0.9, 0.97  # assumption: open pits in the output of metals, of stone
    metal, stone = d.made(METALS, "212"), d.made(STONES, "212")
    return {
        "underground-coal": (
            coal * (1 - open_coal),
            "output of coal (212100) in mining (212), of which 0.38 underground (assumption)",
        ),
        "open-pits": (
            coal * open_coal + metal * open_metal + stone * open_stone,
            "output of coal, metals and stone in mining (212), of which 0.62, 0.9 and 0.97 in open "
            "pits (assumption)",
        ),
    }


def _transport_and_state(d: Detail) -> dict[str, tuple[float, str]]:
    """Couriers and terminals in support of transport, the post, schools and hospitals of states."""
    return {
        "couriers": (
            d.made(("492000",), "487OS"),
            "output of couriers (492000) in support of transport (487OS)",
        ),
        "terminals": (
            d.made(("48A000",), "487OS"),
            "output of ports, airports and other support (48A000) in support of transport (487OS)",
        ),
        "post": (
            d.made(("491000",), "GFE"),
            "output of the postal service (491000) in federal enterprises (GFE)",
        ),
        "state-schools": (
            d.made(("GSLGE",), "GSLG"),
            "output of schools (GSLGE) in state and local government (GSLG)",
        ),
        "state-hospitals": (
            d.made(("GSLGH",), "GSLG"),
            "output of hospitals (GSLGH) in state and local government (GSLG)",
        ),
        "state-offices": (
            d.made(("GSLGO",), "GSLG"),
            "output of other services (GSLGO) in state and local government (GSLG)",
        ),
    }
