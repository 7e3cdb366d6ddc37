"""A file that was sent and could not be had: it is noted on the draft, and the reporter is told once, kindly."""

from dataclasses import replace

from bot.dialogue.replies import Line
from bot.dialogue.session import Session


def file_lost(session: Session, source: str, reason: str) -> Session:
    """The session after the news that the file of a message cannot be fetched."""
    draft = session.draft
    if draft is not None:
        media = tuple(replace(file, unfetchable=reason) if file.source == source else file for file in draft.media)
        draft = replace(draft, media=media)
    noted = (*session.noted, Line(key="noted-file-lost"))
    return replace(session, draft=draft, noted=noted, revision=session.revision + 1)
