"""Studies that are wrong, and the sentence a user gets for each."""

import pytest

from commonweal.case.study import read_study
from commonweal.errors import StudyError

HEAD = "economy: china-2020\nyears: 2026-2028\n"

CASES = {
    "unknown key": (
        HEAD + "houres: {at_least: 1500}\n",
        ["line 3, houres: there is no such key", 'Did you mean "hours"?'],
    ),
    "unknown key in a section": (
        HEAD + "hours:\n  at_leest: 1500\n",
        ["line 4, hours.at_leest: there is no such key", 'Did you mean "at_least"?'],
    ),
    "unknown key of a need": (
        HEAD + "needs: {food: {wieght: 2}}\n",
        ["line 3, needs.food.wieght: there is no such key", 'Did you mean "weight"?'],
    ),
    "missing keys": (
        "title: nothing else\n",
        ["economy: the key is missing", "years: the key is missing"],
    ),
    "text for a number": (
        HEAD + 'start: {scale: "1.3"}\n',
        ['line 3, start.scale: is "1.3"; a number is expected', "Real output"],
    ),
    "number without digits": (
        HEAD + "start: {scale: +_}\n",
        ["the file is not valid YAML", "Save it as plain text"],
    ),
    "truth value for a number": (
        HEAD + "start: {scale: true}\n",
        ["start.scale: is True; a number is expected"],
    ),
    "number for truth value": (
        HEAD + "hours: {may_rise: 1}\n",
        ["hours.may_rise: is 1; true or false is expected"],
    ),
    "number for a section": (
        HEAD + "hours: 1600\n",
        ["line 3, hours: is 1600; a section with keys is expected"],
    ),
    "not a number": (
        HEAD + "start: {scale: .nan}\n",
        ["start.scale: is nan; a finite number is expected"],
    ),
    "infinite": (
        HEAD + "floors: {food: .inf}\n",
        ["floors.food: is inf; a finite number is expected"],
    ),
    "below its bound": (
        HEAD + "start:\n  scale: -1.0\n",
        ["line 4, start.scale: is -1.0; it must be above 0", "[ratio]; default 1.0"],
    ),
    "above its bound": (
        HEAD + "welfare: {discount: 1}\n",
        ["welfare.discount: is 1; it must be below 1"],
    ),
    "growth in per cent": (
        HEAD + "people: {growth: 2}\n",
        ["people.growth: is 2; it must be at most 0.2", "[1/year]"],
    ),
    "word not offered": (
        HEAD + "modern: centre\n",
        ["line 3, modern: is \"centre\"; expected is 'central', 'low', 'high' or 'none'"],
    ),
    "years out of order": (
        "economy: e\nyears: 2030-2026\n",
        ['line 2, years: is "2030-2026"; the years are out of order'],
    ),
    "years listed out of order": (
        "economy: e\nyears: [2027, 2026]\n",
        ["years: is [2027, 2026]; the years are out of order"],
    ),
    "years with a gap": (
        "economy: e\nyears: [2026, 2027, 2030]\n",
        ["the years are not consecutive (2028, 2029 left out)"],
    ),
    "year twice": ("economy: e\nyears: [2026, 2026]\n", ["a year stands twice"]),
    "years no span": ("economy: e\nyears: soon\n", ['years: is "soon", which is no span of years']),
    "years with a word in the list": (
        "economy: e\nyears: [2026, later]\n",
        ["years: holds 'later', which is no year"],
    ),
    "year with two digits": ("economy: e\nyears: 26\n", ["holds 26; a year has four digits"]),
    "years empty": ("economy: e\nyears: []\n", ["years: holds no year"]),
    "too many years": ("economy: e\nyears: 2026-9999\n", ["that is more than 100 years"]),
    "target above 1": (
        HEAD + "targets: {adoption: {2027: 70}}\n",
        ["targets.adoption.2027: is 70; a share lies between 0 and 1", "Write 70 % as 0.7."],
    ),
    "targets no word": (
        HEAD + "targets: some\n",
        ['targets: is "some"; a word or a table is expected'],
    ),
    "floor of zero": (
        HEAD + "floors:\n  food: 0\n",
        ["line 4, floors.food: is 0; it must be above 0", "leave it out"],
    ),
    "negative floor in one year": (
        HEAD + "floors: {food: {2026: 1.0, 2027: -1}}\n",
        ["floors.food.2027: is -1; it must be above 0"],
    ),
    "floor in a year that is not planned": (
        HEAD + "floors: {food: {2035: 1.1}}\n",
        ["floors.food.2035: 2035 is not among the years of the study", "It plans 2026 to 2028"],
    ),
    "limit by a word": (
        HEAD + "limits: {co2e: lots}\n",
        ['limits.co2e: is "lots"; a number is expected'],
    ),
    "trade balance by a word": (
        HEAD + "trade: {balance: none}\n",
        [
            "trade.balance: is 'none'; the word base, a number, or a table of regions and numbers"
            " is expected"
        ],
    ),
    "unknown goal": (HEAD + "goals: [floors, wellfare]\n", ['Did you mean "welfare"?']),
    "two main goals": (
        HEAD + "goals: [welfare, maximin]\n",
        ["is [welfare, maximin]; exactly one main goal stands last"],
    ),
    "least_limit without its limit": (
        HEAD + "goals: [least_limit]\n",
        ['goals: "least_limit" is no goal', "least_limit:co2e"],
    ),
    "floors that no goal uses": (
        HEAD + "goals: [welfare]\nfloors: {food: 1}\n",
        ["line 4, floors: is given, but goals leaves floors out", "Add floors to goals."],
    ),
    "more work than waking hours": (
        HEAD + "hours: {at_least: 6000}\n",
        ["hours.at_least: is 6000 h, above hours.waking (5840 h)"],
    ),
    "source of an unknown key": (
        HEAD + "sources:\n  start.skale: the office\n",
        [
            "line 4, sources.start.skale: gives a source for a key that does not exist",
            'Did you mean "start.scale"?',
        ],
    ),
    "source that is no text": (
        HEAD + "sources: {start.scale: 5}\n",
        ["sources.start.scale: is 5; a text is expected"],
    ),
    "scenario with an unknown key": (
        HEAD + "scenarios:\n  more:\n    houres: {at_least: 1500}\n",
        ["line 5, scenario more, houres: there is no such key", 'Did you mean "hours"?'],
    ),
    "scenario with a bad value": (
        HEAD + "scenarios:\n  more: {hours: {at_least: many}}\n",
        ['line 4, scenario more, hours.at_least: is "many"; a number is expected'],
    ),
    "scenario that is no change": (
        HEAD + "scenarios: {more: 3}\n",
        ["scenarios.more: is 3; a table of labels and values is expected"],
    ),
    "scenario in a scenario": (
        HEAD + "scenarios: {more: {scenarios: {still-more: {programme: none}}}}\n",
        ['line 3: the scenario "more" holds scenarios of its own'],
    ),
    "number for a key": (HEAD + "1: x\n", ["line 3, 1: there is no such key"]),
    "empty name": (
        "economy: ''\nyears: 2026\n",
        ['line 1, economy: is ""; a text that is not empty is expected'],
    ),
    "alias of nothing": (
        HEAD + "hours: {at_least: *x}\n",
        ["line 3: the file is not valid YAML here (found undefined alias 'x')"],
    ),
    "key twice": (HEAD + "years: 2027\n", ['line 3: the key "years" stands twice']),
    "broken YAML": (
        HEAD + "hours: {at_least: 1500\nstart: {scale: 1}\n",
        ["line 4: the file is not valid YAML here"],
    ),
    "tab for indentation": (
        HEAD + "hours:\n\tat_least: 1\n",
        ["line 4: the file is not valid YAML"],
    ),
    "empty": ("", ["the file is empty"]),
    "only comments": ("# nothing\n", ["the file is empty"]),
    "a list": ("- economy\n- years\n", ["the file holds no keys"]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_wrong_study_says(name, tmp_path):
    """Proves: each mistake is refused with its file, line, key, value found and a way out;
    a pydantic or YAML traceback would hold none of these sentences."""
    text, sentences = CASES[name]
    path = tmp_path / "study.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(path)
    message = str(caught.value)
    assert str(path) in message
    for sentence in sentences:
        assert sentence in message
    for foreign in ("pydantic", "Traceback", "ruamel", "input_value"):
        assert foreign not in message


def test_every_problem_is_told_at_once(tmp_path):
    """Proves: six mistakes in one file give six lines, in one go, none of them twice."""
    path = tmp_path / "study.yaml"
    path.write_text(
        "economy: e\nyears: [2026, 2028]\nhouers: {}\nstart: {scale: 0}\n"
        "floors: {food: -1, care: no}\ntargets: {a: {2027: 2}}\n"
        "scenarios: {x: {hours: {at_least: 1500}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert str(caught.value).startswith("6 problems\n")


@pytest.mark.parametrize(
    "key, text, sentence",
    [
        (
            "hours.at_leest",
            "1500",
            "--set hours.at_leest=1500, hours.at_leest: there is no such key",
        ),
        (
            "hours.at_least",
            "many",
            '--set hours.at_least=many, hours.at_least: is "many"; a number',
        ),
        ("hour.at_least", "1", 'Did you mean "hours"?'),
        (
            "economy.name",
            "x",
            "--set economy.name=x, economy: is {'name': 'x'}; a text is expected",
        ),
        ("floors", "{food: 1", "--set floors={food: 1"),
        ("years", "2026-2027", "floors.food.2028: 2028 is not among the years of the study"),
    ],
)
def test_what_a_wrong_setting_says(key, text, sentence, tmp_path):
    """Proves: a fault in --set is blamed on --set, not on a line of the file."""
    path = tmp_path / "study.yaml"
    path.write_text(HEAD + "floors: {food: {2028: 1.0}}\n", encoding="utf-8")
    with pytest.raises(StudyError) as caught:
        read_study(path, overrides={key: text})
    assert sentence in str(caught.value)


def test_an_unknown_scenario_is_met_with_the_nearest(tmp_path):
    """Proves: the plan is not made without the scenario that was asked for."""
    with pytest.raises(StudyError, match=r'no scenario "no-program".*Did you mean "no-programme"'):
        read_study("china-2026", "no-program")
    path = tmp_path / "study.yaml"
    path.write_text(HEAD, encoding="utf-8")
    with pytest.raises(StudyError, match=r'no scenario "x".*It has no scenarios'):
        read_study(path, "x")


def test_a_missing_study_names_the_bundled_ones(tmp_path):
    """Proves: a slip in a bundled name, a missing file and an empty folder each say so."""
    with pytest.raises(StudyError, match=r'no such file.*Did you mean "china-2026"'):
        read_study("china-2062")
    with pytest.raises(StudyError, match=r"no such file"):
        read_study(tmp_path / "gone.yaml")
    with pytest.raises(StudyError, match=r"study.yaml: the file cannot be read \(No such file"):
        read_study(tmp_path)


def test_a_file_that_is_not_utf_8(tmp_path):
    """Proves: another encoding is named, not guessed at; guessing would garble the labels."""
    path = tmp_path / "study.yaml"
    path.write_bytes("title: 中国\n".encode("gb18030"))
    with pytest.raises(StudyError, match=r"not UTF-8 text \(byte 8\)"):
        read_study(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    """Proves: a file saved by an editor that marks UTF-8 is read like any other."""
    path = tmp_path / "study.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert read_study(path).economy == "china-2020"
