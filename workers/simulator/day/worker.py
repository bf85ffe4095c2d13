"""A grid worker who lives by the roster: comes for shifts (mostly), makes rounds and visits, answers when called, asks
for leave and swaps, and is in danger now and then."""

from collections import deque
from datetime import datetime, time, timedelta
from typing import Any, Literal

from command.clock import district_now
from command.domain.worktime import LOCAL
from workers.simulator.accounts import Account
from workers.simulator.day.turns import Turn, Turns, until
from workers.simulator.ground import Ground
from workers.simulator.habits import chance_of
from workers.simulator.link import Fact
from workers.simulator.person import World
from workers.simulator.web import WebError
from workers.simulator.worker import Worker

Wish = Literal["", "timer", "leave", "swap", "sos"]
WISHES: tuple[Wish, ...] = ("", "timer", "", "leave", "", "swap", "", "", "", "", "", "")
"""What one of twelve does beside the work, by their place in the list; of thirty-six one calls for help."""
_ABSENT, _LATE = 0.03, 0.06
_NO_ROUND, _SHORT_ROUND, _NO_VISIT = 0.06, 0.08, 0.05
_SILENT = 0.05
_OUTCOMES = (("well", "absent", "concern"), (85, 10, 5))


class DayWorker(Worker):
    """`number`: their place in the list, which decides what they wish for."""

    def __init__(self, world: World, account: Account, ground: Ground, seed: int, begun: float, number: int) -> None:
        super().__init__(world, account, ground, seed, begun)
        self.turns: Turns | None = None
        self.wish: Wish = "sos" if number % 36 == 7 else WISHES[number % 12]
        self.colleagues: list[str] = []
        self.walking = False
        self._visits: deque[str] = deque()
        self._dice = chance_of(seed, account.username, "day")

    def begin(self) -> None:
        super().begin()
        if self.turns is not None:
            self.start(self._live_by(self.turns))

    # --- shifts

    async def _live_by(self, turns: Turns) -> None:
        await self.ready.wait()
        after = district_now()
        while not self.world.ending:
            turn = await turns.next_of(self.account.id, after)
            if turn is None:
                await self.pause(1800)
                continue
            after = turn.ends
            await self._shift(turns, turn)
            await until(turn.ends)

    async def _shift(self, turns: Turns, turn: Turn) -> None:
        point = self._dice.random()
        if point < _ABSENT:
            await until(turn.starts)
            self._count("absent")
            return
        late = point < _ABSENT + _LATE
        minutes = self._dice.uniform(12, 40) if late else -self._dice.uniform(3, 25)
        await until(turn.starts + timedelta(minutes=minutes))
        if self.world.ending or not turns.has(self.account.id, turn):
            return
        self._count("came late" if late else "came")
        await self.check_in()
        if self.wish:
            self.start(self._wished(turns, turn))
        for begins, ends in turn.rounds:
            await self._round(turn, begins, ends)

    # --- rounds and visits

    async def _round(self, turn: Turn, begins: str, ends: str) -> None:
        """Two hours at least, mostly; visits on the way."""
        starts, latest = (_moment(turn, hour) for hour in (begins, ends))
        if district_now() > latest - timedelta(hours=1) or self._dice.random() < _NO_ROUND:
            return
        await until(starts + timedelta(minutes=self._dice.uniform(0, 15)))
        if self.world.ending or not self.on_duty or not await self.do("round.start", "rounds begun"):
            return
        lasts_s = 60 * (self._dice.uniform(40, 80) if self._dice.random() < _SHORT_ROUND else 125)
        over = district_now() + timedelta(seconds=lasts_s)
        self.walking = True
        while self._visits and district_now() < over and not self.world.ending:
            await self.pause(self._dice.uniform(200, 500))
            await self._visit(self._visits.popleft())
        await until(over)
        self.walking = False
        await self.do("round.finish", "rounds")

    async def _visit(self, resident: str) -> None:
        if self._dice.random() >= _NO_VISIT:
            (outcome,) = self._dice.choices(*_OUTCOMES)
            await self.do("visit.record", "visits", resident=resident, outcome=outcome)

    # --- what they wish for

    async def _wished(self, turns: Turns, turn: Turn) -> None:
        """Once, at some time of their shift."""
        wish, self.wish = self.wish, ""
        await until(turn.starts + (turn.ends - turn.starts) * self._dice.uniform(0.1, 0.4))
        if self.world.ending or not self.on_duty:
            return
        match wish:
            case "timer":
                await self.do("timer.start", "timers", minutes=10, note="下井查看")
            case "sos":
                await self.do("sos.raise", "SOS", place=self._place())
            case "leave":
                await self._ask_leave(turns)
            case "swap":
                await self._ask_swap(turns)

    async def _ask_leave(self, turns: Turns) -> None:
        mine = await self._later(turns)
        if mine is not None:
            span = {"starts": mine.starts.isoformat(), "ends": mine.ends.isoformat()}
            await self.do("leave.ask", "leave asked", timed=False, **span, kind="personal", reason="家中有事")

    async def _ask_swap(self, turns: Turns) -> None:
        """Somebody of the own groups who is free then."""
        mine = await self._later(turns)
        if mine is None:
            return
        try:
            told = await self.world.web.get("/api/duty/mine", self.token)
        except WebError:
            return
        free = [one["person"] for one in told["colleagues"] if turns.is_free(one["person"], mine.starts, mine.ends)]
        if free:
            who = self._dice.choice(free)
            await self.do("swap.ask", "swaps asked", timed=False, turn=mine.ref, person=who, reason="换个休息日")

    async def _later(self, turns: Turns) -> Turn | None:
        return await turns.next_of(self.account.id, district_now() + timedelta(hours=12))

    # --- called upon

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        me = self.account.id
        match fact["type"]:
            case "DayOpened" if fact["person"] == me:
                self._visits = deque(fact.get("visits", ()))
            case "RollCallOpened" if me in fact["people"]:
                self._react(f"rollcall {fact['rollcall']}", self._present(fact["rollcall"]))
            case "TimerAsked" if fact["person"] == me:
                self._react(f"timer {fact['timer']} {fact['number']}", self._well(fact["timer"]))
            case "ArrivalAsked" if fact["person"] == me:
                self._react(f"asked {fact['assignment']}", self._coming(fact["assignment"]))
            case "SupervisionOrdered" if me in fact["to"]:
                self._react(f"order {fact['supervision']}", self._reply(fact["supervision"]))
            case "SwapAsked" if fact["taker"] == me:
                self._react(f"swap {fact['swap']}", self._swap(fact["swap"]))
            case "SwapApproved" | "LeaveApproved" if self.turns is not None:
                self.turns.stale = True

    def _react(self, what: str, work: Any) -> None:
        """Once, however often it is heard."""
        if what in self._known or self.world.ending:
            work.close()
            return
        self._known.add(what)
        self.start(work)

    async def _present(self, rollcall: str) -> None:
        if self._dice.random() >= _SILENT:
            await self.pause(self._dice.uniform(5, 120))
            await self.do("rollcall.answer", "roll-call answered", rollcall=rollcall)

    async def _well(self, timer: str) -> None:
        """The first time still there, then out of danger."""
        if self._dice.random() < _SILENT:
            return
        await self.pause(self._dice.uniform(2, 10))
        answer = "safe" if f"well {timer}" not in self._known else "out"
        self._known.add(f"well {timer}")
        await self.do("timer.answer", f"timer: {answer}", timer=timer, answer=answer)

    async def _coming(self, assignment: str) -> None:
        if self._dice.random() < 0.7:
            await self.pause(self._dice.uniform(5, 40))
            await self.do("assignment.confirm", "on the way", timed=False, assignment=assignment)

    async def _reply(self, supervision: str) -> None:
        await self.pause(self._dice.uniform(120, 1500))
        await self.do(
            "supervision.reply", "督办 replied", timed=False, supervision=supervision, text="正在处理，今日办结"
        )

    async def _swap(self, swap: str) -> None:
        await self.pause(self._dice.uniform(300, 1800))
        answer = "accept" if self._dice.random() < 0.8 else "decline"
        await self.do("swap.answer", f"swap: {answer}", timed=False, swap=swap, answer=answer)

    def _count(self, name: str) -> None:
        self.world.figures.work[name] += 1


def _moment(turn: Turn, hour: str) -> datetime:
    """An hour of the day on which the shift begins."""
    return datetime.combine(turn.starts.astimezone(LOCAL).date(), time.fromisoformat(hour), LOCAL)
