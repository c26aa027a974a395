# Draws wiring.txt as SVG: every signal one row, from the header's pin on the left to its end on the right.
# awk -f wiring.awk wiring.txt >wiring.svg
BEGIN {
    left = 40; wire = 250; width = 900; y = 96
}
/^#/ || NF == 0 { next }
{ body = body row() }
END {
    height = (low > y ? low : y) + 24
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" ", width, height
    printf "font-size=\"13\" fill=\"none\" stroke=\"#111\" stroke-width=\"1.6\">\n"
    printf "<title>RatingDevice: wiring of one counter device</title>\n"
    printf "<rect width=\"%d\" height=\"%d\" fill=\"#fff\" stroke=\"none\"/>\n", width, height
    printf "%s", text(left, 38, "start", "RatingDevice: wiring of one counter device", 20)
    printf "%s", text(left, 62, "start", "Drawn from wiring.txt by ./rating wiring. Pins are those of the 40-pin header.", 13)
    printf "%s", text(left, 82, "start", "Parts and ratings: bom.csv. Sums: electrical.md.", 13)
    printf "<rect x=\"%d\" y=\"100\" width=\"200\" height=\"%d\" fill=\"#f2f5f8\"/>\n", left, height - 116
    printf "%s</svg>\n", body
}

# One signal, or one more branch of the transistor before it.
function row(    i, out, f, last) {
    split($0, f, " ")
    if (f[1] == "+") {
        y += 58; x = trunk
        out = line(trunk, above, trunk, y) dot(trunk, y)
        above = y; i = 2
    } else {
        if (low > y) y = low
        y += high() ? 74 : $0 ~ /[RH][0-9]/ ? 46 : 30
        x = wire
        if (f[2] != "-") out = text(left + 12, y + 4, "start", f[2], 13) line(left + 200, y, wire, y) dot(left + 200, y)
        if (f[3] != "-") out = out text(left + 44, y + 4, "start", "GPIO " f[3], 13)
        out = out text(left + 188, y + 4, "end", f[1], 13)
        i = 4
    }
    low = y + (deep() ? 44 : 6)
    for (last = NF; i <= last; i++) out = out part(f[i], i == last)
    return out
}

# Whether something stands above the wire, or hangs below it.
function high() { return $0 ~ /\/3v3| Q[0-9]| 5v$| 3v3$| K[0-9]/ }
function deep() { return $0 ~ /\/gnd| Q[0-9]/ }

function part(word, ends,    f, name, value, to, kind) {
    to = value = ""
    if (split(word, f, "/") == 2) to = f[2]
    if (split(f[1], f, "=") == 2) value = f[2]
    name = f[1]
    value2 = ""
    if (split(value, f, "|") == 2) { value = f[1]; value2 = f[2] }
    if (name == "gnd" || name == "3v3" || name == "5v") return rail(name)
    kind = name; sub(/[0-9.]+$/, "", kind)
    if (to != "") return beside(kind, name, value, to)
    if (kind == "X") return terminal(name, ends)
    if (kind == "Q") return transistor(name, value)
    return inline(kind, name, value)
}

function inline(kind, name, value,    a, out, m) {
    a = x; x += 100; m = a + 50
    out = line(a, y, m - 22, y) line(m + 22, y, x, y)
    out = out text(m, y - (kind == "K" ? 22 : 17), "middle", name (value == "" ? "" : " " value), 12)
    if (kind == "R" || kind == "F") out = out box(m - 22, y - 8, 44, 16)
    if (kind == "F") out = out line(m - 22, y, m + 22, y)
    if (kind == "K") out = out dot(m - 22, y) dot(m + 22, y) line(m - 22, y - 10, m + 22, y - 10) line(m, y - 10, m, y - 17)
    if (kind == "H") out = out lamp(m)
    if (kind == "BZ") {
        out = out "<circle cx=\"" m "\" cy=\"" y "\" r=\"14\" fill=\"#fff\"/>\n" line(m - 22, y, m - 14, y) line(m + 14, y, m + 22, y)
        # the diode beside the coil, its cathode on the side of +5 V
        out = out path("M" m - 40 " " y " v30 h80 v-30 M" m - 8 " " y + 22 " v16 l16 -8 z M" m + 8 " " y + 22 " v16")
        out = out text(m + 46, y + 34, "start", value2, 12)
    }
    return out
}

# Arrows away from the diode; its anode is on the side the current comes from.
function lamp(m,    back) {
    back = collector_row() ? -1 : 1
    return path("M" m - 22 " " y " h10 M" m + 12 " " y " h10") \
        path("M" m - 11 * back " " y - 9 " v18 l" 20 * back " -9 z M" m + 10 * back " " y - 9 " v18 M" m - 12 " " y " h24") \
        path("M" m - 2 " " y + 12 " l8 8 m-1 -5 l1 5 l-5 -1 M" m + 8 " " y + 12 " l8 8 m-1 -5 l1 5 l-5 -1")
}

function collector_row() { return $0 ~ /^\+| Q[0-9]/ }

function beside(kind, name, value, to,    out, up, m) {
    m = x + 20; x += 62
    up = to == "3v3" ? -1 : 1
    out = line(m - 20, y, x, y) dot(m, y)
    if (kind == "R") {
        out = out line(m, y, m, y + up * 10) box(m - 8, up < 0 ? y - 42 : y + 8, 16, 34) line(m, y + up * 42, m, y + up * 48)
    } else if (kind == "C") {
        out = out path("M" m " " y " v20 M" m - 11 " " y + 20 " h22 M" m - 11 " " y + 27 " h22 M" m " " y + 27 " v21")
    } else {
        out = out path("M" m " " y " v16 M" m - 9 " " y + 34 " h18 l-9 -18 z M" m - 13 " " y + 20 " l4 -4 h18 l4 -4 M" m " " y + 34 " v14")
    }
    out = out text(m + 13, y + up * 24 + 2, "start", name, 12) text(m + 13, y + up * 24 + 15, "start", value, 12)
    return out symbol(m, y + up * 48, to)
}

function terminal(name, ends,    m) {
    m = x + 12; x += 34
    return line(m - 12, y, m - 5, y) "<circle cx=\"" m "\" cy=\"" y "\" r=\"5\"/>\n" \
        (ends ? text(m + 12, y + 4, "start", name, 12) : line(m + 5, y, x, y) text(m, y + 19, "middle", name, 12))
}

# What follows hangs on the collector, one step up.
function transistor(name, value,    m, out) {
    m = x + 26
    out = line(x, y, m, y) path("M" m " " y - 15 " v30 M" m " " y - 7 " l16 -13 v-10 M" m " " y + 7 " l16 13 v12")
    out = out path("M" m + 16 " " y + 20 " l-8 -1 l4 -5 z\" fill=\"#111") symbol(m + 16, y + 32, "gnd")
    out = out text(m + 24, y + 6, "start", name " " value, 12)
    y -= 30; above = y; x = trunk = m + 110
    return out line(m + 16, y, trunk, y)
}

function rail(name,    m) {
    m = x + 14
    return line(x, y, m, y) symbol(m, y, name)
}

function symbol(m, at, name) {
    if (name == "gnd") return path("M" m " " at " v6 M" m - 11 " " at + 6 " h22 M" m - 7 " " at + 10 " h14 M" m - 3 " " at + 14 " h6")
    return path("M" m " " at " v-8 M" m - 11 " " at - 8 " h22") \
        text(m, at - 13, "middle", name == "5v" ? "+5 V" : "+3.3 V", 12)
}

function line(x1, y1, x2, y2) { return path("M" x1 " " y1 " L" x2 " " y2) }
function path(d) { return "<path d=\"" d "\"/>\n" }
function dot(at, on) { return "<circle cx=\"" at "\" cy=\"" on "\" r=\"3\" fill=\"#111\"/>\n" }
function box(at, on, w, h) { return "<rect x=\"" at "\" y=\"" on "\" width=\"" w "\" height=\"" h "\" fill=\"#fff\"/>\n" }
function text(at, on, anchor, words, size) {
    return "<text x=\"" at "\" y=\"" on "\" text-anchor=\"" anchor "\" font-size=\"" size "\" fill=\"#111\" stroke=\"none\">" \
        words "</text>\n"
}
