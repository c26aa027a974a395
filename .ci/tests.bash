# shellcheck shell=bash
# Runs the test programs and adds up what they say. Sourced by ./rating.
: "${root:?is set by ./rating}"

# A program that hangs is ended after so many seconds and counts as one failure; by then it has named the test.
test_limit=${RATING_TEST_LIMIT:-1200}

run_tests() {
    local passed=0 failed=0 project name report begun=$SECONDS
    [ "${1:-}" != --stack ] || { use_stack "${2:-}"; shift 2; }
    build
    report=$(mktemp -d)
    # shellcheck disable=SC2064 # the name is known now
    trap "rm -rf '$report'" EXIT
    while IFS= read -r project; do
        name=$(basename "$project" .csproj)
        run_program "$(dirname "$project")/bin/Release/net10.0/$name" "$report/$name.xml" "$@"
        # Programs of a managed build can run with either stack: a few tests show the one not in force.
        if [ "$name" = RatingDevice.EndToEnd ] && [ $# -eq 0 ] && [ -z "${RATING_STACK:-}" ] &&
            [ "$(stack_now)" = managed ]; then
            RATING_STACK=system run_program "$(dirname "$project")/bin/Release/net10.0/$name" \
                "$report/$name.system.xml" -trait stack=both
        fi
    done < <(test_projects)
    echo "rating: $((SECONDS - begun)) s" >&2
    [ $((passed + failed)) -gt 0 ] || echo 'rating: not one test ran' >&2
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# Has the programs of every test run with this stack.
use_stack() {
    case $1 in
        system) ;;
        managed) [ "$(stack_now)" = managed ] || { echo 'rating: the managed stack is not built; see ./rating stack' >&2; exit 2; } ;;
        *) echo 'rating: write --stack system or --stack managed' >&2; exit 2 ;;
    esac
    export RATING_STACK=$1
}

# Runs one test program with more arguments, and adds up what its report says.
run_program() {
    local program=$1 report=$2 status=0 child
    shift 2
    echo "rating: $(basename "$report" .xml)" >&2
    # In the background, so that a signal to this shell is heard at once; a shell makes such a child deaf to
    # Ctrl-C, which env undoes: tests send it to programs of their own.
    env --default-signal=INT,QUIT timeout --foreground --kill-after=20 "$test_limit" \
        "$program" -noLogo -noColor -longRunning 120 -xml "$report" "$@" </dev/null &
    child=$!
    # shellcheck disable=SC2064 # the id is known now
    trap "kill $child 2>/dev/null; exit 130" INT TERM
    wait "$child" || status=$?
    trap - INT TERM
    add_up "$report" "$status"
}

# The quick ones first: their names come last.
test_projects() {
    grep -l '<IsTestProject>true' "$root"/tests/*/*.csproj | sort -r
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
    if [ "$status" -ne 0 ] && [ "$found" -eq 0 ]; then
        failed=$((failed + 1))
        echo "rating: $(basename "$report" .xml) fell with status $status (over 128: signal $((status - 128)))" >&2
    fi
}

attribute() {
    grep -o '<assembly [^>]*' "$1" | grep -oE " $2=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ s += $1 } END { print s + 0 }'
}
