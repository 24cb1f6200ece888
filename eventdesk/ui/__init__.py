"""The window: the only floor that knows Qt."""

import os

# qasync would otherwise take another Qt binding that happens to be installed.
os.environ["QT_API"] = "pyside6"
