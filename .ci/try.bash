# shellcheck shell=bash
# "./rating package --try": both packages in a Debian of its own with systemd as its first process, which is made for
# it, booted, and thrown away. Sourced by ./rating.
: "${root:?is set by ./rating}"

try_packages() {
    local suite machine log=$root/artifacts/package/try.log
    [ "$(id -u)" -eq 0 ] || { echo 'package: not tried: only root may boot a machine' >&2; return 1; }
    suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    need_packages bootstrap machines
    make_packages "$packages_folder/one" "$(package_version)"
    make_packages "$packages_folder/two" "$(package_version).1"
    machine=$(mktemp -d)
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -rf --one-file-system '$machine'" EXIT
    try_debian "$suite"
    tar -x -C "$machine" -f "$packages_folder/$suite.tar"
    try_prepare "$machine"
    echo "rating: booting it; $log" >&2
    # a network of its own, so that no port of this machine is in the way
    timeout --kill-after=20 900 systemd-nspawn --quiet --register=no --keep-unit --private-network --boot \
        --directory="$machine" --bind-ro="$DOTNET_ROOT:/usr/share/dotnet" --console=pipe </dev/null >"$log" 2>&1 || true
    cat "$machine/try.log" 2>/dev/null || tail -n 20 "$log"
    [ -e "$machine/try.done" ]
}

# The smallest Debian that boots, with what both packages need; kept for the next time.
try_debian() {
    local keep=$packages_folder/$1.tar
    [ -f "$keep" ] && [ -s "$keep" ] && return
    # a folder of that name is of a version that did not say which format it wants
    rm -rf --one-file-system "$keep" "$keep.new"
    echo "rating: making a Debian $1 in $keep" >&2
    mmdebstrap --quiet --format=tar --variant=minbase \
        --include=systemd-sysv,dbus,libssl3,tzdata,debconf,libstdc++6,curl "$1" "$keep.new" &&
        mv "$keep.new" "$keep"
}

try_prepare() {
    local machine=$1 units=$1/etc/systemd/system
    mkdir -p "$machine/debs" "$machine/usr/share/dotnet" "$units/default.target.wants"
    cp -r "$packages_folder/one" "$packages_folder/two" "$machine/debs/"
    install -m 755 "$root/.ci/package/try" "$machine/try"
    printf '%s\n' '[Unit]' 'After=multi-user.target' '[Service]' 'Type=oneshot' 'TimeoutStartSec=infinity' \
        'ExecStart=/try' 'ExecStopPost=/usr/bin/systemctl --no-block poweroff' \
        'StandardOutput=append:/try.log' 'StandardError=append:/try.log' >"$units/try.service"
    ln -s ../try.service "$units/default.target.wants/try.service"
}
