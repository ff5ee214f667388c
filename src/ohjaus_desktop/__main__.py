"""``python -m ohjaus_desktop`` does what ``ohjaus`` does."""

import sys

from ohjaus_desktop.cli import main

sys.exit(main())
