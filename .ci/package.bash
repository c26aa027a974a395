# shellcheck shell=bash
# Debian packages of both programs in artifacts/package: the same bytes for the same sources. Sourced by ./rating.
: "${root:?is set by ./rating}"

packages_folder=$root/artifacts/package

# Where SQLite's library is looked for on the machines we are for; the others would only fill the disk.
package_machines='linux-x64 linux-arm64 linux-arm unix'

# Makes both packages; with --try installs them in a machine of their own.
package() {
    local option version='' trial=no
    while [ $# -gt 0 ]; do
        option=$1
        shift
        case $option in
            --try) trial=yes ;;
            --version) version=${1:?--version needs a version}; shift ;;
            *) echo "rating: package has no option '$option'; there are --try and --version V" >&2; exit 2 ;;
        esac
    done
    build
    make_packages "$packages_folder" "${version:-$(package_version)}"
    [ "$trial" = no ] || try_packages
}

# Both, or those that are named.
make_packages() {
    local to=$1 version=$2 only=${3:-rating-device rating-collector} stage
    mkdir -p "$to"
    stage=$(mktemp -d)
    # dpkg-deb says no to a folder of mode 700
    chmod 755 "$stage"
    [[ $only != *device* ]] || package_one rating-device firmware/RatingDevice.Firmware "$version" "$stage" "$to"
    [[ $only != *collector* ]] ||
        package_one rating-collector collector/RatingDevice.Collector "$version" "$stage" "$to"
    rm -rf "$stage"
}

package_version() {
    sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$root/Directory.Build.props"
}

# The moment that stands on every file: of the last commit, or of the change log where there is no git.
package_moment() {
    echo "${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/CHANGELOG.md")}"
}

package_one() {
    local name=$1 project=$root/$2 version=$3 tree=$4/$1 to=$5 own=$root/$2/Package moment
    moment=$(package_moment)
    umask 022
    mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib/$name" "$tree/usr/share/doc/$name" "$tree/etc/default"
    package_program "$project" "$name" "$tree/usr/lib/$name"
    package_text "$name" "$root/.ci/package/launcher" "$tree/usr/bin/$name" 755
    install -D -m 644 "$own/service" "$tree/usr/lib/systemd/system/$name.service"
    install -D -m 644 "$own/sysusers" "$tree/usr/lib/sysusers.d/$name.conf"
    [ ! -e "$own/udev" ] || install -D -m 644 "$own/udev" "$tree/usr/lib/udev/rules.d/60-$name.rules"
    install -m 644 "$own/default" "$tree/etc/default/$name"
    [ ! -e "$own/collector.json" ] || install -D -m 644 "$own/collector.json" "$tree/etc/$name/collector.json"
    [ ! -e "$own/registry.json" ] ||
        install -D -m 644 "$own/registry.json" "$tree/usr/share/doc/$name/examples/registry.json"
    install -m 644 "$own/readme" "$tree/usr/share/doc/$name/README.Debian"
    install -m 644 "$root/LICENSE" "$tree/usr/share/doc/$name/copyright"
    install -D -m 644 "$own/lintian-overrides" "$tree/usr/share/lintian/overrides/$name"
    install -d "$tree/usr/share/man/man1"
    gzip -9n <"$own/manual" >"$tree/usr/share/man/man1/$name.1.gz"
    package_changes "$name" "$version" "$moment" | gzip -9n >"$tree/usr/share/doc/$name/changelog.gz"
    package_control "$name" "$own" "$version" "$tree"
    find "$tree" -exec touch -h -d "@$moment" {} +
    SOURCE_DATE_EPOCH=$moment dpkg-deb --root-owner-group -Zgzip -z6 --build "$tree" \
        "$to/${name}_${version}_all.deb" >/dev/null
    echo "$to/${name}_${version}_all.deb"
}

# A build for no machine in particular is what would be published; this machine's own starter, the symbols and other
# machines' libraries stay behind.
package_program() {
    local built=$1/bin/Release/net10.0 name=$2 to=$3 folder
    (cd "$built" && find . -type f ! -name '*.pdb' ! -name '*.xml' ! -name '*.staticwebassets.*' ! -path "./$name" \
        -print0 | tar -c --null -T -) | tar -x -C "$to"
    for folder in "$to"/runtimes/*; do
        [[ " $package_machines " == *" $(basename "$folder") "* ]] || rm -rf "$folder"
    done
    find "$to" -type f -exec chmod 644 {} +
    find "$to" -type d -exec chmod 755 {} +
}

package_text() {
    sed "s/@NAME@/$1/g" "$2" >"$3"
    chmod "$4" "$3"
}

package_changes() {
    printf '%s (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md of the sources.\n\n' "$1" "$2"
    printf ' -- RatingDevice contributors <noreply@example.org>  %s\n' "$(LC_ALL=C date -u -R -d "@$3")"
}

# Which libraries a build needs follows from its stack: one of packages can do without Debian's.
package_control() {
    local name=$1 own=$2 version=$3 control=$4/DEBIAN tree=$4 script need='' may=''
    if [ "$(stack_now)" = managed ]; then may=yes; else need=yes; fi
    (cd "$tree" && find . -type f ! -path './DEBIAN/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) \
        >"$control/md5sums"
    sed -e "s/@VERSION@/$version/" -e "s/@SIZE@/$(du -sk --apparent-size --exclude=DEBIAN "$tree" | cut -f1)/" \
        -e "s/@LINK@/${need:+, libmosquitto1}/" -e "s/@LINK_MAYBE@/${may:+, libmosquitto1}/" \
        -e "s/@BROKER@/${need:+, libmosquitto1, mosquitto}/" -e "s/@BROKER_MAYBE@/${may:+, libmosquitto1, mosquitto}/" \
        "$own/control" >"$control/control"
    (cd "$tree" && find etc -type f -printf '/%p\n' | LC_ALL=C sort) >"$control/conffiles"
    install -m 644 "$own/templates" "$control/templates"
    for script in postinst prerm postrm; do
        package_text "$name" "$root/.ci/package/$script" "$control/$script" 755
    done
}
