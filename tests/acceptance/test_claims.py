"""The short form of `python -m ops.claims`: analysts who are killed while they claim hold nothing twice and lose
nothing, and a planted fault is found.
"""

import asyncio
import sys

from tests.acceptance.processes import ROOT

SECONDS = 300


async def test_of_many_who_claim_at_once_one_has_each_tip_though_they_are_killed() -> None:
    command = ("-m", "ops.claims", "6", "--tips", "80", "--analysts", "20", "--processes", "2")
    running = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await asyncio.wait_for(running.communicate(), SECONDS)
    said = output.decode()
    assert running.returncode == 0, said
    rows = [line.split() for line in said.splitlines() if line.startswith(("claims ", "planted fault "))]
    assert [row[-1] for row in rows] == ["holds", "found"], said
    assert rows[0][1:3] == ["80", "80"], said
