"""Carries out what the dialogue decided must be done, in the transaction of the step that asked for it."""

from collections.abc import Sequence
from dataclasses import replace
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
    JoinCohort,
    KeepFile,
    RecordExam,
    RecordProgress,
    SubmitTip,
    Training,
    WithdrawTip,
)
from bot.judging import Judge
from store import files, joining, reporters, tips, training
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
            case JoinCohort() | RecordProgress() | RecordExam():
                await self._train(db, effect, reporter_id, said_at, now)
            case _:
                assert_never(effect)

    async def _train(
        self, db: AsyncConnection, effect: Training, reporter_id: UUID, said_at: datetime, now: datetime
    ) -> None:
        """Note what was learned, on the day that the dialogue counts from."""
        day = said_at.date()
        match effect:
            case JoinCohort():
                await joining.join(db, effect.link, reporter_id, now=now)
            case RecordProgress():
                await training.record_progress(
                    db, reporter_id, course=effect.course, done=effect.done, of=effect.of, day=day
                )
            case RecordExam() if effect.until is not None:
                code, until = effect.code, effect.until
                await training.record_passed(
                    db, self._vault, reporter_id, course=effect.course, code=code, until=until, day=day
                )
            case RecordExam():
                await training.record_failed(db, reporter_id, course=effect.course, day=day)
            case _:
                assert_never(effect)

    async def _submit(
        self, db: AsyncConnection, effect: SubmitTip, reporter_id: UUID, now: datetime, language: str
    ) -> None:
        standing = await training.standing(db, reporter_id, day=now.date())
        envelope = replace(
            self._judge.envelope(effect.draft, now, language=language),
            trained=standing.trained,
            trained_on=standing.trained_on,
            usefulness=standing.usefulness,
        )
        await self._note_unfetchable(db, reporter_id, effect.draft.media, now)
        await tips.submit(
            db,
            self._vault,
            tip_id=effect.tip_id,
            code=effect.code,
            reporter_id=reporter_id,
            draft=effect.draft,
            envelope=envelope,
            reported_at=now,
        )

    async def _note_unfetchable(
        self, db: AsyncConnection, reporter_id: UUID, media: Sequence[Media], now: datetime
    ) -> None:
        """A file that nobody will ever fetch is on the tip's list of files too, with the reason."""
        for file in media:
            if file.unfetchable == files.TOO_LARGE:
                await files.keep_waiting(db, self._vault, reporter_id, file, now=now)
