"""Recording an unmet need, and what has been recorded."""
