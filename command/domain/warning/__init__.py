"""Warnings from outside: CAP 1.2 read, judged and kept, and the response levels that they propose."""
