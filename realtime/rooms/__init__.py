"""Rooms: a running exercise in a gateway (ADR 29). Everything here is beside the district's own hub and lanes, never in
their way.
"""
