"""The safety of workers and alerts to staff over HTTP: twins of the socket's requests, for other systems and for
phones whose socket does not come up."""

from command.http.twins import twin

_SAFETY = [
    ("sos.raise", "/api/sos", "Call for help. Without a place it is taken all the same."),
    ("sos.acknowledge", "/api/sos/{sos_id:str}/acknowledge", "Seen; with `coming`, and on the way there."),
    ("sos.cancel", "/api/sos/{sos_id:str}/cancel", "Take one's own back within seconds; or end it, with a reason."),
    ("rollcall.open", "/api/rollcalls", "Everybody on duty in an area must answer within a time."),
    (
        "rollcall.answer",
        "/api/rollcalls/{rollcall_id:str}/answer",
        "The sender is safe; or `person` is, for a reason.",
    ),
    ("rollcall.close", "/api/rollcalls/{rollcall_id:str}/close", "End it although not everybody answered."),
    ("timer.start", "/api/timers", "The sender goes into danger and says from time to time that they are well."),
    ("timer.answer", "/api/timers/{timer_id:str}/answer", "Well and still there, or out of danger."),
]
_ALERTS = [
    ("alert.send", "/api/alerts", "Tell everybody of these roles who works in an area."),
    ("alert.read", "/api/alerts/{alert_id:str}/read", "The sender has read it."),
    ("alert.withdraw", "/api/alerts/{alert_id:str}/withdraw", "It no longer holds."),
]
ROUTES = [
    *(twin(method, path, words, "safety") for method, path, words in _SAFETY),
    *(twin(method, path, words, "alerts") for method, path, words in _ALERTS),
]
