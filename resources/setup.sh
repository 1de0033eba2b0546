# Sourced by try.sh and test.sh: makes sure of Python, the system libraries of the window, and .venv with the package.
# Usage: . resources/setup.sh; set_up EXTRAS     (EXTRAS: "" or "[test]")

# A command as the user who may install packages: directly as root, by sudo where that is there; else it fails.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then sudo "$@"
    else return 1
    fi
}

# Installs system packages; where that is not possible it names them and goes on, for much works without.
install_packages() {
    echo "Installing system packages: $*"
    case $installer in
        apt) as_root sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null' sh "$@" ;;
        dnf) as_root dnf install -y -q "$@" ;;
        pacman) as_root pacman -Sy --needed --noconfirm "$@" ;;
    esac || echo "Could not install them. Please install by hand: $*" >&2
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$name"
            return
        fi
    done
    echo "JD Studio needs Python 3.11 or newer: please install it." >&2
    return 1
}

set_up() {
    python=$(find_python) || exit 1
    installer=
    for name in apt-get dnf pacman; do
        if command -v $name >/dev/null 2>&1; then installer=${name%-get}; break; fi
    done
    if [ -n "$installer" ]; then
        packages=$("$python" -m jdstudio.gui.system "$installer")
        "$python" -c 'import ensurepip' 2>/dev/null || packages="python3-venv $packages"
        [ -z "$packages" ] || install_packages $packages
    fi
    # .venv is made once, and again only when what it should hold has changed
    wanted="$("$python" -V) $1 $(cksum <pyproject.toml)"
    if [ "$(cat .venv/made-for 2>/dev/null)" != "$wanted" ]; then
        echo "Installing JD Studio into .venv …"
        [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".$1"
        echo "$wanted" >.venv/made-for
    fi
}
