"""What the gateway counts, for Prometheus."""

from prometheus_client import Counter, Gauge

ACCEPTED = Counter("gridcommand_accepted", "Durable requests accepted, by stream.", ["stream"])
REFUSED = Counter("gridcommand_refused", "Durable requests refused at the gateway, by code.", ["code"])
SOCKETS = Gauge("gridcommand_sockets", "Open sockets of this process.")
PEOPLE = Gauge("gridcommand_people_connected", "People and devices with a socket on this process.")
SLOW = Gauge("gridcommand_slow_clients_closed", "Clients closed since the start because they did not read.")
POSITION = Gauge("gridcommand_hub_position", "Number of the last fact this process has sent on.")
BEHIND = Gauge("gridcommand_hub_behind_seconds", "Seconds since this process had sent on all of the ledger.")
FILLED = Gauge("gridcommand_hub_filled_facts", "Facts taken from the ledger since the live stream did not bring them.")
WAITING = Gauge("gridcommand_inbox_waiting", "Entries that wait for the writer, by stream.", ["stream"])
OLDEST = Gauge("gridcommand_inbox_oldest_seconds", "Age of the oldest entry that waits for the writer.")
UNAUDITED = Gauge("gridcommand_audit_age_seconds", "Seconds since the auditor looked for missing deadlines; -1: never.")
FEED_AGE = Gauge("gridcommand_warning_feed_age_seconds", "Since a warning feed answered well; -1: never.", ["feed"])
FEED_FAILURES = Gauge("gridcommand_warning_feed_failures", "Polls of a warning feed that failed, in a row.", ["feed"])
FEED_MESSAGES = Gauge(
    "gridcommand_warning_feed_messages", "Messages of a warning feed, by what became of them.", ["feed", "outcome"]
)
WITHOUT_DEADLINE = Gauge("gridcommand_incidents_without_deadline", "Open incidents without one: must be 0.")
