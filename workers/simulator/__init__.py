"""A living district: people with habits, over the real socket and HTTP as outsiders meet them, never the database.

accounts (who there is), web (HTTP), link (one socket), outbox (what a phone keeps until it is answered), ground (grids,
places), habits and matters (what people are like, what they find), worker and operator (what they do), scenario (a
patrol day, a burst, a night), reports and fitting (a CSV of real reports), crowd (everybody, in and out in good order),
figures and check (what is counted, and whether it is true), run (all of it).
"""
