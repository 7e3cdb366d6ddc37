"""Which passwords may be chosen, and that hashes tell right from wrong."""

import unicodedata

import pytest
from argon2 import extract_parameters

from store import passwords
from store.passwords import is_outdated, is_right, make_password, weakness

EMAIL, NAME = "ann.miller@desk.example", "Ann Miller"


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "fourteen chars",
        "x" * 257,
        "aaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "wolf7wolf7wolf7wolf7wo",
        "abcdefghijklmnopqrst",
        "qwertyuiopasdfghjkl",
        "0987654321098765",
        "password12345678",
        "PasswordPassword!",
        "P@ssw0rdP@ssw0rd1",
        "Welcome2Welcome3!",
        "Summer2026Winter2027",
        "iloveyou iloveyou",
        "correct horse battery staple",
        "May the Force be with you!",
        "letmein-letmein-2026",
        "802455501994071",
        "the highbeam tip desk",
        "H1ghb3am rolls at night",
        "ann.miller was here once",
        "our miller grinds slowly",
    ],
)
def test_what_is_tried_first_is_refused_with_a_sentence(password: str) -> None:
    wrong = weakness(password, email=EMAIL, name=NAME)
    assert wrong is not None
    assert wrong.endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        "plum tractor seventeen owls",
        "gravel-teapot-ninety-moss",
        "Ein Haus am See ohne Dach",
        "ночью идут тихие поезда",
        "夜の道路を静かに走るトラック十五台",
        "x7#Lm29!qTz4&Wp",
        "summer rain tastes like tin",
    ],
)
def test_what_is_long_and_uncommon_is_taken_in_any_script(password: str) -> None:
    assert weakness(password, email=EMAIL, name=NAME) is None


def test_made_passwords_are_good_and_never_the_same() -> None:
    made = {make_password() for _ in range(200)}
    assert len(made) == 200
    assert [one for one in made if weakness(one)] == []


def test_a_hash_knows_its_password_however_the_keyboard_composed_it() -> None:
    composed = "die Tür blieb über Nacht öffen"
    stored = passwords.hash_password(composed)
    assert is_right(stored, unicodedata.normalize("NFD", composed))
    assert not is_right(stored, composed + " ")
    assert not is_right(None, composed)
    assert not is_right("not a hash", composed)


def test_hashes_take_what_the_standard_asks_for() -> None:
    """RFC 9106, section 4: Argon2id, 64 MiB, three passes, four lanes, a salt of 16 bytes."""
    stored = passwords.hash_password("plum tractor seventeen owls")
    found = extract_parameters(stored)
    assert (found.type.name, found.memory_cost, found.time_cost, found.parallelism) == ("ID", 65536, 3, 4)
    assert (found.salt_len, found.hash_len) == (16, 32)
    assert extract_parameters(passwords._NOBODY) == found  # so that unknown accounts take as long
    assert not is_outdated(stored)
    assert is_outdated(stored.replace("t=3", "t=2"))


def test_the_list_of_common_words_has_no_line_that_cannot_match() -> None:
    assert len(passwords._COMMON) > 250
    assert [word for word in passwords._COMMON if not (word.isalpha() and word == word.casefold())] == []
