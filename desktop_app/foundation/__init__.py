"""Problems, progress, clock, places and logs: what every floor may use, from the standard library alone."""
