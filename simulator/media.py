"""What a phone attaches: the bodies of photos, documents, voice notes and videos, with the files behind them."""

import base64
import binascii
from collections.abc import Callable

from simulator.botapi import file_body
from simulator.errors import ScriptError
from simulator.files import StoredFile, make_sample, photo_sizes, sample_photo_sizes
from simulator.world import Json, World


def media_content(world: World, kind: str, action: Json) -> Json:
    if kind == "photo":
        return {"photo": photo_body(world, action)}
    if kind not in MEDIA:
        raise ScriptError(f"no media {kind!r}")
    return {kind: MEDIA[kind](world, action)}


def photo_body(world: World, action: Json) -> list[Json]:
    content = _given_content(world, action)
    sample = "" if content is not None else str(action.get("sample") or "lot")
    made = photo_sizes(content) if content is not None else sample_photo_sizes(sample)
    bodies = []
    for index, (data, width, height) in enumerate(made):
        file = world.files.add(
            "photos",
            content=data,
            name="photo.jpg",
            sample=f"{sample}@{index}" if sample else "",
            broken=bool(action.get("broken")),
        )
        bodies.append({**file_body(file), "width": width, "height": height})
    return bodies


def _document_body(world: World, action: Json) -> Json:
    """{name?, mime?, size? | sample? | data? | upload?}: untouched, with whatever metadata it has."""
    file = _file(world, action, "documents", "report.pdf", "")
    return {**file_body(file), "file_name": file.name, "mime_type": file.mime}


def _voice_body(world: World, action: Json) -> Json:
    """{duration?, size? | data? | upload?}"""
    file = _file(world, {"sample": "voice", **action}, "voice", "", "audio/ogg")
    return {**file_body(file), "duration": int(action.get("duration", 4)), "mime_type": "audio/ogg"}


def _audio_body(world: World, action: Json) -> Json:
    file = _file(world, action, "music", "recording.mp3", "audio/mpeg")
    return {
        **file_body(file),
        "duration": int(action.get("duration", 9)),
        "mime_type": file.mime,
        "file_name": file.name,
    }


def _video_body(world: World, action: Json) -> Json:
    file = _file(world, {"size": 1_500_000, **action}, "videos", "clip.mp4", "video/mp4")
    shape = {"width": 1280, "height": 720, "duration": int(action.get("duration", 6))}
    return {**file_body(file), **shape, "mime_type": file.mime, "file_name": file.name}


def _video_note_body(world: World, action: Json) -> Json:
    file = _file(world, {"size": 400_000, **action}, "video_notes", "", "video/mp4")
    return {**file_body(file), "length": 384, "duration": int(action.get("duration", 6))}


def _animation_body(world: World, action: Json) -> Json:
    return _video_body(world, action)


def _file(world: World, action: Json, kind: str, name: str, mime: str) -> StoredFile:
    """The file that an action names: bytes, an upload, a built-in sample or a mere size."""
    content = _given_content(world, action)
    sample = str(action.get("sample") or "") if content is None and "size" not in action else ""
    upload = world.files.find(action["upload"]) if "upload" in action else None
    size = len(make_sample(sample)) if sample else int(action.get("size", 2048))
    if sample and sample not in ("pdf", "voice"):
        name = "IMG_0555.jpg"
    return world.files.add(
        kind,
        content=content,
        size=size,
        name=str(action.get("name") or (upload.name if upload else name)),
        mime=str(action.get("mime") or (upload.mime if upload else mime)),
        sample=sample,
        broken=bool(action.get("broken")),
    )


def _given_content(world: World, action: Json) -> bytes | None:
    if "upload" in action:
        return world.files.content(world.files.find(str(action["upload"])))
    if "data" not in action:
        return None
    try:
        return base64.b64decode(str(action["data"]), validate=True)
    except binascii.Error:
        raise ScriptError("data is not base64") from None


MEDIA: dict[str, Callable[[World, Json], Json]] = {
    "document": _document_body,
    "voice": _voice_body,
    "audio": _audio_body,
    "video": _video_body,
    "video_note": _video_note_body,
    "animation": _animation_body,
}
