"""One operator a module: a small, typed, pure function with its formula and source."""
