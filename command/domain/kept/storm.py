"""What a picture keeps of storms."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.storm.track import Track


class ProposedTrack(Struct, kw_only=True):
    """A track that waits for a coordinator's word until `answer_by`, when they are told again."""

    version: int
    track: Track
    name: str
    name_en: str
    source: str
    by: str
    by_name: str
    at: datetime
    answer_by: datetime


class Storm(Struct, kw_only=True):
    """A storm that concerns the district. `track` None: only proposed so far. `due`: when to look again.

    `peak`: grid → until when nobody is sent outdoors there (None: not known); `lifted`: areas in which somebody ended
    that by hand.
    """

    id: str
    number: int
    code: str
    name: str = ""
    name_en: str = ""
    version: int = 0
    track: Track | None = None
    source: str = ""
    by_name: str = ""
    set_at: datetime | None = None
    proposed: ProposedTrack | None = None
    peak: dict[str, datetime | None] = field(default_factory=dict)
    lifted: list[str] = field(default_factory=list)
    due: datetime | None = None
