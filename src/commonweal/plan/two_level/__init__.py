"""Two-level planning for very large economies: a centre prices what is scarce, industries answer.

Read in this order: economy, prices, requirements, bound, centre, method, quantities, repair,
certify; then spread and state (many machines, interruptions), generate, statistics and publish.
The page docs/two-level.md has the formulas in the same order.
"""
