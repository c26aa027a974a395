# shellcheck shell=bash
# What a machine must have: the SDK and a few Debian packages. Sourced by ./rating.
: "${root:?is set by ./rating}"

# Sets DOTNET_ROOT and quiet defaults, or says in one sentence what to install.
need_dotnet() {
    local program sdks sdk found=
    for program in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /opt/dotnet/dotnet; do
        [ -x "$program" ] || continue
        sdks=$("$program" --list-sdks 2>/dev/null) || continue
        found+=$(cut -d' ' -f1 <<<"$sdks" | tr '\n' ' ')
        # "10.0.100 [/usr/share/dotnet/sdk]": what it says, since the program on the path may be a shim
        sdk=$(sed -n 's|^10\.[^ ]* \[\(.*\)/sdk]$|\1|p' <<<"$sdks" | tail -n 1)
        [ -n "$sdk" ] || continue
        export DOTNET_ROOT=$sdk
        [ "$(command -v dotnet || true)" = "$program" ] || export PATH=$sdk:$PATH
        quiet_dotnet
        return
    done
    echo "rating: the .NET 10 SDK is needed and ${found:+only }${found:-no SDK }was found;" \
        'see https://dotnet.microsoft.com/download/dotnet/10.0' >&2
    exit 1
}

# No banner, no telemetry, no certificate; and a home of its own where the user has none that can be written.
quiet_dotnet() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
    export DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_ADD_GLOBAL_TOOLS_TO_PATH=false
    export DOTNET_CLI_UI_LANGUAGE=en
    [ -n "${HOME:-}" ] && [ -w "$HOME" ] && return
    mkdir -p "$root/artifacts/home"
    export HOME=$root/artifacts/home DOTNET_CLI_HOME=$root/artifacts/home
}

# Each need: how it is seen to be there, and the packages that bring it.
has() {
    case $1 in
        broker) PATH=$PATH:/usr/sbin:/sbin command -v mosquitto ;;
        link) PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F 'libmosquitto.so.1 ' ;;
        tools) command -v mosquitto_pub ;;
        browser) command -v chromium ;;
        npm) command -v npm ;;
        office) command -v soffice && [ -e /usr/lib/libreoffice/program/libsclo.so ] ;;
        fonts) command -v fc-list && fc-list :lang=zh | grep . ;;
        qemu) command -v qemu-system-x86_64 ;;
        busybox) command -v busybox && ! ldd "$(command -v busybox)" ;;
        mkfs) PATH=$PATH:/usr/sbin:/sbin command -v mkfs.ext4 && command -v gzip ;;
        gpiod) PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -F 'libgpiod.so.2 ' ;;
        overlay) command -v dtc ;;
        sound) command -v aplay ;;
        machines) command -v systemd-nspawn ;;
        bootstrap) command -v mmdebstrap ;;
        database) compgen -G '/usr/lib/postgresql/*/bin/initdb' ;;
        compiler) command -v gcc && command -v make && command -v xz && [ -e /usr/include/stdio.h ] ;;
    esac >/dev/null 2>&1
}

package_of() {
    case $1 in
        broker) echo mosquitto ;;
        link) echo libmosquitto1 ;;
        tools) echo mosquitto-clients ;;
        browser) echo chromium ;;
        npm) echo npm ;;
        office) echo libreoffice-calc-nogui ;;
        fonts) echo fontconfig fonts-wqy-microhei ;;
        qemu) echo qemu-system-x86 ;;
        busybox) echo busybox-static ;;
        mkfs) echo e2fsprogs gzip ;;
        gpiod) echo libgpiod2 ;;
        overlay) echo device-tree-compiler ;;
        sound) echo alsa-utils ;;
        machines) echo systemd-container ;;
        bootstrap) echo mmdebstrap ;;
        database) echo postgresql-15 ;;
        compiler) echo gcc make xz-utils libc6-dev ;;
    esac
}

need_packages() {
    local need packages=()
    for need in "$@"; do
        # shellcheck disable=SC2207 # package names have no blanks
        has "$need" || packages+=($(package_of "$need"))
    done
    [ ${#packages[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "rating: missing here: ${packages[*]} (Debian's names); install them and start again" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "rating: some packages are missing; this one command installs them:" >&2
        echo "  sudo apt-get install --no-install-recommends -y ${packages[*]}" >&2
        [[ " ${packages[*]} " != *' mosquitto '* ]] ||
            echo '  (Debian starts its own mosquitto service then; "sudo systemctl disable --now mosquitto" ends it)' >&2
        [[ " ${packages[*]} " != *' postgresql-15 '* ]] ||
            echo '  (and a server of its own; "sudo systemctl disable --now postgresql" ends it)' >&2
        exit 1
    fi
    echo "rating: installing ${packages[*]}" >&2
    mkdir -p "$root/artifacts"
    # A sub-shell, so that its trap ends with it; the lock keeps two first runs apart.
    (flock 8; install_packages "${packages[@]}" 8>&-) 8>"$root/artifacts/install.lock"
    for need in "$@"; do
        has "$need" || { echo "rating: $need is still missing after the installation" >&2; exit 1; }
    done
}

# The same for what some tests look at and no program needs: without one, its tests say that they were skipped.
want_each() {
    local need
    for need in "$@"; do
        (need_packages "$need") || echo "rating: going on without: $need" >&2
    done
}

# Debian's mosquitto and PostgreSQL start services when they are installed. Nobody asked for one: while we install, a
# policy says no to every start, and a service that came with us is not left enabled for the next boot either.
install_packages() {
    local policy=/usr/sbin/policy-rc.d log service new=()
    log=$(mktemp)
    for service in mosquitto postgresql; do
        [ -e "/lib/systemd/system/$service.service" ] || new+=("$service")
    done
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -f '$log'" EXIT
    if [ ! -e "$policy" ]; then
        # shellcheck disable=SC2064
        trap "rm -f '$log' '$policy'" EXIT
        trap 'exit 130' INT TERM
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
    if ! apt_install "$@" >"$log" 2>&1; then
        echo 'rating: package lists may be old or absent, updating them' >&2
        apt-get -q update >>"$log" 2>&1 || true
        apt_install "$@" >>"$log" 2>&1 || { tail -n 30 "$log" >&2; echo 'rating: apt-get failed, see above' >&2; exit 1; }
    fi
    for service in "${new[@]}"; do
        [ -e "/lib/systemd/system/$service.service" ] && command -v systemctl >/dev/null || continue
        systemctl disable --quiet "$service.service" 2>/dev/null || true
    done
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 install --no-install-recommends -y "$@"
}
