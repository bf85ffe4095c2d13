"""A script as rows of text: what Excel holds of it. Written and read without losing anything of a tidy script.

Above the header there are the script's own words; below it a row for each inject. A row without a number belongs to the
one above it: one more thing expected, or more points of its track.
"""
