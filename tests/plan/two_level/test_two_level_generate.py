"""Generated economies: as specified, the same from the same seed, and with their statistics."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from commonweal.errors import EconomyError
from commonweal.plan.two_level import generate
from commonweal.plan.two_level.economy import check_block, check_ends
from commonweal.plan.two_level.generate import GeneratedBlock, Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.quantities import used_up
from commonweal.plan.two_level.requirements import selection
from commonweal.plan.two_level.spread import Here
from commonweal.plan.two_level.statistics import table_statistics

SPECS = [Spec(600, 10), Spec(3000, 50), Spec(2500, 12, 3, 7)]
specs = pytest.mark.parametrize("spec", SPECS, ids=str)


@specs
def test_every_product_has_its_inputs(spec: Spec) -> None:
    """Proves: every technique of every product takes exactly as many different products as asked
    for, and only products that there are; an import takes none."""
    for number in range(spec.blocks):
        block = GeneratedBlock(spec, number).make()
        check_block(block, spec.products, len(generate.THINGS))
        lengths = np.diff(block.inputs.indptr)
        assert set(lengths) == {0, spec.inputs}
        for row in np.flatnonzero(lengths)[:400]:
            own = block.inputs.indices[block.inputs.indptr[row] : block.inputs.indptr[row + 1]]
            assert len(set(own)) == spec.inputs
            assert 0 <= own.min() <= own.max() < spec.products
        made = lengths > 0
        of_product = np.add.reduceat(made, block.begin[:-1])
        assert (of_product == spec.techniques).all()


@specs
def test_inputs_come_from_where_they_should(spec: Spec) -> None:
    """Proves: the four parts of inputs lie in the general products, the own branch, the rest of
    the own sector, and elsewhere; each with its part of the value. Overlapping parts would count an
    input twice."""
    block = GeneratedBlock(spec, spec.blocks - 1).make()
    ends = np.cumsum((0, *generate.counts(spec.inputs)))
    rows = np.flatnonzero(np.diff(block.inputs.indptr))[:: spec.techniques][:200]
    products = block.first + np.arange(block.size)
    for product, row in zip(products, rows, strict=False):
        own = block.inputs.indices[block.inputs.indptr[row] : block.inputs.indptr[row + 1]]
        value = block.inputs.data[block.inputs.indptr[row] : block.inputs.indptr[row + 1]]
        parts = [own[first:last] for first, last in pairwise(ends)]
        sector = np.searchsorted(spec.sectors, product, side="right")
        branch = np.searchsorted(spec.branches, product, side="right")
        assert (parts[0] < spec.sectors[generate.GENERAL_SECTORS]).all()
        assert (np.searchsorted(spec.branches, parts[1], side="right") == branch).all()
        assert (np.searchsorted(spec.sectors, parts[2], side="right") == sector).all()
        assert (np.searchsorted(spec.branches, parts[2], side="right") != branch).all()
        assert (np.searchsorted(spec.sectors, parts[3], side="right") != sector).all()
        sums = np.add.reduceat(value, ends[:-1])
        np.testing.assert_allclose(sums / value.sum(), generate.VALUE, rtol=1e-9)


def test_the_first_techniques_cost_one() -> None:
    """Proves: inputs, labour and assets of a first technique add up to 1, so that prices of 1 are
    those of the base year."""
    block = GeneratedBlock(SPECS[1], 0).make()
    first = block.begin[:-1]
    cost = block.inputs[first].sum(axis=1) + block.scarce[first, :7].sum(axis=1)
    np.testing.assert_allclose(cost, 1.0, rtol=1e-12)


def test_the_same_seed_gives_the_same_economy() -> None:
    """Proves: the same specification gives the same figures to the last bit, another seed others,
    and another block others."""
    spec = SPECS[0]
    keys = [
        GeneratedBlock(one, number).make().key()
        for one, number in ((spec, 1), (spec, 1), (Spec(600, 10, 2, 2), 1), (spec, 2))
    ]
    assert keys[0] == keys[1]
    assert len(set(keys)) == 3


def test_the_base_year_uses_what_there_is() -> None:
    """Proves: first techniques that deliver every basket use all labour beside free time and all
    assets, and a twentieth more emissions than are allowed."""
    here = Here(1)
    economy, blocks = generated(SPECS[0], here)
    check_ends(economy)
    first = selection(here, blocks, np.zeros(600, dtype=np.uint8))
    inputs = np.vstack([part.inputs.toarray() for part in first]).T
    scarce = np.concatenate([part.scarce for part in first], axis=1)
    delivered = np.asarray(economy.uses.products.sum(axis=0))
    output = np.linalg.solve(np.eye(600) - inputs, delivered)
    np.testing.assert_allclose(used_up(here, first, output), inputs @ output, rtol=1e-10)
    used = scarce @ output
    free = economy.uses.scarce[-1, 0]
    np.testing.assert_allclose((used + free)[:7], economy.limits[0, :7], rtol=1e-5)
    assert used[7] * 0.95 == pytest.approx(economy.limits[0, 7], rel=1e-5)


def test_statistics_are_those_it_is_made_with() -> None:
    """Proves: measured like a published table, the generated one has the mean and the spread of
    inputs, and the origins, that the generator is given."""
    here = Here(1)
    spec = Spec(3000, 50, seed=3)
    _, blocks = generated(spec, here)
    first = selection(here, blocks, np.zeros(3000, dtype=np.uint8))
    inputs = np.vstack([part.inputs.toarray() for part in first]).T
    product = np.arange(3000)
    found = table_statistics(
        inputs,
        np.linspace(1.0, 2.0, 3000),
        np.searchsorted(spec.branches, product, side="right").tolist(),
        np.searchsorted(spec.sectors, product, side="right").tolist(),
    )
    assert found.share == pytest.approx(generate.SHARE, abs=0.01)
    assert found.share_spread == pytest.approx(generate.SHARE_SPREAD, abs=0.01)
    assert found.size == pytest.approx(generate.SIZE, abs=0.15)
    assert found.branch == pytest.approx(generate.VALUE[1], abs=0.02)
    assert found.sector == pytest.approx(generate.VALUE[2], abs=0.02)


def test_what_cannot_be_generated_is_one_report() -> None:
    """Proves: too few products, too few inputs, no technique and a negative seed come together."""
    with pytest.raises(EconomyError) as found:
        generated(Spec(10, 2, 0, -1), Here(1))
    assert len(found.value.problems) == 4
