"""The independent certificate of a plan.

Nothing here shares code with what builds, solves, saves or loads a plan: the programme is built a
second time from the saved inputs, in plain numpy and sparse matrices, and the saved plan and its
shadow values are held against it.
"""

from commonweal.plan.certify.judge import certify

__all__ = ["certify"]
