"""The drawing of the two layers for the README: `python3 layers.py > layers.svg`. One fact that the article asserts, and one
that somebody says in it."""

from html import escape

WIDTH, HEIGHT = 960, 470
INK, PAPER, FAINT = "#1b1b1b", "#fbfaf6", "#6b675e"
ASSERTED, REPORTED = "#1f5fa8", "#9a4a00"


def text(x, y, words, size=15, fill=INK, anchor="middle", weight="normal", style="normal"):
    return (f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" font-weight="{weight}" '
            f'font-style="{style}">{escape(words)}</text>')


def node(x, y, width, name, kind, colour=INK, dashed=False):
    dashes = ' stroke-dasharray="6 4"' if dashed else ""
    return (f'<rect x="{x - width / 2}" y="{y - 25}" width="{width}" height="50" rx="8" fill="#fff" stroke="{colour}" '
            f'stroke-width="2"{dashes}/>' + text(x, y - 4, name, 15, weight="bold") + text(x, y + 15, kind, 13, FAINT))


def arrow(x1, y1, x2, y2, label, colour=INK, dashed=False, beside=8):
    dashes = ' stroke-dasharray="6 4"' if dashed else ""
    line = (f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1.6" '
            f'marker-end="url(#tip)"{dashes}/>')
    anchor = "start" if x1 == x2 else "middle"
    x, y = ((x1 + beside, (y1 + y2) / 2 + 5) if x1 == x2 else ((x1 + x2) / 2, (y1 + y2) / 2 - beside))
    return line + text(x, y, label, 13, colour, anchor)


def band(y, height, title, what):
    return (f'<rect x="0" y="{y}" width="{WIDTH}" height="{height}" fill="#f1eee5"/>'
            + text(16, y + 24, title, 15, anchor="start", weight="bold") + text(16, y + 44, what, 13, FAINT, "start"))


def words(x, y, width, quote, colour, dashed=False):
    dashes = ' stroke-dasharray="7 4"' if dashed else ""
    return (text(x, y, quote, 14, style="italic")
            + f'<line x1="{x - width / 2}" y1="{y + 7}" x2="{x + width / 2}" y2="{y + 7}" stroke="{colour}" stroke-width="2.5"{dashes}/>')


def drawing():
    left, right = 262, 680
    parts = [
        band(10, 130, "World", "what is so,"), text(16, 74, "or would be", 13, FAINT, "start"),
        band(170, 130, "Claims", "who says it,"), text(16, 234, "how firmly", 13, FAINT, "start"),
        band(330, 130, "Words", "of the article"),
        node(left, 75, 190, "d:bilaterale", "a meeting", ASSERTED),
        node(right, 75, 214, "d:reconnaissance", "a situation, not asserted", REPORTED, True),
        node(left, 235, 190, "claim:bilaterale", "stated", ASSERTED),
        node(right, 235, 214, "claim:reconnaissance", "reported", REPORTED),
        node(482, 235, 96, "d:source", "the article"),
        node(892, 235, 104, "actor:diop", "a person"),
        arrow(left, 210, left, 103, "about", ASSERTED), arrow(right, 210, right, 103, "about", REPORTED, True),
        arrow(left + 95, 235, 432, 235, "said by"), arrow(right + 107, 235, 838, 235, "said by"),
        arrow(left, 260, left, 372, "span 2511–2558", ASSERTED), arrow(right, 260, right, 372, "span", REPORTED),
        words(left, 404, 350, "«en recevant son homologue malien Abdoulaye Diop»", ASSERTED),
        words(right, 404, 344, "«qui a été le premier à reconnaître et féliciter l’AES …»", REPORTED, True),
        text(WIDTH / 2, 442, "each span has its first and last character, the words, and what stands around them", 13, FAINT),
    ]
    tip = ('<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
           '<path d="M0 0 10 5 0 10z" fill="context-stroke"/></marker></defs>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
            f'font-family="system-ui, sans-serif" role="img"><title>World, claims and words: a meeting that the article asserts, '
            f'and a recognition that Diop speaks of</title>{tip}<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
            + "\n".join(parts) + "</svg>\n")


if __name__ == "__main__":
    print(drawing(), end="")
