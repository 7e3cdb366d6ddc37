"""Tips that tell of the same plate, phone, handle or vehicle number are found; words and places relate nothing."""

from dataclasses import replace

from store import digests
from store.database import Database
from store.ids import new_id
from store.related import MOST_RELATED, in_words, related
from store.tables import DEFAULT_AGENCY
from store.vault import Vault
from tests.integration.store.samples import make_draft, make_tip
from tips.draft import Contact, ContactKind
from tips.plates import Plate
from tips.vehicle import Vehicle

OTHER_VAN = Vehicle(words="white van", plates=(Plate(text="OTHER9"),), usdot="5550199")
OTHER_PHONE = Contact(kind=ContactKind.PHONE, value="+13085550199", words="308-555-0199")


async def test_what_is_shared_is_named_and_the_tip_that_shares_most_comes_first(owner: Database, vault: Vault) -> None:
    draft = make_draft()
    async with owner.transaction() as db:
        mine = await make_tip(db, vault, code="7F3K-M2QX", draft=draft)
        await make_tip(db, vault, code="9Q2X-K4M7", draft=replace(draft, vehicles=(OTHER_VAN,)))
        await make_tip(db, vault, code="2B7K-R5TX", draft=draft)
        await make_tip(
            db, vault, code="8H4D-N6CW", draft=replace(draft, vehicles=(OTHER_VAN,), contacts=(OTHER_PHONE,))
        )
        found = await related(db, mine)
    names = in_words(vault, draft, ())
    assert [one.code for one in found] == ["2B7K-R5TX", "9Q2X-K4M7"]
    assert [sorted(names[shared.digest] for shared in one.shared) for one in found] == [
        ["phone +13085550100", "plate TEST01"],
        ["phone +13085550100"],
    ]


async def test_very_many_related_tips_are_cut_to_the_newest(owner: Database, vault: Vault) -> None:
    async with owner.transaction() as db:
        mine = await make_tip(db, vault, code="7F3K-M2QX")
        others = [new_id() for _ in range(MOST_RELATED + 3)]
        for number, tip_id in enumerate(others):
            await make_tip(db, vault, code=f"T{number}", tip_id=tip_id)
        found = await related(db, mine)
    assert [one.code for one in found] == [f"T{number}" for number in range(MOST_RELATED + 2, 2, -1)]


async def test_a_shared_word_relates_nothing(owner: Database, vault: Vault) -> None:
    async with owner.transaction() as db:
        mine = await make_tip(db, vault, code="7F3K-M2QX")
        other = await make_tip(db, vault, code="9Q2X-K4M7", draft=make_draft(vehicles=(), contacts=()))
        await digests.write(db, vault, other, DEFAULT_AGENCY, digests.of_words("purple van"))
        assert not await related(db, mine)
