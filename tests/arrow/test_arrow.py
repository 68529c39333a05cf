#!/usr/bin/env python3
"""Tables and Arrow data in the hands of their real consumers: pyarrow, polars, DuckDB, pandas, NumPy.

test_arrow.py LIBRARY|installed SIMULATOR [unittest's arguments]
"""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "python"))
import support  # noqa: E402  of the binding's tests

support.take_arguments()

from cases_consumers import *  # noqa: E402,F401,F403
from cases_frames import *  # noqa: E402,F401,F403
from cases_memory import *  # noqa: E402,F401,F403
from cases_shapes import *  # noqa: E402,F401,F403
from cases_streams import *  # noqa: E402,F401,F403

if __name__ == "__main__":
    unittest.main()
