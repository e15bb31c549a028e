"""The pure engine: operators, totalisation, comparison and the trace."""
