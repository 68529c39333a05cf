#!/usr/bin/env python3
"""Tests of help, completions and messages: test_guidance.py XENGAGE SIM [unittest arguments]"""
import os
import sys
import unittest

sys.dont_write_bytecode = True  # nothing of a test run stays in the source folder

import harness  # noqa: E402 pylint: disable=wrong-import-position

if len(sys.argv) < 3:
    sys.exit(__doc__)
harness.TOOL, harness.SIM = map(os.path.abspath, sys.argv[1:3])

# pylint: disable=wrong-import-position,wildcard-import,unused-wildcard-import
from test_completions import *  # noqa: E402,F401,F403
from test_faults import *  # noqa: E402,F401,F403
from test_help import *  # noqa: E402,F401,F403

if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
