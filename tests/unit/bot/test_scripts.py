"""Other scripts than ours: vowel signs, short vowels and digits as people type them, and nothing that is lost."""

import pytest

from bot.dialogue.effects import SubmitTip
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.replies import Line
from bot.dialogue.states import ORDER, State
from bot.dialogue.typed import plain
from bot.phrases import Phrases
from tests.unit.bot.phone import Phone
from tips.draft import AgeBand, Basis

STORIES = (
    "ਇੱਕ ਬੰਦੇ ਨੇ ਤਿੰਨ ਕੁੜੀਆਂ ਦੇ ਪਾਸਪੋਰਟ ਆਪਣੇ ਕੋਲ ਰੱਖੇ ਸਨ। ਉਹ ਡਰੀਆਂ ਹੋਈਆਂ ਸਨ!",
    "ਹੈ",
    "رجلٌ كان يحتجز جوازات ثلاث نساء، وكنّ خائفات جداً؟",
    "ﻻ ﺃﻋﺮﻑ ـــ والله",
    "bande ne passport rakhe si, kuri dardi si",
)


@pytest.fixture
def punjabi(knowledge: Knowledge, phrases: Phrases) -> Phone:
    return Phone(knowledge, phrases, "pa")


@pytest.fixture
def arabic(knowledge: Knowledge, phrases: Phrases) -> Phone:
    return Phone(knowledge, phrases, "ar")


def test_vowel_signs_are_letters_and_make_words_differ() -> None:
    assert plain("ਹਾਂ।") == "ਹਾਂ"
    assert len({plain(word) for word in ("ਹਾਂ", "ਹੈ", "ਹੋ", "ਹੁਣ", "ਹੀ", "ਨਹੀਂ", "ਨਾ", "ਨੇ")}) == 8
    assert plain("ਗ਼ਲਤ") == plain("ਗਲਤ"), "the dot below is often left out"


def test_short_vowels_letter_forms_and_stretching_make_no_other_word() -> None:
    assert plain("نَعَمْ") == plain("نعـــم") == plain("ﻧﻌﻢ") == plain("\u200fنعم.") == "نعم"
    assert plain("لأ") == plain("لا") == "لا"
    assert plain("محطة") == plain("محطه")
    assert plain("✏️ 1") == "1", "what turns a sign into an emoji is no letter"


def test_labels_that_differ_still_differ_when_they_are_typed(phrases: Phrases) -> None:
    without_words = {"button-chosen", "button-number", "button-code", "button-change", "button-sos-quiet"}
    starts = ("button-", "setting-", "when-", "age-", "told-", "heading-", "count-")
    keys = [key for key in phrases.all_keys() if key.startswith(starts) and not key.endswith(("-title", "-hint"))]
    for language in ("pa", "ar"):
        labels = {phrases.say(language, Line(key=key)) for key in keys if key not in without_words}
        assert len({plain(label) for label in labels}) == len(labels)
        assert all(map(plain, labels))


@pytest.mark.parametrize("language", ["pa", "ar", "en"])
@pytest.mark.parametrize("state", [state for state in ORDER if state is not State.REVIEW])
def test_nothing_typed_in_another_script_is_lost_at_any_question(
    knowledge: Knowledge, phrases: Phrases, language: str, state: State
) -> None:
    phone = Phone(knowledge, phrases, language).tap("report")
    while phone.state is not state:
        here = phone.state
        phone.tap("parked" if here is State.SAFETY else "no" if here in {State.DANGER, State.STILL_THERE} else "skip")
        assert phone.state is not here
        if state is State.HEADING and phone.state is State.WHERE:
            return  # asked only of those who are gone
    for story in STORIES:
        phone.say(story)
    assert [statement.text for statement in phone.draft.statements] == list(STORIES)
    phone.tap("sos", "back")
    assert "�" not in phone.text


def test_digits_of_every_script_are_numbers(punjabi: Phone, arabic: Phone) -> None:
    for phone, mile, count, signs, number in (
        (punjabi, "੨੭੨", "੩", "੧ ਸੁਣਿਆ ੩", "੩੦੮-੫੫੫-੦੧੪੨"),
        (arabic, "٢٧٢", "٣", "١ سمعت ٣", "٣٠٨-٥٥٥-٠١٤٢"),
    ):
        phone.tap("report", "parked", "no", "skip", "when.now")
        phone.say(f"I-80 west, mile {mile}, near Kearney NE")
        assert phone.at(State.WHERE_CHECK)
        assert phone.session.proposed_place is not None
        assert phone.session.proposed_place.mile == 272
        assert "272" in phone.text
        phone.tap("right").say(signs)
        assert [sign.basis for sign in phone.draft.signs] == [Basis.SAW, Basis.HEARD]
        phone.tap("done").say(count)
        assert phone.draft.people.count == 3
        phone.tap("skip", "skip", "skip").say(number)
        assert [contact.value for contact in phone.draft.contacts] == ["+13085550142"]
        assert phone.draft.contacts[0].words == number, "as it was written"


def test_every_step_works_by_typed_words_in_punjabi(punjabi: Phone) -> None:
    punjabi.say("ਰਿਪੋਰਟ ਸ਼ੁਰੂ ਕਰੋ").say("ਹਾਂ ਜੀ").say("nahi").say("ਟਰੱਕ ਸਟਾਪ").say("ਕੱਲ੍ਹ").say("ਚਲੇ ਗਏ").say("ਪੱਛਮ")
    punjabi.say("I-80 mile 272 near Kearney NE").say("haanji").say("1 ਸੁਣਿਆ 3").say("ho gaya")
    assert [sign.basis for sign in punjabi.draft.signs] == [Basis.SAW, Basis.HEARD]
    punjabi.say("੨").say("ਬਾਲਗ").say("ਹੋ ਗਿਆ").say("ਛੱਡੋ").say("ਕੋਈ ਗੱਡੀ ਨਹੀਂ").say("kuch nahi").say("ਕੁਝ ਨਹੀਂ")
    assert punjabi.draft.people.ages == {AgeBand.ADULT}
    assert punjabi.at(State.WORDS)
    punjabi.say("piche")
    assert punjabi.at(State.MEDIA)
    punjabi.say("ਕੁਝ ਨਹੀਂ").say("ਉਹ ਉੱਚੀ-ਉੱਚੀ ਬੋਲਦਾ ਸੀ").say("kise nu nahi").say("haan").say("bhejo")
    (tip,) = punjabi.asked_for(SubmitTip)
    assert isinstance(tip, SubmitTip)
    assert tip.draft.narrative.splitlines() == ["I-80 mile 272 near Kearney NE", "ਉਹ ਉੱਚੀ-ਉੱਚੀ ਬੋਲਦਾ ਸੀ"]


def test_every_step_works_by_typed_words_in_arabic(arabic: Phone) -> None:
    arabic.say("بدء بلاغ").say("na'am").say("لأ").say("محطه شاحنات").say("أمس").say("غادروا").say("غرباً")
    arabic.say("I-80 mile 272 near Kearney NE").say("صح").say("1 سمعت 3").say("khalas")
    assert [sign.basis for sign in arabic.draft.signs] == [Basis.SAW, Basis.HEARD]
    arabic.say("٢").say("بالغ").say("تم").say("تخطي").say("بلا مركبة").say("لا شي").say("لا شيء")
    assert arabic.draft.people.ages == {AgeBand.ADULT}
    assert arabic.at(State.WORDS)
    arabic.say("رجوع")
    assert arabic.at(State.MEDIA)
    arabic.say("لا").say("كان يصرخ عليهن").say("ما حدا").say("aywa").say("أرسل")
    (tip,) = arabic.asked_for(SubmitTip)
    assert isinstance(tip, SubmitTip)
    assert tip.draft.narrative.splitlines() == ["I-80 mile 272 near Kearney NE", "كان يصرخ عليهن"]


def test_a_cry_for_help_and_a_greeting_are_understood_in_every_script(punjabi: Phone, arabic: Phone) -> None:
    for phone, cries, greeting in (
        (punjabi, ("bachao", "ਬਚਾਓ"), "ਸਤ ਸ੍ਰੀ ਅਕਾਲ"),
        (arabic, ("خطر", "٩١١"), "السلامُ عليكم"),
    ):
        phone.say(greeting)
        assert phone.session.draft is None
        for cry in cries:
            assert phone.say(cry).at(State.EMERGENCY)
            phone.tap("back")


OPPOSITES = [
    *(("yes", "no"), ("parked", "driving"), ("right", "wrong"), ("keep", "discard"), ("go-on", "start-over")),
    *(("unsure", "yes"), ("unsure", "no"), ("send", "back"), ("done", "back"), ("skip", "back"), ("stop", "done")),
    *(("saw", "heard"), ("heard", "told"), ("told", "saw"), ("off", "saw"), ("off", "heard"), ("off", "told")),
    *(("sos", name) for name in ("yes", "no", "none", "done", "send", "skip", "back", "stop", "hide", "hello")),
]


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
def test_no_word_means_one_thing_in_one_language_and_its_opposite_in_another(
    phrases: Phrases, one: str, other: str
) -> None:
    """What is typed is compared with the words of every language, since people mix them."""
    typed = {
        name: {
            plain(word)
            for language in phrases.languages
            for word in phrases.say(language, Line(key=f"typed-{name}")).split("|")
        }
        for name in (one, other)
    }
    assert not typed[one] & typed[other]
