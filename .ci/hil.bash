# shellcheck shell=bash
# A real kernel for "./rating bench hil": Debian's, with the two simulated-GPIO modules Debian leaves out built from
# Debian's own source, and a disk with our programs. Everything lies in artifacts/hil. Sourced by ./rating.
: "${root:?is set by ./rating}"

hil=$root/artifacts/hil

# Modules the guest inserts, by file name, each after those it needs: a second try takes an emulated machine seconds.
hil_modules='virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk failover
    net_failover virtio_net crc16 crc32c_generic libcrc32c mbcache jbd2 ext4 evdev uinput configfs'
hil_own_modules='irq_sim gpio-sim'

# Makes kernel, modules and disk, or says in one line why it cannot and returns 1.
hil_prepare() {
    local release needs=(qemu busybox mkfs compiler)
    [ "$(stack_now)" != managed ] || needs+=(gpiod)
    [ "$(dpkg --print-architecture 2>/dev/null)" = amd64 ] || { hil_skip 'needs Debian on amd64'; return 1; }
    (need_packages "${needs[@]}") || { hil_skip 'QEMU or its tools are not installed'; return 1; }
    release=$(hil_release) || { hil_skip 'the package lists name no Debian kernel 6.1 with its source'; return 1; }
    # shellcheck disable=SC2310 # each step is checked
    (flock 7; hil_kernel "$release" 7>&- && hil_initramfs "$release" && hil_disk) 7>"$root/artifacts/hil.lock" ||
        { hil_skip 'the kernel or its modules could not be made, see above'; return 1; }
}

hil_skip() {
    echo "bench hil: skipped: $1"
}

# The newest release the feed has image, headers and source of, for example 6.1.0-56-amd64.
hil_release() {
    local found
    found=$(apt-cache search --names-only '^linux-headers-6\.1\.0-[0-9]+-amd64$' 2>/dev/null |
        cut -d' ' -f1 | sed 's/^linux-headers-//' | sort -V | tail -n 1)
    [ -n "$found" ] && apt-cache show "linux-image-$found" linux-source-6.1 >/dev/null 2>&1 && echo "$found"
}

# Kernel and modules; made once for each release.
hil_kernel() {
    local release=$1 made=$hil/$1
    [ -e "$made/done" ] && return
    echo "rating: fetching Debian's kernel $release and building gpio-sim for it" >&2
    rm -rf "$made"
    mkdir -p "$made/debs" "$made/build"
    hil_fetch "$release" "$made/debs" >"$made/log" 2>&1 || { tail -n 5 "$made/log" >&2; return 1; }
    for deb in "$made"/debs/linux-{image,headers,kbuild}*.deb; do dpkg-deb -x "$deb" "$made/tree"; done
    dpkg-deb --fsys-tarfile "$made"/debs/linux-source*.deb | tar -xO ./usr/src/linux-source-6.1.tar.xz |
        tar -xJ -C "$made/build" --strip-components=1 --wildcards '*/drivers/gpio/gpio-sim.c' \
            '*/drivers/gpio/gpiolib.h' '*/kernel/irq/irq_sim.c'
    hil_build "$release" "$made" >>"$made/log" 2>&1 || { tail -n 20 "$made/log" >&2; return 1; }
    hil_unpack "$made/tree/boot/vmlinuz-$release" >"$made/vmlinux"
    [ "$(head -c 4 "$made/vmlinux" | tail -c 3)" = ELF ] || { echo 'the kernel is packed in another way' >&2; return 1; }
    hil_keep_modules "$release" "$made"
    rm -rf "$made/tree" "$made/debs" "$made/build"
    touch "$made/done"
}

# Only fetched and unpacked, not installed: this machine gets no other kernel.
hil_fetch() (
    cd "$2" && apt-get -q download "linux-image-$1" "linux-headers-$1" "linux-headers-${1%-amd64}-common" \
        linux-kbuild-6.1 linux-source-6.1
)

# The simulator of interrupts calls one function that modules may not call; another does the same for it.
hil_build() {
    local release=$1 made=$2 tree=$2/tree/usr/src
    cp "$made"/build/drivers/gpio/* "$made/build/kernel/irq/irq_sim.c" "$made/build/"
    sed -i 's/handle_simple_irq(irq_to_desc(irqnum))/generic_handle_irq(irqnum)/' "$made/build/irq_sim.c"
    echo 'MODULE_LICENSE("GPL");' >>"$made/build/irq_sim.c"
    echo 'obj-m := gpio-sim.o irq_sim.o' >"$made/build/Makefile"
    # the headers name each other by the places they would be installed in
    sed -i "s|/usr/src/|$tree/|" "$tree/linux-headers-$release/Makefile"
    make -C "$tree/linux-headers-$release" M="$made/build" KBUILD_MODPOST_WARN=1 modules
}

# The kernel as it is before it is packed: unpacking it emulated takes longer than all the rest of the boot.
hil_unpack() {
    local at
    at=$(LC_ALL=C grep -abom1 -P '\xFD7zXZ\x00' "$1" | head -n 1 | cut -d: -f1)
    # what follows the packed kernel in the file is no part of it, and xz says so
    tail -c "+$((at + 1))" "$1" 2>/dev/null | xz -dc 2>/dev/null || true
}

hil_keep_modules() {
    local release=$1 made=$2 name
    mkdir -p "$made/modules"
    for name in $hil_modules; do
        find "$made/tree/lib/modules/$release" -name "$name.ko" -exec cp {} "$made/modules/" \;
    done
    for name in $hil_own_modules; do cp "$made/build/$name.ko" "$made/modules/"; done
}

# busybox, modules and the script that hands over to the disk.
hil_initramfs() {
    local made=$hil/$1 tree name n=10
    tree=$(mktemp -d)
    mkdir -p "$tree"/{bin,dev,proc,sys,disk,modules}
    cp "$(command -v busybox)" "$tree/bin/busybox"
    for name in $hil_modules $hil_own_modules; do
        [ -e "$made/modules/$name.ko" ] || continue
        # without the signature, which an emulated machine takes long to check
        strip -g -o "$tree/modules/$((n++))-$name.ko" "$made/modules/$name.ko"
    done
    install -m 755 "$root/tests/RatingDevice.Bench/Hil/Guest/init" "$tree/init"
    (cd "$tree" && find . | busybox cpio -o -H newc 2>/dev/null | gzip -1) >"$hil/initramfs.gz"
    rm -rf "$tree"
    cp "$made/vmlinux" "$hil/vmlinux"
}

# Our programs, the runtime and the libraries both name; made anew when a program is newer.
hil_disk() {
    local tree=$hil/disk image=$hil/disk.img app=$root/tests/RatingDevice.Bench/bin/Release/net10.0
    local tests=$root/tests/RatingDevice.Tests/bin/Release/net10.0 guest=$root/tests/RatingDevice.Bench/Hil/Guest
    [ -e "$image" ] && [ -z "$(find "$app" "$tests" "$guest" -newer "$image" -type f -print -quit)" ] && return
    echo 'rating: making the disk of the guest' >&2
    rm -rf "$tree"
    mkdir -p "$tree"/{bin,dev,proc,sys,tmp,run,data,etc,lib,lib64,dotnet/shared,usr/share,usr/sbin}
    cp "$(command -v busybox)" "$tree/bin/busybox"
    ln -s busybox "$tree/bin/sh" # what tests play with are scripts
    install -m 755 "$guest/start" "$tree/start"
    printf 'root:x:0:0:root:/:/bin/sh\nmosquitto:x:100:100::/:/bin/sh\n' >"$tree/etc/passwd"
    printf 'root:x:0:\nmosquitto:x:100:\n' >"$tree/etc/group"
    cp -r "$DOTNET_ROOT/host" "$DOTNET_ROOT/dotnet" "$tree/dotnet/"
    cp -r "$DOTNET_ROOT"/shared/Microsoft.{NETCore,AspNetCore}.App "$tree/dotnet/shared/"
    hil_program "$app" "$tree/app"
    hil_program "$tests" "$tree/tests"
    hil_compile_ahead "$tree/app"
    # busybox has a setpriv too, but one that cannot tie a child to its parent
    cp "$(PATH=$PATH:/usr/sbin command -v mosquitto)" "$(command -v setpriv)" "$tree/usr/sbin/"
    cp -r /usr/share/zoneinfo "$tree/usr/share/"
    # a test compares its names of keys with the kernel's
    install -D -m 644 /usr/include/linux/input-event-codes.h "$tree/usr/include/linux/input-event-codes.h"
    hil_libraries "$tree"
    rm -f "$image"
    PATH=$PATH:/usr/sbin:/sbin mkfs.ext4 -q -d "$tree" "$image.new" "$(($(du -sm "$tree" | cut -f1) * 5 / 4 + 40))M"
    mv "$image.new" "$image"
    rm -rf "$tree"
}

hil_program() {
    mkdir -p "$2"
    # other systems' libraries and other languages' texts would only fill the disk
    (cd "$1" && find . \( -path '*/runtimes/*' ! -path '*/runtimes/linux-x64*' -o -name '*.pdb' \
        -o -name 'Microsoft.CodeAnalysis*resources.dll' -o -path './.playwright*' \) -prune -o -type f -print0) |
        (cd "$1" && tar -c --null -T -) | tar -x -C "$2"
}

# Emulated, compiling while a program runs costs more than all the rest of its start, so it is done here. The
# compiler is one of .NET's own packages; where the feed lacks it the guest is slower, and that is all.
hil_compile_ahead() {
    local programs=$1 compiler folder file options=(--targetos linux --targetarch x64 -O)
    compiler=$(hil_compiler) || { echo 'rating: no compiler to be had; the guest will take longer' >&2; return 0; }
    for folder in "$DOTNET_ROOT"/shared/Microsoft.{NETCore,AspNetCore}.App; do
        options+=(-r "$folder/$(find "$folder" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort -V | tail -n 1)/*.dll")
    done
    for file in "$programs"/*.dll; do
        # one that cannot be compiled stays as it is
        if "$compiler" "$file" -o "$file.new" -r "$programs/*.dll" "${options[@]}" >>"$hil/ahead.log" 2>&1; then
            mv "$file.new" "$file"
        fi
    done
}

hil_compiler() {
    local project=$hil/ahead/ahead.csproj
    mkdir -p "$hil/ahead"
    echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><RuntimeIdentifier>linux-x64</RuntimeIdentifier>' \
        '<PublishReadyToRun>true</PublishReadyToRun><SelfContained>false</SelfContained></PropertyGroup></Project>' >"$project"
    dotnet restore "$project" -v quiet -nodeReuse:false --disable-build-servers \
        "-p:RestorePackagesPath=$hil/ahead/packages" >"$hil/ahead.log" 2>&1 </dev/null || return 1
    find "$hil/ahead/packages" -path '*crossgen2*' -name crossgen2 -type f | sort -V | tail -n 1 | grep .
}

# Shared libraries by what the loader says; a few are opened by name at run time.
hil_libraries() {
    local tree=$1 file
    # a file that is no program is no error
    { find "$tree/app" "$tree/tests" "$tree/dotnet" "$tree/usr/sbin" -type f \( -name '*.so' -o -perm -100 \) \
        -exec ldd {} + 2>/dev/null || true; } | awk '/=> \// { print $3 } /ld-linux/ { print $1 }' | sort -u >"$tree/tmp/libraries"
    ldconfig -p | awk '/lib(ssl|crypto)\.so\.3|libmosquitto\.so\.1|libgpiod\.so\.2|libnss_files/ { print $NF }' >>"$tree/tmp/libraries"
    PATH=$PATH:/sbin ldd "$(ldconfig -p | awk '/libmosquitto\.so\.1/ { print $NF; exit }')" |
        awk '/=> \// { print $3 }' >>"$tree/tmp/libraries"
    sort -u "$tree/tmp/libraries" | while IFS= read -r file; do
        case $file in "$tree"/*) continue ;; esac
        cp -L "$file" "$tree/lib/$(basename "$file")"
    done
    cp -L /lib64/ld-linux-x86-64.so.2 "$tree/lib64/"
    rm -f "$tree/tmp/libraries"
}
