"""``python -m verification``."""

import sys

from verification.run import main

sys.exit(main())
