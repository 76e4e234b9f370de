"""Holds the words of each fact of a graph against texts: verify.py GRAPH TEXT... It needs rdflib, and prints JSON."""
import collections, hashlib, json, os, re, sys, unicodedata, rdflib
from rdflib import RDF, XSD, Literal, Namespace
rdflib.NORMALIZE_LITERALS = False  # "007" is to be seen as it is written
DIPL, OA, SCHEMA = map(Namespace, ("https://w3id.org/verbale/dipl#", "http://www.w3.org/ns/oa#", "https://schema.org/"))
CLASSES = DIPL.Span, OA.SpecificResource, DIPL.SourceText, OA.TextQuoteSelector, OA.TextPositionSelector
NUMBER, GAP, ORDER = XSD.nonNegativeInteger, "[ \t\r\n]+", "same moved wordless unproved ambiguous lost broken".split()
APART = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
kind = lambda c: 2 if unicodedata.category(c)[0] == "M" else c.isalnum() and not re.match(APART, c)  # 2 is a mark
flat, digest = lambda words: re.sub(GAP, " ", words), lambda text: hashlib.sha256(text.encode()).hexdigest()
def need(holds, *why):
    if not holds: raise ValueError(*why)
def one(node, prop, of=None):  # the only value of a property, of the right datatype and in canonical form
    found = {*graph.objects(node, prop)}
    kinds = [(value.datatype or XSD.string, value.language) if isinstance(value, Literal) else None for value in found]
    need(kinds == [of and (of, None)] and (of != NUMBER or re.fullmatch("0|[1-9][0-9]*", *found)), node, prop)
    return int(found.pop()) if of == NUMBER else str(found.pop()) if of else found.pop()
def follow(text, exact, prefix, suffix):  # where words of an older text are in this one, or why that cannot be said
    places, old = [], (flat(prefix)[::-1], flat(suffix))
    for match in re.finditer(f"(?=({GAP.join(map(re.escape, re.split(GAP, exact)))}))", text):
        new = flat(text[:match.start(1)])[::-1], flat(text[match.end(1):])
        sides = [len(os.path.commonprefix(pair)) for pair in zip(old, new)]
        whole, close = sides == [*map(len, old)] != [0, 0], any(s >= min(len(o), 8) > 0 for s, o in zip(sides, old))
        edges = [[*map(kind, f" {text} "[at:at + 2])] for at in match.span(1)]  # no word goes on that did not before
        if all(side or edge[1] != 2 and not all(edge) for side, edge in zip(sides, edges)):
            places.append((close, 64 if whole else sum(sides), [*match.span(1)]))
    near, own = [p for p in places if p[0] or len(places) == 1], len(flat(exact)) if len(places) == 1 else 24
    return near[0][2] if len(near) == 1 and own + near[0][1] >= 64 else "ambiguous" if places else "lost"
def judge(span):  # the source of a span, its status, and where its words are now
    is_place = lambda selector: (selector, RDF.type, OA.TextPositionSelector) in graph
    source, selectors = one(span, OA.hasSource), sorted({*graph.objects(span, OA.hasSelector)}, key=is_place)
    need(len(selectors) == 1 + (source in hashes) and (None, DIPL.span, span) in graph, span, "lacks a claim or more")
    for one_of in selectors: need({*graph.subjects(OA.hasSelector, one_of)} == {span}, one_of, "is of several spans")
    for node, cls in zip((span, span, source, *selectors), CLASSES): need((node, RDF.type, cls) in graph, node, cls)
    exact = one(selectors[0], OA.exact, XSD.string)
    if source not in hashes: return [source, "unproved", need(digest(exact)[:16] in span.split("/"), span, exact)]
    around = [one(selectors[0], prop, XSD.string) for prop in (OA.prefix, OA.suffix)]
    start, end = place = [one(selectors[1], prop, NUMBER) for prop in (OA.start, OA.end)]
    text, same = texts.get(one(source, SCHEMA.sha256, XSD.string) and source, ("", False))
    words = [text[start:end], text[max(start - 32, 0):start], text[end:end + 32]]
    need(start < end and (not same or end <= len(text) and words == [exact, *around]), span, "says", exact)
    now = place if same else follow(text, exact, *around) if text else "unproved"
    return [source, now if isinstance(now, str) else "same" if now == place and words[0] == exact else "moved", now]
graph, faults = rdflib.Dataset(default_union=True).parse(sys.argv[1]), []
facts, verdicts = collections.defaultdict(list), collections.defaultdict(lambda: [None, "broken", None])
given = {digest(text): text for text in (open(path, newline="", encoding="utf-8").read() for path in sys.argv[2:])}
hashes = {source: str(value) for source, value in graph.subject_objects(SCHEMA.sha256)}
texts = {source: (given[value], True) for source, value in hashes.items() if value in given}
rest, spare = [s for s in hashes if s not in texts and (None, OA.hasSource, s) in graph], {*given} - {*hashes.values()}
if len(rest) == len(spare) == 1: texts[rest[0]] = given[spare.pop()], False  # a newer version
for node in {*graph.subjects(RDF.type, DIPL.Span), *graph.objects(None, DIPL.span), *graph.subjects(DIPL.about)}:
    try:
        if (node, DIPL.about, None) not in graph: verdicts[node] = judge(node)
        else: facts[need((node, RDF.type, DIPL.Claim) in graph) or one(node, DIPL.about)] += graph[node:DIPL.span]
    except ValueError as fault: faults.append(str(fault))
held = [verdict[::2] for verdict in verdicts.values() if isinstance(verdict[2], list)]  # no two are at one place
for verdict in verdicts.values(): verdict[1] = "ambiguous" if held.count(verdict[::2]) > 1 else verdict[1]
facts = {fact: max([verdicts[s][1] for s in spans] or ["wordless"], key=ORDER.index) for fact, spans in facts.items()}
print(json.dumps({"facts": facts, "faults": faults, "spans": {**verdicts}}))
sys.exit(not (facts and all(same for _, same in texts.values()) and not faults and {*facts.values()} <= {*ORDER[:3]}))
