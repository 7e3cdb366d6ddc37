"""The short form of `make crash`: real bots killed with -9 lose and double nothing, and a planted fault is found."""

import asyncio
import sys

from tests.acceptance.processes import ROOT

SECONDS = 300


async def test_bots_that_are_killed_lose_nothing_and_a_planted_fault_is_found() -> None:
    command = ("-m", "ops.crash", "8", "--phones", "16", "--short")
    running = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await asyncio.wait_for(running.communicate(), SECONDS)
    said = output.decode()
    assert running.returncode == 0, said
    verdicts = [line.split()[-2] for line in said.splitlines() if line.startswith(("polling,", "webhook,"))][-3:]
    assert verdicts == ["holds", "holds", "found"], said
