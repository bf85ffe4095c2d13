"""The application: all of `command`'s handlers, with what they need. A gateway adds its own beside them."""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from command.http import (
    accounts,
    alerts,
    areas,
    attention,
    bulletins,
    contact_tests,
    days,
    dispatching,
    drafts,
    drills,
    duty,
    duty_edit,
    duty_files,
    duty_own,
    duty_reliefs,
    evaluations,
    exercises,
    incidents,
    loop,
    modes,
    moving,
    packs,
    paper,
    people,
    picture,
    places,
    plans,
    reach,
    reports,
    residents,
    safety,
    scripts,
    session,
    shelters,
    sitreps,
    statistics,
    storms,
    supervising,
    team,
    units,
    uploads,
    warnings,
)
from command.http.context import Context
from command.http.exercises import context_of, mark_file
from command.http.problems import exception_handlers
from command.http.reader import reader, same_origin, signed_in
from command.http.schema import asyncapi_json, asyncapi_yaml, openapi_config


def route_handlers() -> list[ControllerRouterHandler]:
    """Every handler of `command`. They need `dependencies`, `exception_handlers`, and the guards of `create_app`."""
    return [
        session.sign_in,
        session.go_on,
        session.sign_out,
        exercises.list_own,
        areas.list_areas,
        areas.list_categories,
        places.find_places,
        places.get_pack,
        picture.get_picture,
        incidents.list_incidents,
        incidents.get_incident,
        *supervising.ROUTES,
        *safety.ROUTES,
        *loop.ROUTES,
        *attention.ROUTES,
        *alerts.ROUTES,
        *units.ROUTES,
        *moving.ROUTES,
        *paper.ROUTES,
        *team.ROUTES,
        *packs.ROUTES,
        *shelters.ROUTES,
        dispatching.list_candidates,
        residents.get_resident,
        residents.list_looks,
        reports.get_report,
        uploads.put_upload,
        uploads.get_upload,
        people.list_people,
        people.change_rights,
        accounts.add_person,
        accounts.reset,
        reach.list_reach,
        reach.get_reach,
        reach.get_contact,
        reach.put_contact,
        duty.list_duty,
        duty.get_watch,
        duty.list_gaps,
        duty.get_week,
        duty.list_requests,
        duty_reliefs.list_reliefs,
        duty.get_attendance,
        duty_own.get_mine,
        duty_own.open_calendar,
        duty_own.close_calendar,
        duty_own.get_calendar,
        *duty_edit.ROUTES,
        duty_files.get_roster,
        duty_files.get_template,
        duty_files.import_file,
        days.get_day,
        days.list_days,
        days.order_care,
        statistics.get_statistics,
        statistics.list_figures,
        statistics.get_behind,
        statistics.get_workbook,
        *warnings.ROUTES,
        *storms.ROUTES,
        *modes.ROUTES,
        *plans.ROUTES,
        *bulletins.ROUTES,
        *sitreps.ROUTES,
        *evaluations.ROUTES,
        *contact_tests.ROUTES,
        *scripts.ROUTES,
        *drafts.ROUTES,
        *drills.ROUTES,
        asyncapi_json,
        asyncapi_yaml,
    ]


def dependencies() -> dict[str, Provide]:
    """`context` (of the district, or of the exercise that a request names) and `reader`."""
    return {"context": Provide(context_of), "reader": Provide(reader)}


def create_app(context: Context, extra: Sequence[ControllerRouterHandler] = (), **more: Any) -> Litestar:
    """An ASGI application with our handlers and `extra` ones; `more` goes to Litestar (lifespan, …)."""
    return Litestar(
        route_handlers=[*route_handlers(), *extra],
        dependencies=dependencies(),
        exception_handlers=exception_handlers(),
        guards=[same_origin, signed_in],
        before_send=[mark_file],
        openapi_config=openapi_config(),
        state=State({"context": context}),
        request_max_body_size=256 * 1024,
        **more,
    )
