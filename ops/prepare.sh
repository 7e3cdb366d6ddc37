#!/usr/bin/env bash
# Prepares what pip cannot install: a virtual environment, a Chromium, a redis-server.
# On Debian as root it installs them by apt; elsewhere it says what to install and stops.
set -euo pipefail

apt_install() {
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing $* (Debian packages), about a minute."
    local log
    log=$(mktemp)
    if { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; } >"$log" 2>&1
    then rm -f "$log"
    else tail -n 5 "$log" >&2; echo "apt could not install $*. Nothing else was changed; run make again once it can." >&2; exit 1
    fi
  else
    echo "Please install: $* (on Debian: sudo apt-get install $*). Then run make again." >&2
    exit 1
  fi
}

# Without them a screenshot shows boxes for Punjabi and Arabic. Tests pass without, so their lack stops nothing.
has_fonts() {
  ! command -v fc-list >/dev/null || { [ -n "$(fc-list :lang=pa)" ] && [ -n "$(fc-list :lang=ar)" ]; }
}

case "${1:-}" in
  venv)
    python=$2 venv=$3
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 && exit 0
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    "$python" -m venv --clear "$venv"
    ;;
  chromium)
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
      || apt_install chromium fonts-noto-color-emoji
    has_fonts || (apt_install fonts-noto-core) || true
    ;;
  redis)
    command -v redis-server >/dev/null || apt_install redis-server
    ;;
  *)
    echo "usage: prepare.sh venv PYTHON VENV | chromium | redis" >&2
    exit 2
    ;;
esac
