"""What if and the outlook: the panel beside the calculation. Nothing in it is saved."""
