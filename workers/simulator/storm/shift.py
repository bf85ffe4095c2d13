"""A storm of the past, moved in time so that it comes when it is rehearsed."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from command.domain.storm.track import Track


def shifted(track: Track, by: timedelta) -> Track:
    """The same track, so much later. By whole days the hours of day and night stay the storm's own."""
    points = [replace(point, at=point.at + by) for point in track.points]
    return Track(agency=track.agency, averaging=track.averaging, issued_at=track.issued_at + by, points=points)


def shift_to(begins: datetime, begins_then: datetime) -> timedelta:
    """By how much: what began `begins_then` begins now at `begins`."""
    return begins - begins_then
