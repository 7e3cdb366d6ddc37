"""Checks keyboards as Telegram does. Stricter in one point: a button without text is refused, not left out."""

from typing import Any

from simulator.errors import bad_request
from simulator.forms import read_json

MOST_BUTTONS = 100
ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")


def read_markup(value: Any) -> dict[str, Any] | None:
    """The keyboard of a call, checked; None if there is none."""
    markup = read_json(value)
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [[_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"], "inline")]
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": [row for row in rows if row]}
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"], ""):
            for button in row:
                if not (button.get("text") if isinstance(button, dict) else button):
                    raise bad_request("keyboard button text must be non-empty")
    return markup


def _rows(rows: Any, kind: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{kind}_keyboard" of the InlineKeyboardMarkup must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{kind}_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return rows


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("inline keyboard button must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(action in button for action in ACTIONS):
        raise bad_request("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not str(button["url"]).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol")
    return button
