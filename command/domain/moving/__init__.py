"""转移安置: who is to be moved out of danger, what became of each of them, and where they are."""
