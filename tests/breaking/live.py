"""What screens are told, and what nobody is told."""

from tests.breaking.broken import Break

BREAKS = [
    Break(
        "recovery-skips",
        "P3",
        "Recovery begins right after the client's offset",
        "realtime/recovery.py",
        "            start = max(wish.offset or 0, read_upto)\n",
        "            start = max((wish.offset or 0) + 1, read_upto)\n",
        "tests/realtime/test_recovery.py::test_a_subscriber_that_comes_and_goes_sees_everything_once_and_in_order",
    ),
    Break(
        "asked-for-and-slow",
        "P3",
        "Who asked for a large picture is given time to read it, however much is published meanwhile",
        "realtime/websocket.py",
        "            self._asked = min(self._asked + 2 * len(frame), self._door.max_asked)\n",
        "            self._asked = 0\n",
        "tests/realtime/test_large_answers.py::test_a_desk_that_takes_seconds_to_read_the_picture_is_not_cut_off_while_facts_are_published",
    ),
    Break(
        "hub-jumps",
        "P3",
        "A hub takes its position + 1 and fills anything else from the ledger",
        "realtime/hub.py",
        "        return item.number == self.position + 1 and chained(self._hash, item.body) == item.hash",
        "        return item.number > self.position",
        "tests/realtime/test_recovery.py",
    ),
    Break(
        "served-too-early",
        "P3",
        "A gateway serves nobody before ring and directory are both read, so that nothing is read under their eyes",
        "realtime/hub.py",
        "        if then is not None:\n            await then()\n        self._ready = True\n",
        "        self._ready = True\n        if then is not None:\n            await then()\n",
        "tests/realtime/test_recovery.py::test_nobody_is_served_before_the_directory_is_read_too",
    ),
    Break(
        "epoch-unchecked",
        "P3",
        "A changed epoch closes the sockets, so that nobody goes on from a history that never was",
        "realtime/hub.py",
        "        if head.epoch != self.epoch:\n",
        "        if False:\n",
        "tests/realtime/test_recovery.py::test_a_new_epoch_closes_the_sockets_so_that_they_come_back",
    ),
    Break(
        "rights-forgotten",
        "P4",
        "Who lost sight of something recovers nothing from before",
        "realtime/recovery.py",
        "wish.epoch != self._hub.epoch or wish.offset < wish.rights",
        "wish.epoch != self._hub.epoch",
        "tests/realtime/test_rights.py::test_who_loses_sight_is_unsubscribed_and_cannot_recover_from_before",
    ),
    Break(
        "kiosk-sees-texts",
        "P4",
        "A kiosk is sent no texts, callers or reporters",
        "command/domain/audience/__init__.py",
        "_without(body, audience.hides)",
        "body",
        "tests/realtime/test_rights.py::test_a_kiosk_sees_neither_texts_nor_callers",
    ),
]
