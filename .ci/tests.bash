# shellcheck shell=bash
# Runs the test programs and adds up what they say. Sourced by ./rating.
: "${root:?is set by ./rating}"

# A program that hangs is ended after so many seconds and counts as one failure.
test_limit=${RATING_TEST_LIMIT:-480}

run_tests() {
    local passed=0 failed=0 project name report status begun=$SECONDS
    build
    report=$(mktemp -d)
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -rf '$report'" EXIT
    for project in "$root"/tests/*/; do
        grep -qs '<IsTestProject>true' "$project"*.csproj || continue
        name=$(basename "$project")
        echo "rating: $name" >&2
        status=0
        timeout --foreground --kill-after=20 "$test_limit" "$project/bin/Release/net10.0/$name" \
            -noLogo -noColor -xml "$report/$name.xml" "$@" </dev/null || status=$?
        add_up "$report/$name.xml" "$status"
    done
    echo "rating: $((SECONDS - begun)) s" >&2
    [ $((passed + failed)) -gt 0 ] || echo 'rating: not one test ran' >&2
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# Adds the figures of one report to passed and failed; a program that fell without saying why is one failure.
add_up() {
    local report=$1 status=$2 found=0 p f
    if [ -s "$report" ]; then
        p=$(attribute "$report" passed)
        f=$(($(attribute "$report" failed) + $(attribute "$report" errors)))
        passed=$((passed + p)) failed=$((failed + f)) found=$f
    fi
    [ "$status" -ne 124 ] || echo "rating: $(basename "$report" .xml) was ended after $test_limit s" >&2
    if [ "$status" -ne 0 ] && [ "$found" -eq 0 ]; then failed=$((failed + 1)); fi
}

attribute() {
    grep -o '<assembly [^>]*' "$1" | grep -oE " $2=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ s += $1 } END { print s + 0 }'
}
