"""Mutations of clearing, circulation and valuation: T12 and T13."""

from verification.mutations.mutation import Mutation

MONEY = (
    Mutation(
        "T12",
        "who cannot pay pays out of cash alone",
        "market/clearing.py",
        "    held = funds + part.T @ np.where(broke, 0.0, due)",
        "    held = funds + 0.0 * part.T @ np.where(broke, 0.0, due)",
        "tests/market/test_clearing.py::test_payments_are_the_greatest_that_can_be_made",
    ),
    Mutation(
        "T12",
        "nobody is drawn into a default",
        "market/clearing.py",
        "        fallen = (funds + part.T @ paid < paid) & ~broke",
        "        fallen = (funds + part.T @ paid < 0.0 * paid) & ~broke",
        "tests/finance/test_clearing_of_debts.py::test_a_chain_of_defaults",
    ),
    Mutation(
        "T12",
        "real bills are paid out of cash alone",
        "market/clearing.py",
        "    held = funds + part.T @ np.where(broke, 0.0, due)",
        "    held = funds + 0.5 * part.T @ np.where(broke, 0.0, due)",
        "tests/finance/test_ledger_of_a_market.py::test_real_bills_clear_as_far_as_money_goes",
    ),
    Mutation(
        "T12",
        "honest mutual trade is flagged",
        "finance/revenue.py",
        "        return self.sales_on_loops - self.sales_on_loops_of_sales",
        "        return self.sales_on_loops",
        "tests/finance/test_revenue.py::test_mutual_trade_is_not_vendor_funded",
    ),
    Mutation(
        "T12",
        "branches that trade are flagged",
        "finance/revenue.py",
        "        return self.sales_on_loops - self.sales_on_loops_of_sales",
        "        return self.sales_on_loops",
        "tests/finance/test_ledger_of_a_market.py::test_what_vendors_finance_is_found_in_the_"
        "payments[china-2026]",
    ),
    Mutation(
        "T12",
        "loops need not close",
        "finance/circulation.py",
        "        b_eq=np.zeros(len(names)),",
        "        b_eq=-0.1 * np.eye(len(names))[0] + 0.1 * np.eye(len(names))[-1],",
        "tests/finance/test_revenue.py::test_money_from_outside_is_not_circular",
    ),
    Mutation(
        "T13",
        "the gain forgets the horizon",
        "finance/expectation.py",
        "    return speed * (1.0 - anchor) * years * share",
        "    return speed * (1.0 - anchor) * share",
        "tests/finance/test_expectation.py::test_gain_is_the_response_of_reported_revenue",
    ),
    Mutation(
        "T13",
        "expectations have no anchor",
        "market/equity.py",
        "    moved = growth + speed * (seen - growth) / MONTHS",
        "    moved = growth + speed * seen / MONTHS",
        "tests/market/test_equity.py::test_what_is_seen_no_more_is_forgotten",
    ),
    Mutation(
        "T13",
        "a bubble of its own",
        "market/equity.py",
        "    return times * revenue * math.exp(years * growth)",
        "    return times * revenue * math.exp(years * growth + 0.5)",
        "tests/market/test_equity.py::test_a_weak_loop_returns",
    ),
    Mutation(
        "T13",
        "what the vendor pays for counts as external",
        "market/equity.py",
        "    external = own + pace * (max(0.0, reported - funded) - own)",
        "    external = own + pace * (max(0.0, reported) - own)",
        "tests/finance/test_ledger_of_a_market.py::test_reported_and_external_revenue_differ_by_"
        "vendor_finance_alone[usa-2026]",
    ),
    Mutation(
        "valuation",
        "the first payout is now",
        "finance/valuation.py",
        "    return first / _spread(discount, growth)",
        "    return first * (1.0 + growth) / _spread(discount, growth)",
        "tests/finance/test_valuation.py::test_value_is_the_sum_of_payouts",
    ),
)
