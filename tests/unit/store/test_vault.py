"""The vault: what it seals opens again with the right key, row and part, and with nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import KeyProblem, SealBroken
from store.keys import Ring, add_version, create_keys
from store.vault import Sealed, Vault, Wrapped

ROW, OTHER_ROW = "tips/1", "tips/2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_keys(tmp_path)
    return tmp_path


@pytest.fixture
def vault(folder: Path) -> Vault:
    return Vault(folder)


def test_what_is_sealed_opens_again(vault: Vault) -> None:
    sealed = vault.seal(Ring.TIPS, ROW, b"a white van")
    assert b"van" not in sealed.body
    assert vault.open(Ring.TIPS, ROW, sealed) == b"a white van"


def test_a_body_moved_to_another_row_does_not_open(vault: Vault) -> None:
    one, other = vault.seal(Ring.TIPS, ROW, b"one"), vault.seal(Ring.TIPS, OTHER_ROW, b"other")
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, OTHER_ROW, Sealed(body=one.body, wrapped=other.wrapped))
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, OTHER_ROW, one)


def test_one_part_of_a_row_does_not_open_as_another(vault: Vault) -> None:
    key = vault.create(Ring.REPORTERS, ROW)
    chat = key.seal("chat", b"123")
    assert key.open("chat", chat) == b"123"
    with pytest.raises(SealBroken):
        key.open("state", chat)


def test_a_key_of_one_ring_does_not_open_another(vault: Vault) -> None:
    sealed = vault.seal(Ring.TIPS, ROW, b"one")
    with pytest.raises(SealBroken):
        vault.open(Ring.REPORTERS, ROW, sealed)


@given(place=st.integers(min_value=0), flip=st.integers(min_value=1, max_value=255))
def test_a_changed_byte_anywhere_is_noticed(tmp_path_factory: pytest.TempPathFactory, place: int, flip: int) -> None:
    folder = tmp_path_factory.mktemp("keys")
    create_keys(folder)
    vault = Vault(folder)
    sealed = vault.seal(Ring.TIPS, ROW, b"a white van")
    changed = bytearray(sealed.body)
    changed[place % len(changed)] ^= flip
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, ROW, Sealed(body=bytes(changed), wrapped=sealed.wrapped))
    wrapped = bytearray(sealed.wrapped.key)
    wrapped[place % len(wrapped)] ^= flip
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, ROW, Sealed(body=sealed.body, wrapped=Wrapped(key=bytes(wrapped), version=1)))


@pytest.mark.parametrize("short", [b"", b"123", b"123456789012"])
def test_a_body_cut_short_is_noticed(vault: Vault, short: bytes) -> None:
    sealed = vault.seal(Ring.TIPS, ROW, b"one")
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, ROW, Sealed(body=short, wrapped=sealed.wrapped))
    with pytest.raises(SealBroken):
        vault.open(Ring.TIPS, ROW, Sealed(body=sealed.body, wrapped=Wrapped(key=short, version=1)))


def test_the_same_words_never_seal_to_the_same_bytes(vault: Vault) -> None:
    assert vault.seal(Ring.TIPS, ROW, b"one").body != vault.seal(Ring.TIPS, ROW, b"one").body


def test_digests_are_equal_for_equal_values_of_one_kind(vault: Vault) -> None:
    assert vault.digest("plate", "ABC123") == vault.digest("plate", "ABC123")
    assert vault.digest("plate", "ABC123") != vault.digest("word", "ABC123")
    assert vault.digest("plate", "ABC123") != vault.digest("plate", "ABC124")


def test_digests_need_the_key(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    create_keys(other)
    assert Vault(other).digest("plate", "ABC123") != vault.digest("plate", "ABC123")


def test_a_vault_that_meets_a_new_version_reads_the_folder_again(vault: Vault, folder: Path) -> None:
    assert add_version(folder, Ring.TIPS) == 2
    newer = Vault(folder).seal(Ring.TIPS, ROW, b"sealed by a newer process")
    assert newer.wrapped.version == 2
    assert vault.open(Ring.TIPS, ROW, newer) == b"sealed by a newer process"


def test_a_rewrapped_key_opens_the_same_body(vault: Vault, folder: Path) -> None:
    sealed = vault.seal(Ring.TIPS, ROW, b"one")
    add_version(folder, Ring.TIPS)
    newer = Vault(folder)
    wrapped = newer.rewrap(Ring.TIPS, ROW, sealed.wrapped)
    assert wrapped.version == 2
    assert newer.open(Ring.TIPS, ROW, Sealed(body=sealed.body, wrapped=wrapped)) == b"one"


def test_an_unknown_version_is_named(vault: Vault) -> None:
    sealed = vault.seal(Ring.TIPS, ROW, b"one")
    with pytest.raises(KeyProblem, match="'tips' version 7"):
        vault.open(Ring.TIPS, ROW, Sealed(body=sealed.body, wrapped=Wrapped(key=sealed.wrapped.key, version=7)))


def test_a_process_without_the_ring_of_reporters_cannot_open_them(vault: Vault, folder: Path) -> None:
    sealed = vault.seal(Ring.REPORTERS, ROW, b"123")
    (folder / "reporters-1.key").unlink()
    with pytest.raises(KeyProblem, match="reporters"):
        Vault(folder).open(Ring.REPORTERS, ROW, sealed)


def test_nothing_of_a_key_shows_in_a_vault_or_what_it_makes(vault: Vault) -> None:
    shown = repr(vault) + repr(vault.create(Ring.TIPS, ROW)) + repr(vault.keys)
    for versions in vault.keys.rings.values():
        for key in versions.values():
            assert repr(key) not in shown
