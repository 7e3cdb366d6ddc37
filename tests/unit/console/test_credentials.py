"""Where somebody may be led after signing in, and what we call their browser."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from console.credentials import own_path

OURS = "https://desk.example/sign-in"


@pytest.mark.parametrize("path", ["/", "/queue?status=new&mine=1", "/tips/7K3M-Q2XD#notes", "/tips/ä", "/a//b"])
def test_pages_of_ours_are_kept(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "queue",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "https://evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "/a\\b",
        "/a b",
        "/a\0",
        "/" + "x" * 600,
        "/sign-out",
        "/sign-in?next=/",
        "/confirm?next=/confirm",
        "/second-factor",
    ],
)
def test_whatever_else_leads_to_the_first_page(path: str | None) -> None:
    assert own_path(path) == "/"


@given(some.text(alphabet=some.sampled_from("/\\\t\n\r :@?#.ehttpsvil%09"), max_size=24))
def test_no_text_leads_to_another_host(path: str) -> None:
    stripped = "".join(sign for sign in own_path(path) if sign not in "\t\n\r").replace("\\", "/")  # as browsers do
    assert urlsplit(urljoin(OURS, stripped)).netloc == "desk.example"
