#!/usr/bin/env python3
"""Tests of the Python binding: test_python.py LIBRARY|installed SIMULATOR [unittest's arguments]"""

import unittest

import support

support.take_arguments()

from cases_async import *  # noqa: E402,F401,F403
from cases_data import *  # noqa: E402,F401,F403
from cases_docs import *  # noqa: E402,F401,F403
from cases_fetch import *  # noqa: E402,F401,F403
from cases_finding import *  # noqa: E402,F401,F403
from cases_job import *  # noqa: E402,F401,F403
from cases_life import *  # noqa: E402,F401,F403
from cases_scopes import *  # noqa: E402,F401,F403
from cases_values import *  # noqa: E402,F401,F403

if __name__ == "__main__":
    unittest.main()
