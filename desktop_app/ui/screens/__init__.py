"""One package a screen: a view and its presenter."""
