# shellcheck shell=bash
# Builds the whole solution when something in it is newer than the last build. Sourced by ./rating.
: "${root:?is set by ./rating}"

build() {
    mkdir -p "$root/artifacts"
    # One build at a time in this folder. The compiler must not inherit the lock, or it would outlive us.
    (flock 9; build_if_changed 9>&-) 9>"$root/artifacts/build.lock"
}

build_if_changed() {
    local stamp=$root/artifacts/built log=$root/artifacts/build.log begun
    if is_fresh "$stamp"; then return; fi
    echo 'rating: building' >&2
    begun=$(mktemp "$root/artifacts/begun.XXXXXX")
    # Build servers would stay behind as processes of ours; the price is a few seconds. Not "dotnet build", which
    # leaves two empty folders in the temporary folder each time.
    if ! dotnet msbuild "$root/RatingDevice.sln" -restore -p:Configuration=Release -v:minimal -nodeReuse:false \
        -p:UseSharedCompilation=false -p:UseRazorBuildServer=false >"$log" 2>&1 </dev/null; then
        rm -f "$begun"
        # shellcheck disable=SC2310 # a no is an answer
        if grep -q 'error NU1' "$log" && ask_again; then build_if_changed; return; fi
        grep -E '(error|warning) ' "$log" | sort -u | head -n 60 >&2 || true
        grep -qE ': error ' "$log" || tail -n 40 "$log" >&2
        echo "rating: the build failed; the whole log is artifacts/build.log" >&2
        exit 1
    fi
    # The stamp carries the moment the build began: a file saved during it is newer and will be built next time.
    { dotnet --version; sources | sort; } >"$begun.list"
    touch -r "$begun" "$begun.list"
    mv "$begun.list" "$stamp"
    rm -f "$begun"
}

# True when the outputs are there, no file came or went since the stamp, and none is newer.
is_fresh() {
    local stamp=$1 program
    [ -e "$stamp" ] || return 1
    { dotnet --version; sources | sort; } | cmp -s - "$stamp" || return 1
    for program in tests/RatingDevice.Demo:rating-demo tests/RatingDevice.Bench:rating-bench \
        firmware/RatingDevice.Firmware:rating-device collector/RatingDevice.Collector:rating-collector; do
        [ -x "$root/${program%%:*}/bin/Release/net10.0/${program##*:}" ] || return 1
    done
    [ -z "$(sources -newer "$stamp")" ]
}

# Every file that goes into a build.
sources() {
    local library=()
    [ ! -e "$chart_library" ] || library=("$chart_library")
    find "$root"/{firmware,collector,tests} "$root"/*.{props,targets,sln} "$root/global.json" "$root/.editorconfig" \
        "${library[@]}" \
        \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f "$@" -print
}
