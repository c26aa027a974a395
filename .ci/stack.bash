# shellcheck shell=bash
# Which of the two package sets is built. The feed is asked once, the answer stays in stack.props, which git ignores;
# a <Stack> written there by hand wins and is left alone. Sourced by ./rating.
: "${root:?is set by ./rating}"

stack_file=$root/stack.props

# What begins our own line in that file.
stack_mark='<PropertyGroup Label="feed asked '

# A feed that has not answered after so many seconds counts as out of reach.
probe_limit=${RATING_PROBE_LIMIT:-120}

# Asks the feed where nobody has answered yet. One at a time in this folder.
choose_stack() {
    [ -z "$(stack_now)" ] || return 0
    mkdir -p "$root/artifacts"
    (flock 7; [ -n "$(stack_now)" ] || ask_feed 7>&-) 7>"$root/artifacts/stack.lock"
}

# system or managed as stack.props says; nothing where it says neither.
stack_now() {
    [ -e "$stack_file" ] || return 0
    sed -n 's|.*<Stack[^>]*>[[:space:]]*\([a-z]*\)[[:space:]]*</Stack>.*|\1|p' "$stack_file" | tail -n 1
}

ask_feed() {
    local folder=$root/artifacts/probe status=0 log answer=system why
    mkdir -p "$folder"
    log=$folder/restore.log
    probe_project >"$folder/probe.csproj"
    timeout --kill-after=5 "$probe_limit" dotnet restore "$folder/probe.csproj" -v quiet -nodeReuse:false \
        --disable-build-servers >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -eq 0 ]; then
        answer=managed why='has them, or this machine has kept them'
    elif [ "$status" -ge 124 ]; then
        why="did not answer within $probe_limit s"
    elif grep -q 'NU1301' "$log"; then
        why='could not be reached'
    elif grep -qE 'NU110[0-9]|NU1603' "$log"; then
        why="lacks $(lacking "$log")"
    else
        why='could not be asked, see artifacts/probe/restore.log'
    fi
    keep_answer "$answer" "$why"
    echo "rating: stack $answer: of $(packages | wc -l) packages of the managed stack the feed $why" >&2
}

# Stands below this folder, so versions and sources are those of the build itself.
probe_project() {
    local package
    echo '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>'
    for package in $(packages); do echo "<PackageReference Include=\"$package\" />"; done
    echo '</ItemGroup></Project>'
}

packages() {
    sed -n '/Label="the managed stack"/,/<\/ItemGroup>/s/.*Include="\([^"]*\)".*/\1/p' "$root/Directory.Packages.props"
}

lacking() {
    local package all=()
    for package in $(packages); do
        grep -qE "(NU110[0-9]|NU1603).* $package( |\.|$)" "$1" && all+=("$package")
    done
    [ ${#all[@]} -gt 0 ] || all=('a package these need')
    echo "${all[*]}"
}

# Adds our line, or puts it in the place of an older one; whatever else stands in the file stays.
keep_answer() {
    local line="  $stack_mark$(date -u +%F): $2\"><Stack>$1</Stack></PropertyGroup>" fresh=$root/artifacts/stack.new
    if [ -e "$stack_file" ]; then
        grep -vF "$stack_mark" "$stack_file" >"$fresh" || true
    else
        printf '<Project>\n</Project>\n' >"$fresh"
    fi
    awk -v line="$line" '{ all = all $0 "\n" } END {
        at = match(all, /<\/Project>[[:space:]]*$/)
        head = substr(all, 1, at - 1); sub(/[[:space:]]*$/, "", head)
        printf "%s\n%s\n</Project>\n", head, line }' "$fresh" >"$fresh.2"
    mv "$fresh.2" "$stack_file"
    rm -f "$fresh"
}

# A feed that had everything may have lost it since; then the answer was ours and can be asked for again.
ask_again() {
    grep -qF "$stack_mark" "$stack_file" 2>/dev/null && [ "$(stack_now)" = managed ] || return 1
    ask_feed
    [ "$(stack_now)" = system ]
}

print_stack() {
    if [ "${1:-}" = ask ] && grep -qF "$stack_mark" "$stack_file" 2>/dev/null; then ask_feed; else choose_stack; fi
    case $(stack_now) in
        managed) echo 'stack: managed (MQTTnet, its broker in the collector, LiteDB, GPIO and displays by package; the system stack too)' ;;
        *) echo 'stack: system (libmosquitto, a mosquitto process, SQLite, GPIO by the kernel; no small displays)' ;;
    esac
    if grep -qF "$stack_mark" "$stack_file"; then
        sed -n 's|.*Label="feed asked \([^"]*\): \([^"]*\)".*|why: asked on \1, the package feed \2|p' "$stack_file"
        echo "'./rating stack ask' asks again; <Stack>system</Stack> or <Stack>managed</Stack> in stack.props decides by hand"
    else
        echo 'why: stack.props says so, written by hand; take <Stack> out of it to let the package feed decide'
    fi
}
