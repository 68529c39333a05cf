"""A build backend for this folder: it goes to the clone's root and lets meson-python build there."""

import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
if not os.path.exists(os.path.join(ROOT, "meson.build")):
    raise SystemExit("the package is built with the library, whose sources are not there: use a whole clone")
os.chdir(ROOT)

from mesonpy import *  # noqa: E402,F401,F403
