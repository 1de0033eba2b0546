"""`python -m jdstudio`: the same as the `jdstudio` command."""

import sys

from jdstudio.cli import main

sys.exit(main())
