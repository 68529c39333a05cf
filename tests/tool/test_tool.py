#!/usr/bin/env python3
"""Tests of the command-line tool: test_tool.py PATH_TO_XENGAGE PATH_TO_SIM [unittest arguments]"""
import os
import sys
import unittest

sys.dont_write_bytecode = True  # nothing of a test run stays in the source folder

import harness  # noqa: E402 pylint: disable=wrong-import-position

if len(sys.argv) < 3:
    sys.exit(__doc__)
harness.TOOL, harness.SIM = map(os.path.abspath, sys.argv[1:3])

# pylint: disable=wrong-import-position,wildcard-import,unused-wildcard-import
from test_command_line import *  # noqa: E402,F401,F403
from test_formats import *  # noqa: E402,F401,F403
from test_jobs import *  # noqa: E402,F401,F403
from test_plot import *  # noqa: E402,F401,F403
from test_refusals import *  # noqa: E402,F401,F403
from test_report import *  # noqa: E402,F401,F403
from test_runs import *  # noqa: E402,F401,F403
from test_simulator import *  # noqa: E402,F401,F403

if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
