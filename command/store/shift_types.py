"""Which facts a handover looks at: what the partial index `ledger_shift` holds."""

SHOWN_TYPES = (
    "'SosRaised', 'SosEnded', 'RollCallClosed', 'ContactLost', 'SupervisionReplied', 'AlertSent', 'LimitsChanged', "
    "'RosterImported', 'IncidentReferred'"
)
SHIFT_TYPES = f"type IN ({SHOWN_TYPES}, 'RungTried')"
