"""PDF and plain-text documents as pure functions from values to bytes."""
