"""Keeps the simulator's phones and chats in a file, so that they survive a restart."""

import asyncio
import base64
import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simulator.botapi import BotApi
from simulator.updates import Update
from simulator.webhook import Settings
from simulator.world import Chat, Message, Phone, Tap

FORMAT = 1
QUIET_SECONDS = 0.5


class Snapshot:
    """Writes the state a moment after it changed, whole or not at all."""

    def __init__(self, path: Path, api: BotApi) -> None:
        self.path = path
        self.api = api
        self._written: tuple[int, int] | None = None

    async def keep(self) -> None:
        """Runs until cancelled."""
        while True:
            await asyncio.sleep(QUIET_SECONDS)
            self.write()

    def write(self) -> None:
        world = self.api.world
        state = (world.changes, world.updates.pushed + world.updates.confirmed + len(world.taps))
        if state == self._written:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as file:
            json.dump(self._dump(), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
        self._written = state

    def read(self) -> bool:
        """Take up the kept state; False if there is none."""
        with contextlib.suppress(FileNotFoundError):
            self._load(json.loads(self.path.read_text(encoding="utf-8")))
            return True
        return False

    def _dump(self) -> dict[str, Any]:
        world, updates = self.api.world, self.api.world.updates
        return {
            "format": FORMAT,
            "ahead": world.clock.ahead,
            "profile": world.profile,
            "bot_name": world.bot["first_name"],
            "next_message": world.next_message,
            "next_phone": world.next_phone,
            "next_update": updates.next_id,
            "allowed": sorted(updates.allowed) if updates.allowed is not None else None,
            "phones": [asdict(phone) for phone in world.phones.values()],
            "chats": [_dump_chat(chat) for chat in world.chats.values()],
            "taps": [asdict(tap) for tap in world.taps.values()],
            "files": world.files.dump(),
            "updates": [
                {**asdict(each), "raw": base64.b64encode(each.raw).decode()} for each in updates.pending.values()
            ],
            "webhook": asdict(self.api.webhook.settings) if self.api.webhook.settings else None,
        }

    def _load(self, state: dict[str, Any]) -> None:
        world, updates = self.api.world, self.api.world.updates
        if state.get("format") != FORMAT:
            raise ValueError(f"{self.path} was written by another version; remove it")
        world.clock.ahead = state["ahead"]
        world.profile = state["profile"]
        world.bot["first_name"] = state["bot_name"]
        world.next_message, world.next_phone = state["next_message"], state["next_phone"]
        world.phones = {values["id"]: Phone(**values) for values in state["phones"]}
        world.chats = {values["id"]: _load_chat(values) for values in state["chats"]}
        world.taps = {values["id"]: Tap(**values) for values in state["taps"]}
        world.files.load(state["files"])
        updates.next_id = state["next_update"]
        updates.allowed = frozenset(state["allowed"]) if state["allowed"] is not None else None
        for values in state["updates"]:
            updates.pending[values["id"]] = Update(**{**values, "raw": base64.b64decode(values["raw"])})
        if state["webhook"]:
            self.api.webhook.start(Settings(**state["webhook"]))


def _dump_chat(chat: Chat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "members": chat.members,
        "bot_inside": chat.bot_inside,
        "version": chat.version,
        "messages": [asdict(message) for message in chat.messages.values()],
    }


def _load_chat(values: dict[str, Any]) -> Chat:
    messages = {each["id"]: Message(**each) for each in values.pop("messages")}
    return Chat(**values, messages=messages)
