"""Cockshott's harmony method beside the optimum of the linear programme, on the same economies.

``python benchmarks/harmony.py [--sizes 4 10 50 200 1000] [--seeds 5] [--temperatures 0.23 0.05]``
prints a Markdown table: the lowest fulfilment that each reaches, the mean fulfilment of the method,
how many of the economies it found a plan for, and the seconds of the processor. No part of the
product; the rules are those of the author's own programme, told here and written anew.

One year, one technique for each product, so much work and plant:

    net[i] = x[i] - sum_j A[i,j] x[j],   l.x <= work,   x[j] <= plant[j],   net >= 0
    s[i] = (net[i] - goal[i]) / goal[i]
    harmony H(s) = s - s^2 / 2 below the goal, ln(1 + s) above it
    H' = dH/dnet = (1 - s) / goal below, 1 / net above

Work and every plant are resources: products that nobody makes, of which a little is to be left
(goal 0.03 in their own unit). A resource is worth what its users make of it:
H' <- (H' + 5 mean over users (H' of the user's product, per unit of the resource)) / 6, two times.

The method: begin with the same part of last year's output everywhere. In every round
1. towards the mean harmony: x[i] *= 1 - sigma(T (H[i] - mean H) / (H'[i] net[i]));
2. towards where it gains: x[j] *= 1 + 0.3 T sigma((H'[j] - cost[j]) / cost[j]) with
   cost[j] = sum of H' of all that a unit of j uses, work and plant among it;
3. scale all so that the tightest resource is used to 98 %; where a product runs short, its users
   are cut to 98 % of what there is.
sigma(z) = z / (1 + |z|). T = 0.23 throughout, 80 rounds: the programme speaks of a temperature but
does not lower it. Step 1 relates the change to net output, where half of everything made is an
input, as in the programme's own test economies, to good effect; a product of which little is left
moves too far, and once its net output is below zero step 1 cuts it instead of raising it, until
nothing is made at all. So the table also has T = 0.05 with as many more rounds.

The linear programme: maximise f with net >= f goal and the same resources (Kantorovich's plan ray).

Source: Cockshott 2018, github.com/wc22m/5yearplan, plancode/planning: Harmony.java (7a60925) for H,
Harmonizer.java (d35fcf8) for the round and its constants, Technique.java (6f6f9c2) for the gain,
nyearHarmony.java (2be5e7f) for capital, which is a product of its own in each industry, and for the
goal of resources. Read for the rules; the code is under the GPL and none of it is here.

The programme names Cockshott and Cottrell 1993, Towards a New Socialism, as the origin of the
method. That book (pages 94 to 99) and Cockshott 1990, Application of artificial intelligence
techniques to economic planning, Future Computing Systems 2(4), have not been at hand: whether the
method of 1990 differs is not told here. What the programme does over several years, a technique
that turns a product into plant of the next year, has no place in one year and is left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import linprog

Vector = NDArray[np.float64]
TEMPERATURE = 0.23  # of the programme
MOVE = 0.3  # of the programme: how much of the temperature acts on the second step
CAPACITY = 0.98  # of the programme: part of the tightest resource that is used
USERS = 5.0  # of the programme: weight of what its users make of a resource
SPARE = 0.03  # of the programme: what is to be left of a resource, in its own unit
ROUNDS = 80  # of the programme


@dataclass(frozen=True)
class Economy:
    """One technique for each product.

    Parameters
    ----------
    inputs : (product, industry) sparse, units of product per unit of output, columns
    work : (industry) hours per unit
    plant : (industry) highest output
    hours : hours there are
    goal : (product) wanted net output, above zero
    before : (industry) output of the year before, of which something is left of everything
    """

    inputs: sp.csc_array
    work: Vector
    plant: Vector
    hours: float
    goal: Vector
    before: Vector

    def net(self, output: Vector) -> Vector:
        """What is left of every product after its use as an input."""
        return np.asarray(output - self.inputs @ output)

    def fulfilment(self, output: Vector) -> Vector:
        """Net output relative to the goal."""
        return np.asarray(self.net(output) / self.goal)


def harmony(goal: Vector, net: Vector) -> Vector:
    """H = s - s^2/2 for s < 0, ln(1 + s) otherwise, with s = (net - goal) / goal."""
    s = (net - goal) / goal
    return np.where(s < 0, s - 0.5 * s**2, np.log1p(np.maximum(s, 0.0)))


def slope(goal: Vector, net: Vector) -> Vector:
    """dH/dnet, per unit of the product."""
    s = (net - goal) / goal
    return np.where(s < 0, 1.0 - s, 1.0 / (1.0 + np.maximum(s, 0.0))) / goal


def squashed(z: Vector) -> Vector:
    """z / (1 + |z|), between -1 and 1."""
    return np.asarray(z / (1.0 + np.abs(z)))


def planned(economy: Economy, temperature: float = TEMPERATURE) -> Vector:
    """Output of every industry by the harmony method.

    Parameters
    ----------
    temperature : how far a round goes; the rounds are 80 at 0.23 and in inverse proportion

    Raises
    ------
    ArithmeticError : the plan has shrunk to nothing
    """
    output = scaled(economy, 0.1 * economy.before)
    for _ in range(round(ROUNDS * TEMPERATURE / temperature)):
        output = levelled(economy, output, temperature)
        output = scaled(economy, moved(economy, output, temperature))
    return output


def levelled(economy: Economy, output: Vector, temperature: float) -> Vector:
    """Output after every product has gone part of the way to the mean harmony."""
    net = economy.net(output)
    found = harmony(economy.goal, net)
    change = temperature * (found - found.mean()) / slope(economy.goal, net)
    return output * (1.0 - squashed(change / np.where(net == 0, 1.0, net)))


def moved(economy: Economy, output: Vector, temperature: float) -> Vector:
    """Output after every industry has grown or shrunk by what a unit of its inputs gains."""
    worth = slope(economy.goal, economy.net(output))
    spare = np.array([economy.hours - float(economy.work @ output)])
    hour = float(_resource(spare, np.array([np.mean(worth / economy.work)]))[0])
    plant = _resource(economy.plant - output, worth)
    cost = economy.inputs.T @ worth + economy.work * hour + plant
    return output * (1.0 + temperature * MOVE * squashed((worth - cost) / cost))


def _resource(spare: Vector, used: Vector) -> Vector:
    """Worth of a unit of each resource, from what is left of it and what its users make of it."""
    worth = slope(np.full(len(spare), SPARE), spare)
    for _ in range(2):
        worth = (worth + USERS * used) / (1.0 + USERS)
    return worth


def scaled(economy: Economy, output: Vector) -> Vector:
    """Output scaled to 98 % of the tightest resource; users of what runs short are cut further."""
    tightest = max(float(economy.work @ output) / economy.hours, np.max(output / economy.plant))
    if tightest == 0.0:
        raise ArithmeticError("The plan has shrunk to nothing.")
    output = output * (CAPACITY / tightest)
    short = np.flatnonzero(economy.net(output) < 0)
    part = np.ones(len(output))
    by_product = economy.inputs.tocsr()
    for i in short:
        users = by_product.indices[by_product.indptr[i] : by_product.indptr[i + 1]]
        users = users[users != i]
        left = CAPACITY * output[i] / float((by_product[[i]] @ output)[0])
        part[users] = np.minimum(part[users], left)
    return output * part


def best(economy: Economy) -> float:
    """The highest fulfilment that all goals can have together, by the linear programme."""
    count = len(economy.goal)
    ray = sp.csc_array(economy.goal[:, None])
    whole = economy.inputs - sp.eye_array(count, format="csc")
    # goal f <= net output
    work = sp.csc_array(np.append(economy.work, 0.0)[None, :])
    rows = sp.vstack([sp.hstack([whole, ray]), work])
    gain = np.append(np.zeros(count), -1.0)
    limits = [*((0.0, float(most)) for most in economy.plant), (0.0, None)]
    right = np.append(np.zeros(count), economy.hours)
    found = linprog(gain, A_ub=rows, b_ub=right, bounds=limits, method="highs")
    if not found.success:
        raise ArithmeticError(found.message)
    return float(-found.fun)


def random_economy(size: int, seed: int) -> Economy:
    """So many products with some ten inputs each, all of them wanted, some ten times others.

    Work is what the goal takes; plant is between 0.8 and 1.6 of that, so that plant binds too. The
    year before made what its own consumption takes, some 20 % more or less of each good.
    """
    rng = np.random.default_rng([size, seed])
    density = min(1.0, 10.0 / size)
    inputs = sp.random_array((size, size), density=density, rng=rng, format="csc")
    total = np.maximum(np.asarray(inputs.sum(axis=0)).ravel(), 1e-12)
    inputs = sp.csc_array(inputs @ sp.diags_array(rng.uniform(0.3, 0.7, size) / total))
    goal = rng.lognormal(0.0, 1.0, size)
    whole = sp.csc_matrix(sp.eye_array(size, format="csc") - inputs)
    needed = np.asarray(sp.linalg.spsolve(whole, goal))
    work = rng.uniform(0.2, 2.0, size)
    plant = needed * rng.uniform(0.8, 1.6, size) + 1e-9
    consumed = goal * rng.lognormal(0.0, 0.2, size)
    before = np.asarray(sp.linalg.spsolve(whole, consumed))
    return Economy(inputs, work, plant, float(work @ needed), goal, before)


def row(size: int, temperature: float, seeds: int) -> str:
    """One row of the table: medians over the economies for which the method found a plan."""
    rows = []
    for seed in range(seeds):
        economy = random_economy(size, seed)
        began = time.process_time()
        most = best(economy)
        middle = time.process_time()
        try:
            found = economy.fulfilment(planned(economy, temperature))
        except ArithmeticError:
            continue
        last = time.process_time()
        low = float(found.min())
        if low > 0:
            parts = (low / most, float(found.mean()) / most)
            rows.append((most, low, *parts, middle - began, last - middle))
    head = f"| {size} | {temperature:g} | {len(rows)} of {seeds} "
    if not rows:
        return head + "| | | | | | |"
    best_, low, part, mean, ours, theirs = np.median(np.array(rows), axis=0)
    return (
        head + f"| {best_:.3f} | {low:.3f} | {part:.0%} | {mean:.0%} | {ours:.3f} s "
        f"| {theirs:.3f} s |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[4, 10, 50, 200, 1000])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--temperatures", type=float, nargs="+", default=[TEMPERATURE, 0.05])
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"seeds 0 to {chosen.seeds - 1}\n")
    print(
        "| products | temperature | plans found | lowest fulfilment, programme | harmony "
        "| of the best | mean of the best | processor, programme | harmony |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for size in chosen.sizes:
        for temperature in chosen.temperatures:
            print(row(size, temperature, chosen.seeds))


if __name__ == "__main__":
    main()
