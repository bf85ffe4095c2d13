"""Warnings fetched from an address: for networks whose senders cannot push."""
