"""The command ``commonweal theory``: what it prints, writes and refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from commonweal.economy.economy import Economy
from commonweal.economy.tables import write_economy
from economies import small_economy, small_meta, small_tables
from small_study import commonweal, write_small_study

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """The command within this process: exit code, output, error stream."""
    monkeypatch.setenv("COLUMNS", "120")
    return lambda *words: commonweal(monkeypatch, capsys, "theory", *words)


def test_an_economy_alone(call: Call) -> None:
    """Proves: rates, values of the largest products, the frontier and the assumptions are printed;
    nothing is said of techniques."""
    code, out, err = call("china-2020")
    assert code == 0, err
    for text in ("Imported inputs count as if they were made at home", "40.0", "10.4", "29.3"):
        assert text in out
    assert "the 12 largest of 42 products" in out
    assert "Construction" in out
    assert "Metal ores" not in out
    assert "40.0 % (greatest)" in out.replace("\u00a0", " ")
    assert "eps*" not in out
    assert "no new techniques here" in out


@pytest.mark.parametrize("words", [(), ("--imports", "exchanged"), ("--hours", "reduced")])
def test_every_reading_is_printed(call: Call, words: tuple[str, ...]) -> None:
    """Proves: how imports and hours are counted is printed, and changes the figures."""
    _, plain, _ = call("china-2020")
    code, out, _ = call("china-2020", *words)
    assert code == 0
    assert (out == plain) == (not words)


def test_a_programme(call: Call, tmp_path: Path) -> None:
    """Proves: frontier, eps* and the side on which wages are assumed to be are printed, and a
    page that needs no network is written with its tables."""
    folder = tmp_path / "pictures"
    code, out, _ = call("china-2020", "--programme", "ai-plus", "--out", folder)
    assert code == 0
    assert "eps* is 0.69" in out
    side = r"power of 1 \(--wages\), above eps\*: .* falls from 10\.42.% to 10\.26.%"
    assert re.search(side, out)
    assert out.splitlines()[-1] == str(folder / "theory.html")
    page = (folder / "theory.html").read_text(encoding="utf-8")
    own = "".join(part.split("</script>")[-1] for part in page.split("<script>"))
    assert not re.search(r"https?://", own)
    assert "spec-frontier" in page
    names = {"theory.html", "frontier.csv", "hours-above-least.csv", "products.csv"}
    names.add("observed-profit-rates.csv")
    assert {path.name for path in folder.iterdir()} == names
    curve = pd.read_csv(folder / "frontier.csv")
    known = curve.dropna()
    assert (known["after"] >= known["before"] - 1e-9).all()
    assert (curve["after"].diff().dropna() < 0).all()


def test_below_the_critical_elasticity(call: Call) -> None:
    """Proves: the same programme with wages that follow half of productivity is below eps*, and
    the rate rises: the sign is the assumption's, not the programme's."""
    code, out, _ = call("china-2020", "--programme", "ai-plus", "--wages", "0.5")
    assert code == 0
    assert re.search(r"power of 0\.5 \(--wages\), below eps\*: .* rises from", out)


def test_nothing_pays(call: Call) -> None:
    """Proves: where no technique pays it says so, and gives no elasticity."""
    code, out, _ = call("china-2020", "--programme", "ai-plus-low")
    assert code == 0
    assert "Of 52 techniques 0 cost less in full" in out
    assert "no critical elasticity" in out


def test_a_study(call: Call, tmp_path: Path) -> None:
    """Proves: a study without a programme has no techniques to tell of; its modern plants are on
    both menus."""
    study = write_small_study(tmp_path / "small")
    code, out, err = call(study / "economy", "--study", study)
    assert code == 0, err
    assert "no new techniques here" in out
    assert "base year" in out


def test_the_picture_of_an_economy_alone(call: Call, tmp_path: Path) -> None:
    """Proves: without techniques the picture has one curve, and the values of all products are
    beside it."""
    code, _, _ = call("china-2020", "--out", tmp_path / "one")
    assert code == 0
    page = (tmp_path / "one" / "theory.html").read_text(encoding="utf-8")
    assert '"name":"before"' in page
    assert '"name":"after"' not in page
    assert len(pd.read_csv(tmp_path / "one" / "products.csv")) == 42


def test_what_is_only_imported(call: Call, tmp_path: Path) -> None:
    """Proves: a product that nobody makes costs nothing as an input, and that is said; paid for
    with exports it has a cost, which lowers the rate of profit."""
    tables = small_tables()
    tables["products"].loc["ore"] = ["Ore", "kt", "land", "04", False, 0.0, 3.0]
    for name in ("supply", "use", "final_use", "imports", "asset_composition"):
        tables[name].loc["ore"] = 0.0
    for name in ("use", "imports"):
        tables[name].loc["ore", "mills"] = 5.0
    write_economy(Economy.from_tables(small_meta(), tables), tmp_path / "ore")
    _, free, _ = call(tmp_path / "ore")
    _, paid, _ = call(tmp_path / "ore", "--imports", "exchanged")
    assert "No activity makes Ore: where it is used it costs nothing here" in free
    assert "No activity makes" not in paid
    assert re.search(r"r\* +│ +2\.9", free)
    assert re.search(r"r\* +│ +1\.2", paid)


def test_joint_products_as_the_reader_wants(call: Call, tmp_path: Path) -> None:
    """Proves: product technology is taken where it is asked for and can be, and printed; where it
    needs less than nothing, or cannot be inverted, there is a report and no other technology in
    its place."""
    tables = small_tables()
    tables["use"].loc["grain", "mills"] = 1.0
    tables["final_use"].loc["grain", "household"] -= 1.0
    write_economy(Economy.from_tables(small_meta(), tables), tmp_path / "seed")
    _, by_industry, _ = call(tmp_path / "seed")
    code, by_product, err = call(tmp_path / "seed", "--technology", "product")
    assert code == 0, err
    assert "whoever makes it (product technology)" in by_product
    assert "with the same inputs (industry technology)" in by_industry
    figures = [re.search(r"Grain +│ +([\d,]+) per kt", text) for text in (by_industry, by_product)]
    assert figures[0] is not None
    assert figures[1] is not None
    assert figures[0][1] != figures[1][1]
    tables = small_tables()
    write_economy(Economy.from_tables(small_meta(), tables), tmp_path / "none")
    code, out, err = call(tmp_path / "none", "--technology", "product")
    assert (code, out) == (1, "")
    assert "use, grain for steel: -0.008 by product technology" in err
    words = ("--technology", "product", "--programme", "ai-plus")
    code, _, err = call("china-2020", *words)
    assert code == 0, err
    code, _, err = call("usa-2023", "--technology", "product")
    assert code == 1
    assert "73 products and 71 activities" in err
    assert "Traceback" not in err


def test_wages_of_the_accounts_beyond_the_net_product(call: Call, tmp_path: Path) -> None:
    """Proves: accounts in which the real wage takes more than the whole net product get a report
    that names the economy, and no rate of profit below none."""
    tables = small_tables()
    tables["value_added"].loc["compensation"] *= 3.0
    tables["value_added"].loc["surplus"] -= tables["value_added"].loc["compensation"] * 2 / 3
    write_economy(Economy.from_tables(small_meta(), tables), tmp_path / "poor")
    code, out, err = call(tmp_path / "poor")
    assert (code, out) == (1, "")
    assert re.search(r"small: inputs, wear and wages take 1\.\d+ of what is made", err)
    assert "Traceback" not in err


def test_without_accounts_of_pay(call: Call) -> None:
    """Proves: an economy without value added has no wage, which is said; with all consumption as
    the wage it has rates, and no observed ones."""
    place = Path(__file__).parents[3] / "docs" / "examples" / "three-products" / "economy"
    code, _, err = call(place)
    assert code == 1
    assert "value_added: the table is missing" in err
    code, out, _ = call(place, "--basket", "consumed")
    assert code == 0
    assert "Uniform rate" in out
    assert "Observed" not in out


def test_same_bytes(call: Call, tmp_path: Path) -> None:
    """Proves: the same request writes the same bytes twice."""
    for name in ("one", "two"):
        assert call("china-2020", "--programme", "ai-plus", "--out", tmp_path / name)[0] == 0
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_every_problem_at_once(call: Call, tmp_path: Path) -> None:
    """Proves: unknown words, an impossible elasticity and a programme beside a study are one report
    with exit code 1 and no traceback."""
    code, out, err = call(
        "china-2020",
        *("--imports", "domestik", "--hours", "paid", "--model", "fix", "--basket", "all"),
        *("--wages", "-1", "--programme", "ai-plus", "--study", "china-2026"),
    )
    assert (code, out) == (1, "")
    assert "6 problems" in err
    assert 'Did you mean "domestic"?' in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("china-2020", "--year", "2030"), "nothing that spreads"),
        (("china-2021",), "china-2021"),
        (("china-2026",), "commonweal theory china-2020 --study china-2026"),
        (("china-2020", "--programme", "ai-minus"), "ai-plus"),
        (("china-2020", "--study", "china-2026", "--year", "2050"), "2026 to 2030"),
    ],
)
def test_refusals(call: Call, words: tuple[str, ...], message: str) -> None:
    """Proves: what cannot be answered is refused in one report."""
    code, out, err = call(*words)
    assert (code, out) == (1, "")
    assert message in err
    assert "Traceback" not in err


def test_another_economy_than_the_study(call: Call, tmp_path: Path) -> None:
    """Proves: a study of another economy is refused, rather than mixed with this one."""
    write_economy(small_economy(), tmp_path / "small")
    code, _, err = call(tmp_path / "small", "--study", "china-2026")
    assert code == 1
    assert "its economy is another one" in err


def test_an_existing_folder_is_kept(call: Call, tmp_path: Path) -> None:
    """Proves: nothing is written over, and the refusal comes before the work."""
    (tmp_path / "kept").mkdir()
    code, out, err = call("china-2020", "--programme", "ai-plus", "--out", tmp_path / "kept")
    assert (code, out) == (1, "")
    assert "already exists" in err


def test_wages_beyond_the_net_product(call: Call) -> None:
    """Proves: an elasticity that leaves nothing for profit is a report and not a traceback."""
    code, out, err = call("china-2020", "--programme", "ai-plus-high", "--wages", "10")
    assert (code, out) == (1, "")
    assert "not below 1" in err
    assert "lower elasticity" in err
