"""Today: the work queue, what this user can do now, the most urgent first."""
