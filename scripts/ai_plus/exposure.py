"""Share of the tasks of an occupation group that language models could speed up.

E[g] = Σ_o N[o] · β[o] / Σ_o N[o] over the occupations o of group g: β from "GPTs are GPTs"
(Eloundou and others, MIT licence; people's ratings; direct exposure plus half of that through
further software), N from the BLS OEWS of May 2021 (United States government work).
The AIIE scores of industries carry no licence and are not used.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

GROUPS = {  # occupation group → SOC major groups
    "office": ("11", "13", "15", "23", "43"),
    "professional": ("17", "19", "21", "25", "27", "29"),
    "sales": ("41",),
    "service": ("31", "33", "35", "37", "39"),
    "production": ("45", "47", "51"),
    "maintenance": ("49",),
    "transport": ("53",),
}
RATINGS = {
    "alpha": "human_rating_alpha",
    "beta": "human_rating_beta",
    "gamma": "human_rating_gamma",
    "beta_by_model": "dv_rating_beta",
}


def group_exposure(raw: Path) -> pd.DataFrame:
    """Exposure of each occupation group, weighted by employment.

    Parameters
    ----------
    raw : the raw tables, with the folder ``ai-exposure``

    Returns
    -------
    DataFrame (group) : soc_major_groups, persons_rated, share_of_group_rated, alpha, beta, gamma
        (people's ratings), beta_by_model: shares of tasks, 0..1
    """
    folder = raw / "ai-exposure"
    rated = pd.read_csv(folder / "occupations_gpts.csv", dtype={"onet_soc_code": str})
    oews = pd.read_csv(folder / "oews_may2021_national.csv", dtype=str)
    matrix = pd.read_csv(folder / "onet_to_nem_occupation.csv", dtype=str)
    detailed = oews[oews["O_GROUP"] == "detailed"].set_index("OCC_CODE")
    persons = pd.to_numeric(detailed["TOT_EMP"], errors="coerce").fillna(0.0)
    # An O*NET code is its SOC code plus two digits; where OEWS merges SOC codes, the BLS matrix
    # code is the row that has employment.
    merged = matrix.set_index("onet_soc_code")["nem_code"]
    own = rated["onet_soc_code"].str[:7]
    rated["occupation"] = own.where(own.isin(persons.index), rated["onet_soc_code"].map(merged))
    scores = rated.groupby("occupation")[list(RATINGS.values())].mean()
    scores = scores[scores.index.isin(persons.index)]
    group_of = {major: group for group, majors in GROUPS.items() for major in majors}
    weights = persons.reindex(scores.index)
    group = pd.Series(scores.index.str[:2].map(group_of), index=scores.index)
    total = weights.groupby(group).sum()
    table = pd.DataFrame(
        {"soc_major_groups": {name: " ".join(majors) for name, majors in GROUPS.items()}}
    )
    all_groups = pd.Series(persons.index.str[:2].map(group_of), index=persons.index)
    table["persons_rated"] = total
    table["share_of_group_rated"] = total / persons.groupby(all_groups).sum()
    for name, column in RATINGS.items():
        table[name] = scores[column].mul(weights).groupby(group).sum() / total
    return table.rename_axis("group")


def sub_activity_shares(raw: Path) -> pd.DataFrame:
    """Shares of sub-activities in the 42 activities, from the 153-sector table of China 2020.

    Returns
    -------
    DataFrame (name) : value (share, 0..1), meaning
    """
    folder = raw / "china-nbs-2020"

    def matrix(name: str) -> pd.DataFrame:
        return pd.read_csv(folder / name, dtype={"code": str}).set_index("code")

    use = matrix("intermediate_153.csv")
    output = matrix("row_totals_153.csv")["GO"]
    parent = pd.read_csv(folder / "concordance_153_42.csv", dtype=str).set_index("code_153")[
        "code_42"
    ]
    total = output.groupby(parent).sum()
    chemicals = parent.index[parent == "12"]
    farming = parent.index[parent == "01"]
    crops = output["001"] / total["01"]
    average_chemicals = use.loc[chemicals, farming].to_numpy().sum()
    rows = {
        "crops": (crops, "output of crop farming (001) in agriculture (01)"),
        "pesticides-in-crops": (
            use.loc["045", "001"] / (crops * average_chemicals),
            "pesticides (045) used by crop farming, relative to what crop farming would use of all "
            "chemicals (12) at the average of agriculture",
        ),
        "pesticides": (
            use.loc["045", farming].sum() / average_chemicals,
            "pesticides (045) in the chemicals (12) used by agriculture",
        ),
        "medicines": (output["050"] / total["12"], "output of medicines (050) in chemicals (12)"),
        "wholesale": (output["109"] / total["28"], "output of wholesale (109) in trade (28)"),
        "retail": (output["110"] / total["28"], "output of retail (110) in trade (28)"),
        "road-rail-water": (
            output[["112", "113", "114", "116"]].sum() / total["29"],
            "output of rail freight (112), urban and road passenger (113), road freight (114) and "
            "water freight with ports (116) in transport (29)",
        ),
        "storage-post": (
            output[["121", "122"]].sum() / total["29"],
            "output of handling and storage (121) and post (122) in transport (29)",
        ),
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["value", "meaning"]).rename_axis(
        "name"
    )


OCCUPATIONS = {  # name → SOC codes, meaning
    "management": (("11-0000", "13-0000"), "management, business and finance"),
    "computer-legal": (("15-0000", "23-0000"), "computers, mathematics and law"),
    "clerical": (("43-0000",), "office and administrative support"),
    "support": (("43-4051",), "customer service representatives"),
    "coding": (
        ("15-1251", "15-1252", "15-1253", "15-1254"),
        "programmers, software developers and testers, web developers",
    ),
}


def occupation_totals(raw: Path) -> pd.DataFrame:
    """Persons in parts of the office group, and in occupations with techniques of their own.

    Returns
    -------
    DataFrame (name) : soc_codes, persons, share (of all persons, 0..1), meaning

    Source: BLS OEWS, May 2021, United States government work
    """
    table = pd.read_csv(raw / "ai-exposure" / "oews_may2021_national.csv", dtype=str)
    persons = pd.to_numeric(table.set_index("OCC_CODE")["TOT_EMP"], errors="coerce")
    persons = persons[~persons.index.duplicated()]
    rows = {
        name: {
            "soc_codes": " ".join(codes),
            "persons": int(persons[list(codes)].sum()),
            "share": float(persons[list(codes)].sum() / persons["00-0000"]),
            "meaning": meaning,
        }
        for name, (codes, meaning) in OCCUPATIONS.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("name")
