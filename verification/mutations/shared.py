"""Mutations of the limits that both regimes share, of the comparison, and of the plan."""

from verification.mutations.mutation import Mutation

LIMITS = "case/limits_of_change.py"
BY_HAND = "tests/market/test_techniques.py::test_limits_of_change_by_hand"
OUTRUN = "tests/market/test_from_case.py::test_no_regime_outruns_the_limits_of_the_case"
COMPARE = "tests/compare/"
ROWS = "tests/plan/blocks/"

SHARED = (
    Mutation(
        "limits",
        "diffusion has no ceiling",
        LIMITS,
        "    return member - share * owner",
        "    return member - 9.0 * share * owner",
        OUTRUN,
    ),
    Mutation(
        "limits",
        "diffusion has no ceiling in the plan",
        LIMITS,
        "    return member - share * owner",
        "    return member - 9.0 * share * owner",
        ROWS + "test_technique_rows.py::test_diffusion",
    ),
    Mutation(
        "limits",
        "orders take goods a period longer",
        LIMITS,
        "    return (lag >= 0) & (lag < build)",
        "    return (lag >= 0) & (lag <= build)",
        ROWS + "test_investment_rows.py::test_orders_take_their_assets_over_their_build_time",
    ),
    Mutation(
        "limits",
        "orders are usable a period early",
        LIMITS,
        "    return lag == build",
        "    return lag == build - 1",
        "tests/hand/test_years.py::test_capacity_comes_when_promised",
    ),
    Mutation(
        "limits",
        "growth is not bounded",
        LIMITS,
        "    return wear + growth",
        "    return wear + 9.0 * growth",
        BY_HAND,
    ),
    Mutation(
        "limits",
        "new plant runs in full at once",
        LIMITS,
        "    return capacity - ramp * new",
        "    return capacity + 0.0 * ramp * new",
        BY_HAND,
    ),
    Mutation(
        "limits",
        "a conversion buys what is there already",
        LIMITS,
        "    return np.maximum(destination - source, 0.0)",
        "    return np.maximum(destination, 0.0)",
        BY_HAND,
    ),
    Mutation(
        "compare",
        "orders of turning off do not count alike",
        "compare/shapley.py",
        "weight = math.factorial(len(off)) * math.factorial(n - len(off) - 1)",
        "weight = math.factorial(n - 1)",
        COMPARE + "test_shapley.py::test_contributions_add_up",
    ),
    Mutation(
        "compare",
        "results of another case are taken",
        "compare/cells.py",
        "    text = json.dumps([bench_key, dict(cell.values)], sort_keys=True)",
        "    text = json.dumps(dict(cell.values), sort_keys=True)",
        COMPARE + "test_ensemble.py::test_another_case_takes_no_results_of_this_one",
    ),
    Mutation(
        "compare",
        "a planner without errors errs",
        "compare/information.py",
        "        return rows * np.exp(noise.coefficient_noise * errors)[:, owner]",
        "        return rows * np.exp((0.01 + noise.coefficient_noise) * errors)[:, owner]",
        COMPARE + "test_information.py::test_no_errors_make_the_case_itself",
    ),
    Mutation(
        "compare",
        "what the government gives goes to nobody",
        "compare/classes.py",
        "    level = own[:2] / heads[:, None] + own[2] / people",
        "    level = own[:2] / heads[:, None] + 0.0 * own[2] / people",
        COMPARE + "test_scores.py::test_classes_add_up_to_the_mean",
    ),
    Mutation(
        "compare",
        "those without work are not counted",
        "compare/classes.py",
        "        return 1.0 - self.employed",
        "        return 0.0 * self.employed",
        COMPARE + "test_scores.py::test_spread_of_hours_is_that_of_those_without_work",
    ),
    Mutation(
        "plan",
        "work of conversions is free",
        "plan/blocks/labour.py",
        '            work = work + once.sum("conversion")',
        '            work = work + 0.0 * once.sum("conversion")',
        "tests/hand/test_years.py::test_conversion_costs_once_and_is_used_next_year",
    ),
    Mutation(
        "plan",
        "stocks do not spoil",
        "plan/blocks/balance.py",
        "    kept = case.stocks.kept * carried",
        "    kept = 1.0 * carried",
        "tests/hand/test_years.py::test_stocks_are_carried_and_spoil",
    ),
    Mutation(
        "plan",
        "capacity does not wear out",
        "plan/blocks/capacity.py",
        '    left = (year_before(case) * before(capacity)).sum("before") '
        "* (1.0 - technology.depreciation)",
        '    left = (year_before(case) * before(capacity)).sum("before")',
        "tests/hand/test_years.py::test_capacity_wears_out",
    ),
    Mutation(
        "plan",
        "hours may rise again",
        "plan/blocks/labour.py",
        '        change = hours - (year_before(case) * before(hours)).sum("before")',
        '        change = hours - 2.0 * (year_before(case) * before(hours)).sum("before")',
        "tests/hand/test_years.py::test_hours_do_not_rise_again",
    ),
)
