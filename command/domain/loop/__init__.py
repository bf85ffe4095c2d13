"""The closed loop: what may happen to an incident between its filing and its end, beside the straight way."""
