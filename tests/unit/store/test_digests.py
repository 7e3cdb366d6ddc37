"""What of a reporter's words can be looked for."""

from store.digests import DigestKind, of_words


def words(text: str) -> set[str]:
    return {word for kind, word in of_words(text) if kind is DigestKind.WORD}


def test_words_are_found_without_accents_and_case() -> None:
    assert words("El Víctor, a I-80 y snap_girl") == {"el", "victor", "80", "snap_girl"}


def test_words_of_other_scripts_are_found_whole() -> None:
    assert words("ਟਰੱਕ ਵਿੱਚ ਕੁੜੀ ਸੀ।") == {"ਟਰੱਕ", "ਵਿੱਚ", "ਕੁੜੀ"}
    assert words("شاحنةٌ بيضاء، لوحة") == {"شاحنة", "بيضاء", "لوحة"}
