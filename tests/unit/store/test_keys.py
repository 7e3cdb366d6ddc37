"""Key rings as files: made once, never overwritten, read only when they are closed to others."""

from pathlib import Path

import pytest

from store.errors import KeyProblem
from store.keys import DESK_RINGS, Ring, add_version, create_keys, read_keys, set_aside, share_keys


def test_keys_are_made_once_and_stay(tmp_path: Path) -> None:
    assert set(create_keys(tmp_path)) == set(Ring)
    before = read_keys(tmp_path).rings
    assert create_keys(tmp_path) == ()
    assert read_keys(tmp_path).rings == before


def test_keys_are_closed_to_others(tmp_path: Path) -> None:
    create_keys(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()} == {0o600}


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    create_keys(tmp_path)
    (tmp_path / "tips-1.key").chmod(0o640)
    with pytest.raises(KeyProblem, match="chmod 600"):
        read_keys(tmp_path)


@pytest.mark.parametrize("content", ["", "not base64!", "c2hvcnQ="])
def test_a_broken_key_is_named(tmp_path: Path, content: str) -> None:
    create_keys(tmp_path)
    (tmp_path / "reporters-1.key").write_text(content)
    with pytest.raises(KeyProblem, match=r"reporters-1\.key"):
        read_keys(tmp_path)


def test_a_stranger_among_the_keys_is_named(tmp_path: Path) -> None:
    create_keys(tmp_path)
    (tmp_path / "tips-1.copy.key").write_text("")
    with pytest.raises(KeyProblem, match=r"tips-1\.copy\.key"):
        read_keys(tmp_path)


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="highbeam keys init"):
        read_keys(tmp_path / "nowhere")


def test_a_missing_ring_is_named_when_it_is_needed(tmp_path: Path) -> None:
    create_keys(tmp_path)
    (tmp_path / "digests-1.key").unlink()
    with pytest.raises(KeyProblem, match="digests"):
        read_keys(tmp_path).current(Ring.DIGESTS)


def test_the_newest_version_is_the_current_one(tmp_path: Path) -> None:
    create_keys(tmp_path)
    first = read_keys(tmp_path).current(Ring.TIPS)
    assert add_version(tmp_path, Ring.TIPS) == 2
    assert read_keys(tmp_path).current(Ring.TIPS)[0] == 2
    assert read_keys(tmp_path).rings[Ring.TIPS][1] == first[1]


def test_a_key_set_aside_is_kept_out_of_use(tmp_path: Path) -> None:
    create_keys(tmp_path)
    add_version(tmp_path, Ring.TIPS)
    set_aside(tmp_path, Ring.TIPS, 1)
    assert set(read_keys(tmp_path).rings[Ring.TIPS]) == {2}
    assert (tmp_path / "retired" / "tips-1.key").exists()


def test_the_desk_is_given_every_key_but_the_reporters(tmp_path: Path) -> None:
    create_keys(tmp_path / "keys")
    assert set(share_keys(tmp_path / "keys", tmp_path / "desk")) == {"tips-1", "digests-1"}
    add_version(tmp_path / "keys", Ring.TIPS)
    assert share_keys(tmp_path / "keys", tmp_path / "desk") == ("tips-2",)
    shared = read_keys(tmp_path / "desk").rings
    assert shared == {ring: read_keys(tmp_path / "keys").rings[ring] for ring in DESK_RINGS}


def test_keys_are_not_shared_into_a_folder_with_other_keys(tmp_path: Path) -> None:
    create_keys(tmp_path / "keys")
    create_keys(tmp_path / "others")
    with pytest.raises(KeyProblem, match="the bot's alone"):
        share_keys(tmp_path / "keys", tmp_path / "others")
    (tmp_path / "others" / "reporters-1.key").unlink()
    with pytest.raises(KeyProblem, match="another key"):
        share_keys(tmp_path / "keys", tmp_path / "others")
