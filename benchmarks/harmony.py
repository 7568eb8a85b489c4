"""Cockshott's harmony method beside the optimum of the linear programme, on the same economies.

``python benchmarks/harmony.py [--sizes 4 10 50 200] [--seeds 5] [--rounds 400]`` prints a
Markdown table: the lowest fulfilment that each reaches, the mean fulfilment of the method, and the
seconds of the processor. No part of the product; written from the published description alone.

One year, one technique for each product, so much work and plant:

    net[i] = x[i] - sum_j A[i,j] x[j],   l.x <= work,   x[j] <= plant[j],   net >= 0
    u[i] = (net[i] - goal[i]) / goal[i],   harmony H(u) = -u^2 below the goal, sqrt(u) above it

The method: start from a plan that the resources allow. In every round sort the industries by their
harmony. From the highest down, those above the mean are cut back towards it, which frees resources;
from the lowest up, those below the mean are raised towards it as far as free resources go. By how
much of the way an industry moves is the temperature, which falls from round to round.

The linear programme: maximise f with net >= f goal and the same resources (Kantorovich's plan ray).

Source: Cockshott 1990, Application of artificial intelligence techniques to economic planning,
Future Computing Systems 2(4); Cockshott and Cottrell 1993, Towards a New Socialism, pages 94 to 99.
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
BEGIN = 0.5  # assumption: part of the way that an industry moves in the first round
COOLING = 0.995  # assumption: temperature of a round relative to the round before


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
    """

    inputs: sp.csc_array
    work: Vector
    plant: Vector
    hours: float
    goal: Vector

    def net(self, output: Vector) -> Vector:
        """What is left of every product after its use as an input."""
        return np.asarray(output - self.inputs @ output)

    def fulfilment(self, output: Vector) -> Vector:
        """Net output relative to the goal."""
        return np.asarray(self.net(output) / self.goal)


def harmony(u: Vector) -> Vector:
    """H(u) = -u^2 for u < 0, sqrt(u) otherwise."""
    return np.where(u < 0, -(u**2), np.sqrt(np.maximum(u, 0.0)))


def inverse(h: float) -> float:
    """The u with H(u) = h."""
    return h * h if h >= 0 else -float(np.sqrt(-h))


def planned(economy: Economy, rounds: int = 400) -> Vector:
    """Output of every industry by the harmony method.

    Parameters
    ----------
    rounds : of cutting back and raising
    """
    output = start(economy)
    temperature = BEGIN
    for _ in range(rounds):
        _round(economy, output, temperature)
        temperature *= COOLING
    return output


def start(economy: Economy) -> Vector:
    """The goal and its indirect inputs, scaled to what work and plant allow."""
    whole = sp.eye_array(len(economy.goal), format="csc") - economy.inputs
    needed = np.asarray(sp.linalg.spsolve(sp.csc_matrix(whole), economy.goal))
    room = float(np.min(economy.plant / np.maximum(needed, 1e-300)))
    return needed * 0.5 * min(room, economy.hours / float(economy.work @ needed))


def _round(economy: Economy, output: Vector, temperature: float) -> None:
    """One round, in place: cut back from the highest, raise from the lowest."""
    net, hours = economy.net(output), economy.hours - float(economy.work @ output)
    found = harmony((net - economy.goal) / economy.goal)
    mean = float(found.mean())
    level = economy.goal * (1.0 + inverse(mean))
    # work that nobody has raises what all are raised to: more of everything is better
    higher = economy.goal * (1.0 + inverse(mean + temperature * hours / economy.hours))
    order = np.argsort(found)
    for j in order[::-1]:
        if net[j] > level[j]:
            own = 1.0 - float(economy.inputs[j, j])
            change = temperature * (level[j] - net[j]) / own
            hours -= _moved(economy, output, net, j, change, hours)
    for j in order:
        if net[j] < higher[j]:
            own = 1.0 - float(economy.inputs[j, j])
            change = temperature * (higher[j] - net[j]) / own
            hours -= _moved(economy, output, net, j, change, hours)


def _moved(
    economy: Economy, output: Vector, net: Vector, j: int, change: float, hours: float
) -> float:
    """Move an industry as far as work and plant allow; hours that it takes.

    Its inputs may run short on the way: their harmony falls far and they are raised next.
    """
    first, last = economy.inputs.indptr[j], economy.inputs.indptr[j + 1]
    used, each = economy.inputs.indices[first:last], economy.inputs.data[first:last]
    most = min(economy.plant[j] - output[j], max(0.0, hours) / economy.work[j])
    change = min(change, most) if change > 0 else max(change, -output[j])
    output[j] += change
    net[j] += change
    net[used] -= each * change
    return float(economy.work[j] * change)


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

    Work is what the goal takes; plant is between 0.8 and 1.6 of that, so that plant binds too.
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
    return Economy(inputs, work, plant, float(work @ needed), goal)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[4, 10, 50, 200])
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=400)
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, ")
    print(f"seeds 0 to {chosen.seeds - 1}, {chosen.rounds} rounds\n")
    print(
        "| products | lowest fulfilment, programme | harmony | of the best | mean of the best "
        "| processor, programme | harmony |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in chosen.sizes:
        rows = []
        for seed in range(chosen.seeds):
            economy = random_economy(size, seed)
            began = time.process_time()
            most = best(economy)
            middle = time.process_time()
            found = economy.fulfilment(planned(economy, chosen.rounds))
            last = time.process_time()
            low = float(found.min())
            rows.append((most, low, low / most, float(found.mean()) / most, middle - began))
            rows[-1] = (*rows[-1], last - middle)
        best_, low, part, mean, ours, theirs = np.median(np.array(rows), axis=0)
        print(
            f"| {size} | {best_:.3f} | {low:.3f} | {part:.0%} | {mean:.0%} | {ours:.3f} s "
            f"| {theirs:.2f} s |"
        )


if __name__ == "__main__":
    main()
