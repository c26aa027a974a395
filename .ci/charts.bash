# shellcheck shell=bash
# What npm brings by package-lock.json: the charts of the pages, and axe-core for their tests. Both are extras: without
# them every page has its numbers, and the tests that need them say why they are skipped. Sourced by ./rating.
: "${root:?is set by ./rating}"

# The one file that goes into the collector.
chart_library=$root/node_modules/echarts/dist/echarts.common.min.js

# Longest wait for the package feed, in seconds, and for how many minutes a feed that failed is left in peace.
npm_limit=${RATING_NPM_LIMIT:-180}
npm_rest=60

fetch_charts() {
    local failed=$root/artifacts/npm.failed
    mkdir -p "$root/artifacts"
    is_fetched && return 0
    [ -z "$(find "$failed" -mmin "-$npm_rest" 2>/dev/null)" ] || return 0
    # shellcheck disable=SC2310 # a no is an answer
    (need_packages npm) && (flock 6; is_fetched || run_npm 6>&-) 6>"$root/artifacts/npm.lock" && return 0
    touch "$failed"
    echo 'rating: npm brought nothing, so the pages are built without charts; their numbers are all there' >&2
    echo "rating: see artifacts/npm.log; asked again in $npm_rest minutes, or once artifacts/npm.failed is gone" >&2
}

# True when what the lock file names is there.
is_fetched() {
    cmp -s "$root/package-lock.json" "$root/node_modules/.fetched"
}

run_npm() {
    echo 'rating: fetching the chart library' >&2
    (cd "$root" && timeout --kill-after=5 "$npm_limit" npm ci --ignore-scripts --fetch-retries=1) \
        >"$root/artifacts/npm.log" 2>&1 </dev/null || return 1
    cp "$root/package-lock.json" "$root/node_modules/.fetched"
}
