"""Codes of authenticator apps: which step they are right for, and that none counts twice."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from store.second_factors import STEP_SECONDS, step_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 24, 3, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // STEP_SECONDS


def code(late: int = 0) -> str:
    return pyotp.TOTP(SECRET).generate_otp(STEP - late)


@pytest.mark.parametrize(("late", "expected"), [(-2, None), (-1, STEP + 1), (0, STEP), (1, STEP - 1), (2, None)])
def test_a_clock_may_be_one_step_off(late: int, expected: int | None) -> None:
    assert step_of(code(late), SECRET, now=NOW, after=0) == expected


def test_a_code_is_not_taken_again_nor_one_before_it() -> None:
    assert step_of(code(), SECRET, now=NOW, after=STEP - 1) == STEP
    assert step_of(code(), SECRET, now=NOW, after=STEP) is None
    assert step_of(code(1), SECRET, now=NOW, after=STEP) is None
    later = NOW + timedelta(seconds=STEP_SECONDS)
    assert step_of(code(), SECRET, now=later, after=STEP) is None


@pytest.mark.parametrize("given", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345", "12 34 5"])
def test_what_is_no_code_is_not_one(given: str) -> None:
    assert step_of(given, SECRET, now=NOW, after=0) is None


def test_spaces_in_a_code_do_not_matter() -> None:
    plain = code()
    assert step_of(f" {plain[:3]} {plain[3:]}\n", SECRET, now=NOW, after=0) == STEP
