"""The diffusion curves, against times worked out in closed form."""

from __future__ import annotations

import math

import pytest

from commonweal.case.diffusion import Diffusion, bass, logistic


def when(share, p, q):
    """Years until a share has adopted, from the Bass curve solved for t."""
    return math.log((1 + q / p * share) / (1 - share)) / (p + q)


@pytest.mark.parametrize(
    "p, q, half, ten_to_ninety",
    [
        (0.03, 0.38, 6.6, 9.5),  # average of studies
        (0.0072, 0.118, 23, 32),  # tractor
        (0.0095, 0.519, 7.6, 8.0),  # hay baler
        (0.014, 0.437, 7.8, 9.2),  # artificial insemination
        (0.00471, 0.506, 9.2, 8.5),  # mobile phone
        (0.0075, 0.082, 29, 43),  # telephone
    ],
)
def test_bass_takes_the_years_of_the_evidence_table(p, q, half, ten_to_ninety):
    """Proves: half and 10→90 % fall where the published parameters put them.
    With p and q exchanged the average technique would reach one half after 1.7 years."""
    assert bass(when(0.5, p, q), p, q) == pytest.approx(0.5, abs=1e-12)
    assert when(0.9, p, q) - when(0.1, p, q) == pytest.approx(ten_to_ninety, abs=0.5)
    assert when(0.5, p, q) == pytest.approx(half, abs=0.5)


def test_bass_starts_at_nothing_and_grows_at_p():
    """Proves: nothing before the launch, and the first year's slope is p, not q.
    A curve that forgot the launch would be positive at t = −1."""
    assert bass(-1, 0.03, 0.38) == 0.0
    assert bass(0, 0.03, 0.38) == 0.0
    assert bass(1e-6, 0.03, 0.38) / 1e-6 == pytest.approx(0.03, rel=1e-4)
    assert bass(1e4, 0.03, 0.38) == pytest.approx(1.0)


def test_logistic_ten_to_ninety():
    """Proves: 10→90 % takes 2·ln 9 / rate: 29.3 years at 0.15, 15.2 at 0.29.
    With a rate per decade it would take 293 years."""
    for rate, years in ((0.15, 29.3), (0.29, 15.15)):
        wait = math.log(9) / rate
        assert 2 * wait == pytest.approx(years, abs=0.05)
        assert logistic(2040 - wait, rate, 2040) == pytest.approx(0.1)
        assert logistic(2040 + wait, rate, 2040) == pytest.approx(0.9)
    assert logistic(2040, 0.15, 2040) == 0.5
    assert logistic(-1e9, 0.15, 2040) == 0.0


def test_diffusion_ends_at_its_saturation():
    """Proves: the ceiling is saturation × curve; without the factor it would end at 1."""
    curve = Diffusion(curve="bass", speed=0.38, saturation=0.6, p=0.03, launch=2023)
    assert curve.share(2023) == 0.0
    assert curve.share(2030) == pytest.approx(0.6 * bass(7, 0.03, 0.38))
    assert curve.share(2200) == pytest.approx(0.6)
    slow = Diffusion(curve="logistic", speed=0.15, saturation=0.8, midpoint=2038)
    assert slow.share(2038) == pytest.approx(0.4)


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"curve": "bass", "speed": 0.4}, "p and launch"),
        ({"curve": "logistic", "speed": 0.4}, "midpoint"),
        ({"curve": "logistic", "speed": 0.0, "midpoint": 2030}, "rate > 0"),
        ({"curve": "logistic", "speed": 0.1, "midpoint": 2030, "saturation": 1.2}, "0..1"),
        ({"curve": "gompertz", "speed": 0.1}, 'unknown curve "gompertz"'),
    ],
)
def test_a_curve_without_its_parameters_is_refused(wrong, sentence):
    """Proves: an incomplete curve fails when it is made, not in the middle of a plan."""
    with pytest.raises(ValueError, match=sentence):
        Diffusion(**wrong)
