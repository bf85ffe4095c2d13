"""Whoever keeps accounts: rights changed, an account closed that is off the line at once, a unit registered."""

import pytest
from playwright.async_api import expect

from tests.browser.desk import Desk
from tests.browser.screens import Console

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_rights_change_at_once_and_a_closed_account_is_off_the_line(desk: Desk) -> None:
    console, phone = await desk.console(), await desk.phone()
    worker = desk.workers(40)[0]
    await phone.sign_in(worker)
    await phone.go_on_duty()
    await console.keep_accounts(desk.first("admin"))
    await console.at("rights-find").fill(worker["name"])
    row = console.at("account", id=worker["id"])
    await row.get_by_test_id("rights-edit").click()
    await expect(console.at("rights-save")).to_be_disabled()
    await console.at("rights-role-supervisor").check()
    await console.at("rights-reason").fill("兼任网格长")
    await console.touch("rights-save")
    await expect(console.at("rights-told")).to_contain_text(worker["name"])
    await expect(row).to_contain_text("网格员、网格长")
    await expect(phone.at("duty-state")).to_have_attribute("data-state", "on")

    await row.get_by_test_id("rights-edit").click()
    await console.at("rights-active").uncheck()
    await expect(console.at("rights-form")).to_contain_text("停用后立即下岗")
    await console.at("rights-reason").fill("离职")
    await console.touch("rights-save")
    await expect(row).to_have_count(0)
    await expect(phone.at("login-username")).to_be_visible()


async def test_an_administrator_registers_a_unit(desk: Desk) -> None:
    console = await desk.console()
    await console.keep_accounts(desk.first("admin"))
    await console.touch("tab-units", "unit-new")
    await console.at("unit-name").fill("琼山燃气抢修站")
    await console.at("unit-kind").select_option("gas")
    await console.touch("unit-save")
    await expect(console.at("unit").filter(has_text="琼山燃气抢修站")).to_have_count(1)


async def account_names(console: Console) -> list[str]:
    """In the order of the page, all read at one moment."""
    return await console.at("account").locator("b:first-of-type").all_inner_texts()


async def test_the_desk_of_accounts_shows_people_first_and_things_only_when_asked(desk: Desk) -> None:
    console = await desk.console()
    await console.keep_accounts(desk.first("admin"))
    await expect(console.at("account").first).to_be_visible()
    names = {one["name"] for one in desk.accounts if one["role"] in ("device", "kiosk", "unit")}
    shown = await account_names(console)
    assert not set(shown) & names
    await console.at("rights-things").click()
    await console.at("rights-find").fill("一键呼叫按钮")
    await expect(console.at("account").filter(has_text="按钮2").first).to_be_visible()
    found = await account_names(console)
    assert found.index("一键呼叫按钮2") < found.index("一键呼叫按钮10")
    await expect(console.at("account").filter(has_text="不在岗")).to_have_count(0)


async def test_an_account_is_made_its_password_shown_once_and_made_anew(desk: Desk) -> None:
    console, phone = await desk.console(), await desk.phone()
    grid = desk.workers(41)[0]["area"]
    await console.keep_accounts(desk.first("admin"))
    await console.touch("account-new")
    await console.at("account-name").fill("符新来")
    await console.at("account-username").fill("fu.xinlai")
    await console.at("account-area-add").fill(grid)
    await console.touch(f"account-area-add-{grid}")
    await expect(console.at("account-make")).to_be_disabled()
    await console.at("account-reason").fill("新入职")
    await console.touch("account-make")
    first = await console.at("secret-password").inner_text()
    await console.touch("secret-noted")
    await expect(console.at("account-secret")).to_have_count(0)
    await phone.sign_in({"username": "fu.xinlai", "password": first})

    await console.at("rights-find").fill("符新来")
    await console.touch("account-reset")
    await console.at("reset-why").fill("本人到场，忘记密码")
    await console.touch("reset-confirm")
    await expect(console.at("secret-password")).not_to_have_text(first)
    second = await console.at("secret-password").inner_text()
    await expect(phone.at("login-username")).to_be_visible()
    await phone.sign_in({"username": "fu.xinlai", "password": second})

    await console.touch("secret-noted", "account-new")
    await console.at("account-name").fill("别人")
    await console.at("account-username").fill("fu.xinlai")
    await console.at("account-area-add").fill(grid)
    await console.touch(f"account-area-add-{grid}")
    await console.at("account-reason").fill("新入职")
    await console.touch("account-make")
    await expect(console.at("account-problem")).to_contain_text("已有人用")
