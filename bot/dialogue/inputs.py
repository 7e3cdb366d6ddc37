"""Words, files, pins and contact cards: into the open report, onto a sent tip, or the beginning of a report."""

from dataclasses import replace

from bot.dialogue.around import awake
from bot.dialogue.effects import AddToTip, Effect, KeepFile
from bot.dialogue.events import ContactShared, Event, LocationMoved, LocationShared, MediaSent, TextEdited, TextSent
from bot.dialogue.knowledge import Step
from bot.dialogue.lines import files_kept
from bot.dialogue.moves import begin, is_filled, onward, over, show
from bot.dialogue.reading import (
    answer,
    contact_of,
    heard,
    is_within,
    media_of,
    noted,
    place_of,
    reread,
    with_contacts,
    with_pin,
    with_statement,
)
from bot.dialogue.replies import Line
from bot.dialogue.report import answered, topic_of
from bot.dialogue.session import Session
from bot.dialogue.states import BESIDE, REPORT, State
from tips.draft import Draft, Media, Statement, Topic
from tips.place import merge_places, place_from_pin

_ABOUT_A_TIP = frozenset({State.ADDING, State.NOTICE, State.TIP, State.RECEIPT, State.WITHDRAW_CONFIRM})
"""Screens about one sent tip: what is sent there is added to it."""


def words(session: Session, event: TextSent) -> Step:
    """Words that are no button: an answer, an addition, or the beginning of a report."""
    session = awake(session)
    if not event.text.strip():
        return Step(session=replace(session, noted=(Line(key="noted-unreadable"),)))
    if session.state in _ABOUT_A_TIP:
        said = Statement(source=event.source, versions=(event.text,), at=event.at)
        return _add(session, AddToTip(code=session.code or "", statement=said), event.text, event)
    asked = session.state
    session, draft = _open(session, event)
    return _take(session, draft, event, event.text, free=session.state is not asked)


def media(session: Session, event: MediaSent) -> Step:
    """A file, and the words under it."""
    session = awake(session)
    file = media_of(event)
    keep: tuple[Effect, ...] = () if file.unfetchable else (KeepFile(media=file),)
    if session.state in _ABOUT_A_TIP:
        said = Statement(source=event.source, versions=(event.caption,), at=event.at) if event.caption else None
        step = _add(session, AddToTip(code=session.code or "", media=file, statement=said), event.caption, event)
        return _with_size(replace(step, effects=(*keep, *step.effects)), file)
    session, draft = _open(session, event)
    if all(known.source != file.source for known in draft.media):
        draft = replace(draft, media=(*draft.media, file))
    asked = session.state is State.MEDIA  # its card counts the files, and a caption there is no answer to what is next
    untold = asked or file.unfetchable
    count = () if untold else (Line(key="noted-media", args={"count": files_kept(draft)}),)
    if event.caption.strip():
        topic = Topic.MEDIA if asked else None
        step = _take(session, draft, event, event.caption, free=True, about=topic)
        step = replace(step, session=replace(step.session, noted=(*count, *step.session.noted)))
    else:
        step = Step(session=replace(_settled(replace(session, draft=draft)), noted=count))
    return _with_size(replace(step, effects=(*keep, *step.effects), remove=True), file)


def _with_size(step: Step, file: Media) -> Step:
    """A file that is too large is said to be, once."""
    if not file.unfetchable:
        return step
    noted_lines = (*step.session.noted, Line(key="noted-too-large"))
    return replace(step, session=replace(step.session, noted=noted_lines))


def location(session: Session, event: LocationShared) -> Step:
    """A pin: read back when it was asked for, else put where it belongs."""
    session = awake(session)
    place = place_of(event)
    if session.state in _ABOUT_A_TIP:
        return _add(session, AddToTip(code=session.code or "", place=place), "", event)
    asked = session.state
    session, draft = _open(session, event)
    if session.state is asked and BESIDE.get(session.state, session.state) is State.WHERE:
        known = draft.place or session.proposed_place
        place = merge_places(place, known) or place if known and is_within(known) else place
        return Step(session=replace(show(session, State.WHERE_CHECK), proposed_place=place), remove=True)
    after = with_pin(draft, place)
    return _kept(session, draft, after)


def moved(session: Session, event: LocationMoved) -> Step:
    """A live location goes on with the driver; what counts is where it began, unless it is still being read back."""
    if session.state is State.WHERE_CHECK and session.proposed_place is not None and session.proposed_place.live:
        place = place_from_pin(event.latitude, event.longitude, event.accuracy, live=True)
        return Step(session=replace(session, proposed_place=place))
    return Step(session=session)


def contact(session: Session, event: ContactShared) -> Step:
    """A contact card: its number is kept, the name on it is not."""
    session = awake(session)
    found = contact_of(event.phone)
    if session.state in _ABOUT_A_TIP:
        return _add(session, AddToTip(code=session.code or "", contacts=(found,)), "", event)
    session, draft = _open(session, event)
    return _kept(session, draft, with_contacts(draft, (found,)))


def edited(session: Session, event: TextEdited) -> Step:
    """An earlier message was changed: a new version, in the open report or on the tip that was sent."""
    draft = session.draft
    if draft is not None and any(statement.source == event.source for statement in draft.statements):
        after = reread(draft, event.source, event.text, event.at)
        lines = (Line(key="noted-edited"), *noted(draft, after))
        return Step(session=replace(awake(session), draft=after, proposed_place=None, noted=lines), remove=True)
    tip = next((tip for tip in reversed(session.tips) if event.source in tip.sources), None)
    if tip is not None:
        said = Statement(source=event.source, versions=(event.text,), at=event.at)
        line = Line(key="noted-edited-tip", args={"code": tip.code})
        effects = (AddToTip(code=tip.code, statement=said),)
        return Step(session=replace(awake(session), noted=(line,)), effects=effects, remove=True)
    if draft is not None and event.text.strip():
        return _take(awake(session), draft, event, event.text, free=True)
    return words(session, TextSent(at=event.at, source=event.source, text=event.text))


def _open(session: Session, event: Event) -> tuple[Session, Draft]:
    """The session with an open report: what comes outside of one begins one."""
    if session.draft is None or session.state is State.HOME:
        session = begin(session, event.at)
    draft = session.draft
    assert draft is not None  # noqa: S101 - `begin` has just seen to it
    return session, draft


def _take(
    session: Session, draft: Draft, event: Event, text: str, *, free: bool = False, about: Topic | None = None
) -> Step:
    """Words into the draft: kept whole, read as the answer to the question, and searched for all else they say."""
    before = draft
    reply = None if free else answer(session, draft, text, event.at)
    topic = topic_of(session.state) if reply else about
    if reply is not None:
        session, draft = reply
    draft = with_statement(draft, event.source, text, event.at, topic)
    draft, danger = heard(draft, text, event.at)
    if reply is not None and session.proposed_place is not None:
        draft = replace(draft, place=before.place)
    session = replace(session, draft=draft)
    lines = noted(before, draft) or (Line(key="noted-words"),)
    if reply is not None and session.proposed_place is not None:
        session = replace(show(session, State.WHERE_CHECK), noted=noted(before, draft))
    else:
        after = answered(session, draft) if reply is not None else _settled(session)
        session = replace(after, noted=lines)
    return Step(session=_alarmed(session, before, danger=danger), remove=True)


def _alarmed(session: Session, before: Draft, *, danger: bool) -> Session:
    """Danger in the words shows the emergency card first, once; the report goes on under it."""
    draft = session.draft
    if not danger or draft is None or before.danger_now:
        return session
    return over(replace(session, draft=replace(draft, danger_now=True)), State.EMERGENCY)


def _settled(session: Session) -> Session:
    """On to the next question, if what was sent has answered the one on the screen."""
    here = BESIDE.get(session.state, session.state)
    if session.state not in REPORT or here in {State.MEDIA, State.REVIEW} or session.changing:
        return session
    return onward(session) if is_filled(session.draft, here) else session


def _kept(session: Session, before: Draft, after: Draft) -> Step:
    session = _settled(replace(session, draft=after))
    return Step(session=replace(session, noted=noted(before, after)), remove=True)


def _add(session: Session, effect: AddToTip, text: str, event: Event) -> Step:
    """An addition to a sent tip. A question is answered by it, and its card stays for more."""
    tips = tuple(
        replace(tip, sources=tip.sources | {event.source}) if tip.code == effect.code else tip for tip in session.tips
    )
    session = replace(session, tips=tips, noted=(Line(key="noted-added", args={"code": effect.code}),))
    if session.state is State.NOTICE and session.notices:
        session = replace(session, notices=(replace(session.notices[0], answered=True), *session.notices[1:]))
    elif session.state is not State.ADDING:
        session = over(session, State.ADDING, code=effect.code)
    if text and heard(Draft(started=event.at), text, event.at)[1]:
        session = over(session, State.EMERGENCY)
    return Step(session=session, effects=(effect,), remove=True)
