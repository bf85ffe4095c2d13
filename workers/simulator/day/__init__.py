"""A whole day of the district, lived by its roster: shifts and handovers, rounds and visits, units, what is asked for
and ruled on, and now and then somebody in danger. It goes at the pace of the server's clock."""
