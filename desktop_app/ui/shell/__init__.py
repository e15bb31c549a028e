"""The frame around the screens: rail, top bar, search, status line."""
