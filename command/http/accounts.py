"""`/api/people`: accounts made, passwords made anew, by the rules of `gridcommand user add`; both are in the ledger."""

from typing import Annotated, Literal

from litestar import post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain import facts as f
from command.domain.picture import Person
from command.domain.rights import unfit_account
from command.http.context import Context, Ctx
from command.http.performing import Key, request_id
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service.accounts import Account, add_accounts, new_password, reset_password
from command.store.people import CredentialTaken, find_credential, load_person
from command.store.sessions import end_sessions_of
from command.wire.requests.accounts import AreaCode

_Line = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")]
Skill = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Reason = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"^[^\x00]*\S[^\x00]*$")]


class NewAccount(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who is to have an account. Its password is made, and told once."""

    username: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._@-]+$")]
    name: _Line
    role: Literal["worker", "supervisor", "operator", "coordinator", "admin", "auditor"]
    areas: Annotated[list[AreaCode], Meta(min_length=1, max_length=200)]
    reason: _Reason
    language: Literal["zh-CN", "en"] = "zh-CN"
    watch_leader: bool = False
    rank: f.Rank | None = None
    skills: Annotated[list[Skill], Meta(max_length=20)] = []


class Why(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a password is made anew."""

    reason: _Reason


class Told(Struct, frozen=True, kw_only=True):
    """A password, in the clear, this once: it is kept nowhere. Empty: it was told before, to the same request."""

    person: str
    name: str
    username: str
    password: str


@post("/api/people", tags=["people"])
async def add_person(context: Ctx, reader: Asker, data: JSONBody[NewAccount], idempotency_key: Key = None) -> Told:
    """Make somebody's account. By an administrator. 409 for a user name that somebody has. The same key again makes
    no second account and tells no password: whoever lost it makes it anew."""
    _keeps(context, reader)
    id_ = request_id(f"{reader.person.id}/{request_id(idempotency_key)}") if idempotency_key else context.new_id()
    known = await load_person(context.reading, context.district, id_) if idempotency_key else None
    if known is not None:
        return await _made_before(context, known, data)
    refusal = await context.desk.look(lambda draft: unfit_account(draft, data.role, data.areas, data.rank))
    if refusal is not None:
        raise Refused(refusal)
    account = Account(
        id=id_,
        name=data.name.strip(),
        role=data.role,
        areas=list(dict.fromkeys(data.areas)),
        username=data.username,
        password=new_password(),
        language=data.language,
        watch_leader=data.watch_leader,
        rank=data.rank,
        skills=list(dict.fromkeys(data.skills)),
        by=reader.person.id,
        by_name=reader.person.name,
        reason=data.reason.strip(),
    )
    try:
        await add_accounts(context.engine, context.desk, context.district, [account])
    except CredentialTaken:
        raise refused("username_taken", name=data.username) from None
    return Told(person=account.id, name=account.name, username=account.username, password=account.password or "")


async def _made_before(context: Context, known: Person, data: NewAccount) -> Told:
    """The account that this very request made. Another content under the same key is a conflict."""
    credential = await find_credential(context.reading, known.id)
    username = credential.username if credential is not None else None
    if (known.name, username) != (data.name.strip(), data.username):
        raise refused("id_conflict")
    return Told(person=known.id, name=known.name, username=data.username, password="")


@post("/api/people/{person_id:str}/password", status_code=200, tags=["people"])
async def reset(context: Ctx, reader: Asker, person_id: FromPath[str], data: JSONBody[Why]) -> Told:
    """Another password for somebody else; whatever they are signed in on is signed out at once."""
    _keeps(context, reader)
    known = await load_person(context.reading, context.district, person_id) if "\x00" not in person_id else None
    if known is None:
        raise refused("person_unknown")
    if known.id == reader.person.id:
        raise refused("own_rights")
    by = reader.person
    fact = f.PasswordReset(person=known.id, by=by.id, by_name=by.name, reason=data.reason.strip())
    made = await reset_password(context.engine, context.desk, fact)
    if made is None:
        raise refused("no_password", name=known.name)
    for session in await end_sessions_of(context.engine, known.id, context.now()):
        context.ended.take(session)
    return Told(person=known.id, name=known.name, username=made.username, password=made.password)


def _keeps(context: Context, reader: Reader) -> None:
    """Accounts are the real district's; whoever may change rights keeps them."""
    require(reader, "rights.change")
    if context.exercise is not None:
        raise refused("not_allowed")
