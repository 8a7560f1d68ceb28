#!/bin/sh
# Makes the Python environment that a target of the Makefile needs; says little unless it fails.
#
#   tools/setup.sh demo   what `watchdog demo` needs
#   tools/setup.sh dev    what the checks need
#   tools/setup.sh test   the same, and real servers (IMAP, PostgreSQL) to test against
#
# Running it again takes no time: a stamp in .venv tells what it was made from.
set -eu
cd "$(dirname "$0")/.."

ENVIRONMENT=.venv
LOG=$ENVIRONMENT/setup.log

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "setup: $*"
    exit 1
}

# What the environment depends on; the folder too, since the program is run from where it lies.
fingerprint() {
    { pwd && cat pyproject.toml watchdog/__init__.py; } | cksum
}

# Is what $1 needs already there? Whatever serves the checks serves the demo.
is_made() {
    for stamp in "$ENVIRONMENT/made-for-$1" "$ENVIRONMENT/made-for-dev"; do
        if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then return 0; fi
    done
    return 1
}

# Run "$@" as root, without asking anybody for anything; 1 when that is not to be had.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

# Install a package of the operating system, if that is possible without asking.
system_package() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root true || return 1
    say "setup: installing $1 ..."
    output=$(mktemp)
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update >"$output" 2>&1 || true
    if as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "$1" >>"$output" 2>&1; then
        rm -f "$output"
        return 0
    fi
    cat "$output" >&2
    rm -f "$output"
    return 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

can_make_environments() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

is_tuned() {
    "$1" tools/tuned.py >/dev/null 2>&1
}

# Every Python at hand, the named one first, one a line.
every_python() {
    if [ -n "${PYTHON:-}" ]; then printf '%s\n' "$PYTHON"; fi
    (
        IFS=:
        for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
            for folder in $PATH; do
                if [ -x "$folder/$name" ]; then printf '%s\n' "$folder/$name"; fi
            done
        done
    )
}

# A Python that is new enough and can make environments, in $python: the one that was named, else the
# first that is tuned, else the first.
find_python() {
    untuned='' incomplete=''
    while IFS= read -r python; do
        is_new_enough "$python" || continue
        if ! can_make_environments "$python"; then
            incomplete=${incomplete:-$python}
        elif [ "$python" = "${PYTHON:-}" ] || is_tuned "$python"; then
            return 0
        else
            untuned=${untuned:-$python}
        fi
    done <<LIST
$(every_python)
LIST
    python=$untuned
    if [ -n "$python" ]; then return 0; fi
    [ -n "$incomplete" ] || fail "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python3"
    python=$incomplete
    package=$(basename "$python")-venv
    if system_package "$package" && can_make_environments "$python"; then return 0; fi
    fail "$python cannot make environments; run: sudo apt-get install $package"
}

# The programs of an environment name the folder that it was made in: it cannot be moved along.
is_at_home() {
    [ ! -f "$ENVIRONMENT/made-in" ] || [ "$(cat "$ENVIRONMENT/made-in")" = "$PWD" ]
}

make_environment() {
    if is_new_enough "$ENVIRONMENT/bin/python" && is_at_home &&
        "$ENVIRONMENT/bin/python" -m pip --version >/dev/null 2>&1; then return 0; fi
    # Through a link somebody else's environment would be cleared.
    [ ! -L "$ENVIRONMENT" ] || fail "$ENVIRONMENT is a link to another environment; remove it first"
    find_python
    "$python" -m venv --clear "$ENVIRONMENT" || fail "$python could not make $PWD/$ENVIRONMENT"
    pwd >"$ENVIRONMENT/made-in"
}

install_packages() {
    say "setup: installing what \"make $target\" needs into $ENVIRONMENT (once, about a minute) ..."
    if "$ENVIRONMENT/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --editable ".[$1]" >"$LOG" 2>&1; then return 0; fi
    tail -n 5 "$LOG" | cut -c 1-300 >&2
    fail "the packages could not be installed; all that was said is in $LOG"
}

make_for() {
    if is_made "$1"; then return 0; fi
    make_environment
    install_packages "$1"
    fingerprint >"$ENVIRONMENT/made-for-$1"
}

# Where Python is told to keep no bytecode (PYTHONDONTWRITEBYTECODE), each start would compile all of it anew.
compile_ours() {
    "$ENVIRONMENT/bin/python" -m compileall -q watchdog parsers tests 2>/dev/null || :  # quicker, not needed
}

imap_server() {
    if command -v dovecot >/dev/null 2>&1 || [ -x /usr/sbin/dovecot ]; then return 0; fi
    if system_package dovecot-imapd; then return 0; fi
    say "setup: tests against a real IMAP server are left out;" \
        "to run them too: sudo apt-get install --no-install-recommends dovecot-imapd"
}

database_server() {
    for found in /usr/lib/postgresql/*/bin/postgres; do
        if [ -x "$found" ]; then return 0; fi
    done
    if command -v postgres >/dev/null 2>&1 || system_package postgresql; then return 0; fi
    say "setup: tests against a real PostgreSQL are left out;" \
        "to run them too: sudo apt-get install --no-install-recommends postgresql"
}

accounting_tool() {
    if command -v hledger >/dev/null 2>&1 || system_package hledger; then return 0; fi
    say "setup: the test of exports with the real hledger is left out;" \
        "to run it too: sudo apt-get install --no-install-recommends hledger"
}

# What hostile mail is shown in: a browser for pages, a terminal for text.
screens() {
    for found in chromium tmux; do
        if command -v "$found" >/dev/null 2>&1 || system_package "$found"; then continue; fi
        say "setup: tests of hostile mail in a real $found are left out;" \
            "to run them too: sudo apt-get install --no-install-recommends $found"
    done
}

mqtt_broker() {
    if command -v mosquitto >/dev/null 2>&1 || [ -x /usr/sbin/mosquitto ]; then return 0; fi
    if system_package mosquitto; then return 0; fi
    say "setup: the test of Home Assistant with a real broker is left out;" \
        "to run it too: sudo apt-get install --no-install-recommends mosquitto"
}

target=${1:-}
case $target in
demo) make_for demo ;;
dev) target=check && make_for dev ;;
test) make_for dev && imap_server && accounting_tool && mqtt_broker && database_server && screens ;;
*) fail "tools/setup.sh demo, dev or test" ;;
esac
compile_ours
