"""The rules of every State: as they stand, as they stood, how they changed, and updates of them."""
