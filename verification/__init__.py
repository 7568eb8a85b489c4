"""Known answers: what theory and published work say the plan model must give."""

import sys
from pathlib import Path

# Economies solved by hand are those of the tests. They are found by their folder and not as a
# package of the name tests, which other distributions install too.
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
