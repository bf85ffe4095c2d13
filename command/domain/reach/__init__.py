"""Who can be reached now, by what, and how we know."""
