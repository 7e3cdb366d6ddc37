"""`python -m simulator`: the local Bot API and the phones, on this machine only unless told otherwise."""

import argparse
import os
import socket
import sys
from pathlib import Path
from types import FrameType

import uvicorn

from simulator.app import SAMPLE_TOKEN, Simulator


class _Server(uvicorn.Server):
    """Lets go of long polls and live pages on Ctrl-C, so that the server stops at once."""

    simulator: Simulator

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.simulator.close()
        super().handle_exit(sig, frame)


def main() -> int:
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=SAMPLE_TOKEN, help="the bot's token, digits:letters")
    parser.add_argument("--state", type=Path, help="keep phones and chats in this file")
    options = parser.parse_args()
    if not options.token.partition(":")[0].isdigit():
        parser.error("a token looks like 5550100:letters")
    try:
        listening = socket.create_server((options.host, options.port), backlog=2048)
    except OSError as exc:
        sys.stderr.write(
            f"simulator: cannot listen on {options.host}:{options.port} ({os.strerror(exc.errno or 0)}); set --port\n"
        )
        return 2
    address = f"http://{options.host}:{listening.getsockname()[1]}"
    sys.stdout.write(f"Bot API at {address}/bot<token>/, phones at {address}/\n")
    sys.stdout.flush()
    simulator = Simulator(options.token, options.state)
    config = uvicorn.Config(
        simulator, log_level="warning", access_log=False, timeout_graceful_shutdown=2, timeout_keep_alive=75
    )
    server = _Server(config)
    server.simulator = simulator
    server.run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
