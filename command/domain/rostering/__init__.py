"""Rosters, decided: who may say who is on duty, what is refused, and what the clock does at the edges of shifts."""
