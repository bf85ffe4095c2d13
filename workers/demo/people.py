"""Made-up people for the demo district, of every role of the outside contract, and what each of them is there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, groupby

from command.domain.area import Area
from command.domain.facts import Rank, Role
from command.domain.registry import Group, PersonInNeed, Post
from command.service.accounts import KEYED, Account, new_key, new_password
from workers.demo.names import id_of, name_of
from workers.demo.units import demo_desks

_WORKERS = 260
_PAIRED = "460107001"  # the most crowded street: every grid of it has two workers


_RANKS: dict[str, Rank] = {
    "coordinator-1": "commander",
    "coordinator-2": "deputy",
    "coordinator-3": "secretary",
    "coordinator-4": "deputy",
}
_HELPERS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("volunteer", "志愿者", ("first_aid",)),
    ("assistant", "协管员", ()),
    ("volunteer", "志愿者", ("boat",)),
)


class People:
    """Everybody with an account, how grid workers are grouped, and who holds which post."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._numbers: Iterator[int] = iter(range(10_000))
        self._names = {area.code: area.name for area in areas}
        self.posts: list[Post] = []
        levels = {level: [a.code for a in areas if a.level == level] for level in ("grid", "community", "street")}
        self._district = next(area.code for area in areas if area.level == "district")
        self.workers = self._many("worker", _workplaces(levels["grid"]), "网格员", width=3)
        self.overseers = self._many("supervisor", [[code] for code in levels["community"]], "分管委员")
        heads = self._many("supervisor", [[code] for code in levels["street"]], "所长", first=len(self.overseers) + 1)
        self.groups, leaders = self._grouped(len(self.overseers) + len(heads) + 1)
        self.accounts = [*self.workers, *self.overseers, *heads, *leaders, *self._centre()]

    def add_buttons(self, in_need: Iterable[PersonInNeed]) -> None:
        """An account for the call button of everybody who has one."""
        grids = [one.grid for one in in_need if one.device is not None]
        for number, grid in enumerate(grids, start=1):
            name = f"一键呼叫按钮{number}"
            self.accounts.append(self._account(f"device-{number}", "device", [grid], name=name, title=""))

    def _centre(self) -> list[Account]:
        whole = [self._district]
        return [
            self._account("operator-1", "operator", whole, title="值班长", leader=True),
            *self._many("operator", [whole] * 5, "受理员", first=2),
            self._account("coordinator-1", "coordinator", whole, title="带班领导"),
            *self._many("coordinator", [whole] * 2, "派遣员", first=2),
            *self._many("admin", [whole], "系统管理员"),
            *self._many("auditor", [whole], "审计员"),
            *demo_desks(self._district),
            self._account("kiosk-1", "kiosk", whole, name="指挥大厅大屏", title=""),
            self._account("kiosk-2", "kiosk", whole, name="值班室大屏", title=""),
            *self._many("operator", [whole] * 2, "受理员", first=7),
            *self._many("coordinator", [whole], "带班领导", first=4),
            self._account("cap-1", "device", whole, name="气象预警接口", title=""),
            *self._helpers(),
        ]

    def _helpers(self) -> list[Account]:
        """Volunteers and assistants, one in the first grid of every third community: sent only where a plan says so."""
        first = {code[:12]: code for code in reversed([worker.areas[0] for worker in self.workers])}
        return [
            self._account(f"volunteer-{number:02}", "worker", [grid], title=title, skills=[kind, *able])
            for number, (grid, (kind, title, able)) in enumerate(
                zip(sorted(first.values())[::3], cycle(_HELPERS), strict=False), start=1
            )
        ]

    def _many(
        self, role: Role, areas: Iterable[list[str]], title: str, *, first: int = 1, width: int = 1
    ) -> list[Account]:
        """One account for each list of codes, `worker-001` and so on."""
        return [
            self._account(f"{role}-{number:0{width}}", role, codes, title=title)
            for number, codes in enumerate(areas, start=first)
        ]

    def _account(
        self,
        username: str,
        role: Role,
        areas: list[str],
        *,
        title: str,
        name: str = "",
        leader: bool = False,
        skills: Sequence[str] = (),
    ) -> Account:
        keyed = role in KEYED
        id_ = id_of(username)
        if title:
            station = areas[0][:12]
            self.posts.append(Post(id=id_, station=station, title=title))
        return Account(
            id=id_,
            name=name or name_of(next(self._numbers)),
            role=role,
            areas=areas,
            username=username,
            password=None if keyed else new_password(),
            key=new_key() if keyed else None,
            watch_leader=leader,
            simulated=not skills,
            skills=list(skills),
            rank=_RANKS.get(username),
        )

    def _grouped(self, first: int) -> tuple[list[Group], list[Account]]:
        groups, leaders = list[Group](), list[Account]()
        for overseer in self.overseers:
            community = overseer.areas[0]
            staff = [worker for worker in self.workers if worker.areas[0].startswith(community)]
            for serial, members in enumerate(_groups_of(staff), start=1):
                grids = [code for code, _ in groupby(worker.areas[0] for worker in members)]
                leader = self._account(f"supervisor-{first + len(leaders)}", "supervisor", grids, title="网格组长")
                leaders.append(leader)
                groups.append(
                    Group(
                        id=f"{community}-{serial}",
                        community=community,
                        name=f"{self._names[community]}第{serial}组",
                        leader=leader.id,
                        overseer=overseer.id,
                        members=[worker.id for worker in members],
                        grids=grids,
                        synthetic=True,
                    )
                )
        return groups, leaders


def _workplaces(grids: Sequence[str]) -> list[list[str]]:
    """The grid of each worker, in the order of grids: two in every grid of one street, and in some of the others."""
    rest = [code for code in grids if not code.startswith(_PAIRED)]
    spare = _WORKERS - len(grids) - (len(grids) - len(rest))
    paired = {code for n, code in enumerate(rest) if n * spare // len(rest) != (n - 1) * spare // len(rest)}
    return [[code] for code in grids for _ in range(2 if code.startswith(_PAIRED) or code in paired else 1)]


def _groups_of(staff: list[Account]) -> list[list[Account]]:
    """Groups of three to five; two workers of one grid are in one group."""
    found = _cut(staff)
    if found is None:
        raise ValueError("these workers cannot be grouped")
    return found


def _cut(staff: list[Account]) -> list[list[Account]] | None:
    if not staff:
        return []
    for size in (4, 3, 5):
        if size > len(staff) or (size < len(staff) and staff[size - 1].areas == staff[size].areas):
            continue
        rest = _cut(staff[size:])
        if rest is not None:
            return [staff[:size], *rest]
    return None
