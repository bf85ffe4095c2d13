"""Tracks that the project carries, in tables of its own making with their source named."""
