"""``python -m verification.mutations``."""

import sys

from verification.mutations.run import main

sys.exit(main())
