"""Real PostgreSQL and real Redis from their wheels, run as our own children in a data folder.

`EmbeddedServers` starts, watches and stops them; `published` tells other processes where they are.
Each file has one part: account (whose rights they run with), folder (lock and published URLs), orphans (what a
killed supervisor left behind), process (a child that dies with us), postgres, redis, aof (repair), servers.
"""

from workers.embedded.folder import DataFolder, FolderInUse, FolderUnusable, Published, published, with_running_servers
from workers.embedded.process import ServerFailed
from workers.embedded.servers import EmbeddedServers

__all__ = [
    "DataFolder",
    "EmbeddedServers",
    "FolderInUse",
    "FolderUnusable",
    "Published",
    "ServerFailed",
    "published",
    "with_running_servers",
]
