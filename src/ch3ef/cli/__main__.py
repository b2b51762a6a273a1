"""`python -m ch3ef.cli`."""

import sys

from ch3ef.cli import main

sys.exit(main())
