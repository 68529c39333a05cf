#!/usr/bin/env python3
"""Holds xengage-sim to the API's documentation: test_sim.py PATH_TO_XENGAGE_SIM [TEST...]"""

import sys
import unittest

import harness

if __name__ == "__main__":
    sys.dont_write_bytecode = True
    harness.take_program()
    from cases_auth import *  # noqa: F401,F403
    from cases_counts import *  # noqa: F401,F403
    from cases_faults import *  # noqa: F401,F403
    from cases_program import *  # noqa: F401,F403
    from cases_rules import *  # noqa: F401,F403
    from cases_tokens import *  # noqa: F401,F403

    unittest.main()
