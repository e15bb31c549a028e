"""Give the frozen program a UTF-8 locale where the system names none, before Qt looks for one and complains."""

import os

_named = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
if "utf" not in _named.casefold():
    os.environ["LC_ALL"] = "C.UTF-8"
