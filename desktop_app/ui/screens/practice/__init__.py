"""The way into the training mode."""
