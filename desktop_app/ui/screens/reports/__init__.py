"""Reports: what the office did, to look at, print and export."""
