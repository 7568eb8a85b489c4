"""Two-level planning for very large economies: a centre prices what is scarce, industries answer.

Read in this order: economy, prices, stretch, requirements, bound, centre, method, quantities,
repair, certify; then years; spread and state (many machines, interruptions); generate, generated,
statistics, run and publish. The page docs/two-level.md has the formulas in the same order.
"""
