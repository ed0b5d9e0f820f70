"""One open page, with the actions and the findings of its user."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

from playwright.sync_api import APIResponse, ConsoleMessage, Locator, Page, expect


class Screen:
    def __init__(self, page: Page) -> None:
        self.page = page
        #: Errors of the browser: of scripts, violations of the content security policy, missing files.
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def open(self, path: str) -> Self:
        self.page.goto(path)
        self.expect_state("connected")
        return self

    def expect_state(self, state: str) -> None:
        expect(self.page.locator("notification-status")).to_have_attribute("data-state", state)

    @property
    def toasts(self) -> Locator:
        return self.page.locator(".nt-toast")

    def toast(self, message: str) -> Locator:
        return self.toasts.filter(has_text=message)

    def expect_toast(self, message: str) -> None:
        expect(self.toast(message)).to_be_visible()

    def messages(self) -> list[str]:
        """Of the test page's list, the oldest first."""
        return self.page.locator("#eventos .mensaje").all_text_contents()[::-1]

    def types(self) -> list[str]:
        return self.page.locator("#eventos .tipo").all_text_contents()[::-1]

    def get(self, path: str) -> Any:
        return answer_of(self.page.request.get(path))

    def post(self, path: str, **fields: Any) -> Any:
        """With the session of this browser, as a script on the page would."""
        token = next(cookie["value"] for cookie in self.page.context.cookies() if cookie["name"] == "csrftoken")
        return answer_of(self.page.request.post(path, data=fields, headers={"X-CSRFToken": token}))

    @contextmanager
    def other_tab(self, path: str) -> Iterator["Screen"]:
        """Another page of the same browser."""
        page = self.page.context.new_page()
        yield Screen(page).open(path)
        page.close()

    def save(self, **fields: str) -> None:
        """Fills in a form of the admin and saves it."""
        for name, value in fields.items():
            field = self.page.locator(f"#content [name={name}]")
            if field.evaluate("field => field.localName") == "select":
                field.select_option(value)
            else:
                field.fill(value)
        self.page.locator("[name=_save]").click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()


def answer_of(response: APIResponse) -> Any:
    assert response.ok, f"{response.status} {response.url}: {response.text()[:500]}"
    return response.json()


#: The fixture that opens one: `look(Person.ANA, "/admin/", color_scheme="dark")`.
Look = Callable[..., Screen]
