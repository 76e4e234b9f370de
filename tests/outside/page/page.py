"""Pages of hostile dossiers and of ordinary ones, read by html5lib, then by a real browser (browser.mjs).

`page.py [PICTURES]` keeps pictures of the pages in a folder.
"""

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import html5lib  # noqa: E402
from rdflib import RDF, RDFS, SH, SKOS, Graph  # noqa: E402
from verdict import COMMAND, ROOT, SEED, Verdict  # noqa: E402

HERE = Path(__file__).resolve().parent
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"

RUN = "globalThis.hacked=1"
PAYLOADS = [
    f"<script>{RUN}</script>", f"</script><script>{RUN}</script>", f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>", f"</textarea><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>", f"<ScRiPt>{RUN}</sCrIpT>", f"<script\n>{RUN}</script\n>", f"<script/x>{RUN}</script>",
    f"<img src=x onerror={RUN}>", f"<img/src=x/onerror={RUN}>", f"<svg onload={RUN}>", f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>", f"<body onload={RUN}>",
    f"<iframe src=javascript:{RUN}>", f"<iframe srcdoc='<script>parent.{RUN}</script>'>", f"<object data=javascript:{RUN}>",
    f"<embed src=javascript:{RUN}>", f"<a href=javascript:{RUN}>x</a>", f"<a href='jAvAsCrIpT:{RUN}'>x</a>",
    f"<a href='java\tscript:{RUN}'>x</a>", f"<a href='&#106;avascript:{RUN}'>x</a>", f"<form action=javascript:{RUN}><button>",
    f"<input autofocus onfocus={RUN}>", f"<select autofocus onfocus={RUN}>", f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}>", f"<audio src=x onerror={RUN}>", f"<marquee onstart={RUN}>", f"<math><mi xlink:href=javascript:{RUN}>",
    f"<base href=javascript:{RUN}//>", f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<link rel=stylesheet href=https://evil.example/x.css>", "<style>*{background:url(https://evil.example/x)}</style>",
    "<style>@import 'https://evil.example/x.css';</style>", "<img src=https://evil.example/x.png>",
    f'" onmouseover="{RUN}', f"' onmouseover='{RUN}", f'" autofocus onfocus="{RUN}" x="', f"\" style=\"x:expression({RUN})",
    f'"><script>{RUN}</script>', f"'><script>{RUN}</script>", f"` onerror={RUN} `", f"x onerror={RUN}", "\"/><b>", "'/><b>",
    f"javascript:{RUN}", f"JAVASCRIPT:{RUN}", f"\x01javascript:{RUN}", f"javascript://%0a{RUN}", f"vbscript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"data:text/html;base64,PHNjcmlwdD4=", "//evil.example/x", "\\\\evil.example\\x",
    "{{ 7*7 }}", "{% for x in y %}", "{{ data|safe }}", "{{ ''.__class__ }}", "{# x #}", "{%- raw -%}", "{{'<b>'|safe}}", "${7*7}",
    "#{7*7}", "<%= 7*7 %>", "<?php echo 1 ?>", "<!-- x", "-->", "--!>", "<![CDATA[x", "<!doctype x>", "<?xml x?>", "&lt;script&gt;",
    "&amp;lt;b&amp;gt;", "&#60;b&#62;", "&#x3c;b&#x3e;", "&colon;", "&NewLine;", "&", "<", ">", '"', "'", "`", "=", "/", "\\",
    "<b", "</", "<a", "< b>", "<\u00a0b>", "\uff1cscript\uff1e", "a\u2028b", "a\u2029<b>", "\u202e\u2066x", "\u200b<b>\u200b", "\ufeff<b>",
    "\ufffe", "\uffff", "\U0001f1f7<b>", "e\u0301<b>", "<table><tr>", "</div></main></body></html>", "</article></section>", "</a></p>",
    "<plaintext>", "<noscript><b>", "<template><b>", "<frameset>", "<select><option>", "<textarea>", "<title>", "<xmp>", "<listing>",
    f"<p/onclick={RUN}>", f"<x onclick={RUN} tabindex=1>", f"<style onload={RUN}>", f"<isindex type=image src=1 onerror={RUN}>",
    f"<svg><style><img src=x onerror={RUN}></style>", f"<math><annotation-xml encoding=text/html><script>{RUN}</script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>", f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    "\r\n<b>\r", "\t<b>\t", "a" * 5000 + "<b>",
]  # fmt: skip

# What the templates write, and nothing else.
ELEMENTS = {
    XHTML: set(
        "html head meta title style body a header h1 h2 h3 h4 dl div dt dd p nav ul li main section span article q details "
        "summary bdi pre code button footer script ol br form label input select option table thead tbody tr th td".split()
    ),
    SVG: set("svg defs marker path g line rect text title a circle".split()),
}
ATTRIBUTES = set(
    "lang dir charset http-equiv content name class href id aria-labelledby aria-label aria-hidden role tabindex hidden type "
    "data-a data-f data-t data-ties data-one data-many data-found data-none data-facts for value autocomplete "
    "viewBox width height viewbox refX refY markerUnits markerWidth markerHeight orient d x y x1 y1 x2 y2 rx r cx cy "
    "text-anchor marker-end scope checked".split()
)


def hostile(number, payload, rest):
    """A dossier in which every text field holds a payload; the article and its quotes hold them too."""
    fields = iter(rest)
    text = "".join(f"Before {p} after.\n" for p in rest[:6]) + "Mali met Niger. Mali left the union. Mali said: yes."
    said = lambda: {"en": next(fields)}  # noqa: E731
    return {
        "verbale": 1,
        "id": f"hostile-{number}",
        "note": payload,
        "source": {
            "text": text, "language": "en", "title": payload, "publisher": next(fields), "author": next(fields),
            "url": "javascript:globalThis.hacked=1", "translationOf": "data:text/html,x", "published": "2025-04-03",
        },
        "actors": {
            "mali": {"type": "state", "iso": "MLI", "name": {"en": payload}, "also": [next(fields)]},
            "niger": {"type": "organisation", "name": said(), "also": [payload], "forms": [next(fields)], "sameAs": "javascript:globalThis.hacked=1"},
            "who": {"type": "person", "described": {"ar": next(fields), "fr": payload}},
            "group": {"type": "group", "name": {"fr": payload}},
        },
        "places": {"there": {"name": {"fr": payload, "en": next(fields)}, "sameAs": "data:text/html,x"}},
        "facts": [
            {"id": "meeting", "kind": "meeting", "parties": ["mali", "niger", "group"], "participants": ["who"], "place": "there", "date": "2025-04-03",
             "purpose": {"fr": payload}, "topic": [said()], "note": next(fields), "quote": [text[: text.index(" after.") + 6], "Mali met Niger"]},
            {"id": "said", "kind": "statement", "speaker": "who", "speechMode": "indirect", "text": [payload, next(fields)], "withheld": said(), "quote": "Mali said: yes"},
            {"id": "stance", "kind": "stance", "saidIn": "said", "holder": "who", "target": "mali", "polarity": "negative", "text": {"en": payload}, "quote": "said: yes"},
            {"id": "plan", "kind": "commitment", "status": "agreed", "by": ["mali", "niger"], "description": {"en": payload, "fr": next(fields)}, "purpose": said(),
             "series": {"frequency": "yearly", "alternatesBetween": ["mali", "niger"], "firstOccurrence": "meeting"}, "quote": "Mali met"},
            {"id": "hope", "kind": "expectation", "status": "expected", "by": "mali", "description": {"fr": payload}, "due": "2026", "quote": "Mali left"},
            {"id": "text", "kind": "instrument", "type": "treaty", "parties": ["mali", "niger"], "title": payload, "description": said(), "quote": "Niger. Mali"},
            {"id": "role", "kind": "capacity", "who": "who", "role": "minister", "of": "mali", "title": payload, "quote": "left the union"},
            {"id": "thing", "kind": "proposition", "concerns": ["mali", "plan"], "text": {"en": payload}, "quote": "the union"},
            {"id": "exit", "kind": "withdrawal", "by": "mali", "leaves": "niger", "factuality": "possible", "quote": "Mali left the union"},
        ],
        "enrichment": [{"source": {"id": "other", "url": "javascript:globalThis.hacked=1", "title": payload, "language": "fr", "text": f"x {payload} y"},
                        "facts": [{"id": "more", "kind": "proposition", "concerns": ["mali"], "text": {"fr": payload}}]}],
    }  # fmt: skip


def view(*arguments):
    return subprocess.run([COMMAND, "view", *map(str, arguments)], capture_output=True, text=True, check=False)


def parts(html):
    """The tree, and every element and attribute in it."""
    tree = html5lib.parse(html, namespaceHTMLElements=True)
    elements, attributes = Counter(), Counter()
    for element in tree.iter():
        if not isinstance(element.tag, str):
            elements["comment"] += 1
            continue
        elements[element.tag] += 1
        for name in element.attrib:
            attributes[str(name).rsplit("}", 1)[-1]] += 1
    return tree, elements, attributes


def by_id(tree, name):
    return next((element for element in tree.iter() if element.get("id") == name), None)


def judge(verdict, html, what):
    """Nothing is in the page that the templates do not write."""
    tree, elements, attributes = parts(html)
    known = {space + name for space, names in ELEMENTS.items() for name in names}
    verdict.check(not set(elements) - known, f"{what}: elements", f"{sorted(set(elements) - known)}")
    verdict.check(not set(attributes) - ATTRIBUTES, f"{what}: attributes", f"{sorted(set(attributes) - ATTRIBUTES)}")
    verdict.check((elements[f"{XHTML}script"], elements[f"{XHTML}style"]) == (1, 1), f"{what}: one script, one style")
    links = [element.get("href") for element in tree.iter() if element.get("href") is not None]
    bad = [link for link in links if not link.startswith(("#", "http://", "https://")) and not link.split("#")[0].endswith(".html")]
    verdict.check(len(links) > 5 and not bad, f"{what}: links", f"{bad[:3]}")
    return tree


def hostile_dossiers(verdict, folder):
    """A page for each payload in every field: the article is the text, and the payload is read as it was written."""
    dice = random.Random(7)
    dossiers = []
    for number, payload in enumerate(PAYLOADS):
        dossiers.append(hostile(number, payload, [dice.choice(PAYLOADS[:110]) for _ in range(40)]))
    lines = folder / "hostile.jsonl"
    lines.write_text("".join(json.dumps(dossier, ensure_ascii=True) + "\n" for dossier in dossiers), encoding="utf-8")
    pages = folder / "hostile"
    pages.mkdir()
    run = view(lines, "--on-error", "skip", "--out-dir", pages)
    made = {path.stem for path in pages.glob("hostile-*.html")}
    verdict.check(len(made) >= 115, "hostile dossiers that become pages", f"{len(made)} of {len(PAYLOADS)}\n{run.stderr[-3000:]}")
    for dossier, payload in zip(dossiers, PAYLOADS, strict=True):
        if dossier["id"] not in made:
            continue
        html = (pages / f"{dossier['id']}.html").read_bytes().decode()
        tree = judge(verdict, html, f"payload {payload[:50]!r}")
        article = "".join(by_id(tree, "text").itertext())
        verdict.equal(article, dossier["source"]["text"], f"article with {payload[:50]!r}")
        title = "".join(next(tree.iter(f"{XHTML}h1")).itertext())
        verdict.equal(title, payload, f"title {payload[:50]!r}")
    judge(verdict, (pages / "index.html").read_bytes().decode(), "index of hostile dossiers")
    return made


def all_in_one(folder):
    """One dossier with all payloads, for the browser."""
    dossier = hostile(0, PAYLOADS[1], PAYLOADS[:40])
    text = dossier["source"]["text"] + "\n" + "".join(f"§{n} {p} §\n" for n, p in enumerate(PAYLOADS))
    dossier["source"]["text"] = text
    dossier["facts"] += [
        {"id": f"p{n}", "kind": "proposition", "concerns": ["mali"], "text": {"en": p}, "note": p, "quote": f"§{n} {p} §"}
        for n, p in enumerate(PAYLOADS)
    ]
    source = folder / "all.json"
    source.write_text(json.dumps(dossier), encoding="utf-8")
    return source


def many(folder):
    """More dossiers than the index shows at once, one in two by states that are tied in others too."""
    states = ["MLI", "NER", "BFA", "FRA", "RUS", "CHN"]
    lines = folder / "many.jsonl"
    with lines.open("w", encoding="utf-8") as file:
        for number in range(250):
            one, other = states[number % 6], states[(number // 6 + number + 1) % 6]
            other = other if other != one else "TCD"
            dossier = {
                "verbale": 1, "id": f"many-{number}",
                "source": {"text": f"One met other, number {number}.", "language": "en", "title": f"Talks, number {number}"},
                "actors": {"one": {"type": "state", "iso": one}, "other": {"type": "state", "iso": other}},
                "facts": [{"id": "talks", "kind": "meeting", "parties": ["one", "other"], "quote": "One met other"}],
            }  # fmt: skip
            file.write(json.dumps(dossier) + "\n")
    return lines


def ordinary(verdict, folder):
    """The pages that the browser looks at."""
    site = folder / "site"
    site.mkdir()
    (folder / "many").mkdir()
    seed, arabic, chinese = SEED / "dossier.yaml", HERE / "arabic.yaml", HERE / "chinese.yaml"
    runs = [
        view(seed, "-o", folder / "seed-fr.html"),
        view(seed, "--lang", "en", "-o", folder / "seed-en.html"),
        view(arabic, "-o", folder / "arabic.html"),
        view(chinese, "-o", folder / "chinese.html"),
        view(seed, arabic, chinese, "--lang", "fr", "--out-dir", site),
        view(all_in_one(folder), "-o", folder / "hostile.html"),
        view(many(folder), "--out-dir", folder / "many"),
    ]
    for run in runs:
        verdict.check(run.returncode == 0, f"view {run.args[2:]}", run.stderr[-2000:])
    for page in ["seed-fr.html", "seed-en.html", "arabic.html", "chinese.html", "site/index.html", "hostile.html"]:
        judge(verdict, (folder / page).read_bytes().decode(), page)
    tree, *_ = parts((folder / "arabic.html").read_bytes().decode())
    article = by_id(tree, "text")
    verdict.equal((article.get("lang"), article.get("dir")), ("ar", "rtl"), "Arabic is written from right to left")
    verdict.check("".join(article.itertext()) in arabic.read_text(encoding="utf-8").replace("\\n", "\n"), "the Arabic article is whole")


# Runs a command and prints its exit code and the peak of its memory in KiB. A process of its own, since a child begins with the
# peak of its parent, and this one has read half an ontology.
PEAK = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stderr=subprocess.DEVNULL)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def memory(verdict, folder):
    """Pages of many dossiers take no more memory than those of few, and leave nothing behind but pages."""
    dossier = json.loads((ROOT / "examples/russie-aes-2025-04-03/dossier.json").read_text(encoding="utf-8"))
    dossier["source"]["text"] = (ROOT / "examples/russie-aes-2025-04-03" / dossier["source"].pop("file")).read_text(encoding="utf-8")
    peaks = {}
    for count in (20, 400):
        lines, site = folder / f"{count}.jsonl", folder / f"site-{count}"
        site.mkdir()
        with lines.open("w", encoding="utf-8") as file:
            for number in range(count):
                file.write(json.dumps(dossier | {"id": f"d{number}"}) + "\n")
        run = subprocess.run([sys.executable, "-c", PEAK, COMMAND, "view", lines, "--out-dir", site], capture_output=True, text=True, check=True)
        code, peaks[count] = map(int, run.stdout.split())
        verdict.equal((code, len(list(site.iterdir()))), (0, count + 1), f"{count} pages and their index, nothing else")
    # What stays is a kibibyte for each dossier: its id, its names, its numbers. Its page alone has 200.
    growth = (peaks[400] - peaks[20]) / 380
    verdict.check(peaks[20] < 60 * 1024 and growth < 8, f"memory is flat: {growth:.1f} KiB a dossier", f"{peaks}")
    print(f"memory: {growth:.1f} KiB a dossier, {peaks[400] / 1024:.0f} MiB for 400")


def ontology(verdict, folder):
    """The ontology's page has every term that rdflib finds in its files, with what they say of it, and every rule of the shapes."""
    page = subprocess.run([COMMAND, "ontology", "--html"], capture_output=True, check=True).stdout
    kept = (ROOT / "ontology/index.html").read_bytes()
    verdict.check(kept == page, "the page in the repository is the command's", f"{len(kept)} and {len(page)} bytes")
    (folder / "ontology.html").write_bytes(page)
    tree = judge(verdict, page.decode(), "the ontology's page")
    named = {element.get("id"): element for element in tree.iter() if element.get("id") is not None}
    said = {name: "".join(element.itertext()) for name, element in named.items()}
    graph = Graph()
    for path in sorted([*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology/codes").glob("*.ttl")]):
        graph.parse(path)
    terms, texts = 0, 0
    for term in sorted(set(graph.subjects(RDF.type, None))):
        prefix, _, local = str(term).removeprefix("https://w3id.org/verbale/").partition("#")
        if not local or not str(term).startswith("https://w3id.org/verbale/"):
            continue
        shown = said.get(local if prefix == "dipl" else f"{prefix}-{local}")
        verdict.check(shown is not None, f"{prefix}:{local} is on the page")
        terms += 1
        for predicate in [RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition, SKOS.scopeNote, SKOS.example]:
            for value in graph.objects(term, predicate):
                verdict.check(str(value) in (shown or ""), f"{prefix}:{local} says {value!r}")
                texts += 1
    verdict.check(terms > 600 and texts > 1800, f"terms {terms}, texts {texts}")
    shapes = Graph()
    for path in sorted((ROOT / "ontology/shapes").glob("*.ttl")):
        shapes.parse(path)
    whole, rules = "".join(tree.itertext()), list(shapes.objects(None, SH.message))
    verdict.check(len(rules) > 600, f"rules {len(rules)}")
    for rule in rules:
        verdict.check(str(rule) in whole, f"the rule {rule!r}")
    languages = Counter(element.get("lang") for element in tree.iter())
    verdict.check(set(languages) == {None, "fr", "en"} and min(languages["fr"], languages["en"]) > 1000, f"languages {languages}")


def drawn(verdict, folder):
    """The drawing of the README is what its script makes, and its picture shows the page that the command makes."""
    pictures = ROOT / "crates/verbale/docs/pictures"
    made = subprocess.run([sys.executable, pictures / "layers.py"], capture_output=True, text=True, check=True).stdout
    verdict.check(made.count("<rect") >= 10, "the drawing has its boxes", made[:500])
    verdict.equal((pictures / "layers.svg").read_text(encoding="utf-8"), made, "the drawing of the layers is current")
    page = folder / "pictured.html"
    view(ROOT / "examples/russie-aes-2025-04-03/dossier.yaml", "--lang", "en", "-o", page)
    picture = (pictures / "page.png").read_bytes()
    verdict.check(len(picture) < 300_000, f"the picture is light: {len(picture)} bytes")
    shown = re.search(rb"tEXtSource\0sha256:([0-9a-f]{64})", picture)
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    verdict.equal(shown and shown[1].decode(), digest, "the picture shows the page of today; pictures/make.py makes it anew")


def main():
    verdict = Verdict("page")
    verdict.check(len(PAYLOADS) >= 120 and len(set(PAYLOADS)) == len(PAYLOADS), f"120 payloads: {len(PAYLOADS)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawn(verdict, folder)
        hostile_dossiers(verdict, folder)
        ordinary(verdict, folder)
        ontology(verdict, folder)
        memory(verdict, folder)
        pictures = [str(Path(sys.argv[1]).resolve())] if len(sys.argv) > 1 else []
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        run = subprocess.run(
            ["node", HERE / "browser.mjs", folder, *pictures],
            capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | {"CHROMIUM": chromium},
        )  # fmt: skip
        verdict.check(run.returncode == 0, "in the browser", f"{run.stdout}{run.stderr}"[-6000:])
        print(f"browser: {run.stdout.strip().splitlines()[-1] if run.stdout else 'nothing said'}")
    verdict.close()


if __name__ == "__main__":
    main()
