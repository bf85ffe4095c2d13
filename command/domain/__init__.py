"""The rules of the district: plain functions over plain values. No I/O, no clock, no chance: `now` is an argument."""
