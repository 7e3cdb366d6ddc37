"""Carries out what the dialogue decided must be done, in the transaction of the step that asked for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.dialogue.effects import (
    AddToTip,
    DiscardDraft,
    Effect,
    EraseReporter,
    HideChat,
    KeepFile,
    SubmitTip,
    WithdrawTip,
)
from bot.judging import Judge
from store import files, reporters, tips
from store.vault import Vault
from tips.draft import Media


class Effects:
    """The dialogue's commands, put into the database."""

    def __init__(self, *, vault: Vault, judge: Judge) -> None:
        self._vault = vault
        self._judge = judge

    async def carry_out(
        self,
        db: AsyncConnection,
        effect: Effect,
        reporter_id: UUID,
        *,
        said_at: datetime,
        now: datetime,
        language: str,
    ) -> None:
        """Do one of them. `said_at` is when the reporter asked for it, `now` when it came to us."""
        match effect:
            case SubmitTip():
                await self._submit(db, effect, reporter_id, now, language)
            case AddToTip():
                added = tips.Added(
                    at=said_at,
                    statement=effect.statement,
                    media=effect.media,
                    place=effect.place,
                    contacts=effect.contacts,
                )
                await self._note_unfetchable(db, reporter_id, [effect.media] if effect.media else [], now)
                await tips.add(db, self._vault, code=effect.code, reporter_id=reporter_id, added=added)
            case KeepFile():
                await files.keep_waiting(db, self._vault, reporter_id, effect.media, now=now)
            case DiscardDraft():
                await files.discard_for(db, reporter_id)
            case WithdrawTip():
                await tips.withdraw(db, self._vault, code=effect.code, reporter_id=reporter_id, at=said_at)
            case EraseReporter():
                await reporters.erase(db, self._vault, reporter_id, now)
            case HideChat():
                pass  # the runner knows the chat's messages, and puts them down for removal
            case _:
                assert_never(effect)

    async def _submit(
        self, db: AsyncConnection, effect: SubmitTip, reporter_id: UUID, now: datetime, language: str
    ) -> None:
        await self._note_unfetchable(db, reporter_id, effect.draft.media, now)
        await tips.submit(
            db,
            self._vault,
            tip_id=effect.tip_id,
            code=effect.code,
            reporter_id=reporter_id,
            draft=effect.draft,
            envelope=self._judge.envelope(effect.draft, now, language=language),
            reported_at=now,
        )

    async def _note_unfetchable(
        self, db: AsyncConnection, reporter_id: UUID, media: Sequence[Media], now: datetime
    ) -> None:
        """A file that nobody will ever fetch is on the tip's list of files too, with the reason."""
        for file in media:
            if file.unfetchable == files.TOO_LARGE:
                await files.keep_waiting(db, self._vault, reporter_id, file, now=now)
