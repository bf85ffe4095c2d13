"""Alerts to staff: who is told, and who has read it."""
