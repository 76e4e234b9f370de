"""A dossier without a fault, drawn anew for each test: other ids, orders of keys, forms of values, characters in the way."""

from .sheets import Map, noise

# One sentence for each fact, so that the words of a fact stand once in the text. The reef's words stand there twice.
SENTENCES = {
    "talks": "The ministers of Kenya and Norway met in Nairobi on 12 March 2024",
    "partnership": "Kenya and Norway have had a growing partnership since 2019",
    "declaration": "A joint declaration of both records it",
    "minister": "Amina Odhiambo, the foreign minister of Kenya",
    "praise": "She praised the partnership",
    "speech": "“The sea feeds millions of our people,” said Odhiambo",
    "envoy": "Lars Berg is the ambassador of Norway to Kenya",
    "ship": "Norway intends to send a research ship",
    "crews": "It should train the crews by 2026",
    "members": "Ghana and Fiji belong to the Ocean Council",
    "signing": "Ghana signed the text in Mombasa",
    "twice": "The reef is near. The reef is far",
}
RUN = "The sea feeds millions of our people"
AMBIGUOUS = "The reef is"


class Draft:
    """A dossier as a value, and how to reach into it."""

    def __init__(self, rng, serial, style):
        self.rng, self.style = rng, style
        self.id = f"d-{serial}"
        self.files = {}  # further files beside the dossier, by name
        self.after = None  # what stands behind the dossier in its file
        self.before = []  # records of JSON Lines before it
        self.root = self.build()

    # Reaching in.

    def at(self, pointer):
        value = self.root
        for name in pointer.split("/")[1:]:
            value = value[name if isinstance(value, Map) else int(name)]
        return value

    def set(self, pointer, value):
        owner, _, name = pointer.rpartition("/")
        owner = self.at(owner)
        owner[name if isinstance(owner, Map) else int(name)] = value

    def add(self, pointer, key, value):
        """Puts an entry anywhere into a mapping; its pointer."""
        owner = self.at(pointer)
        owner.insert_at(self.rng.randint(0, len(owner)), key, value)
        return f"{pointer}/{key}"

    def drop(self, pointer):
        owner, _, name = pointer.rpartition("/")
        del self.at(owner)[name]

    def fact(self, name):
        """The pointer of a fact."""
        return f"/facts/{next(i for i, fact in enumerate(self.root['facts']) if fact['id'] == name)}"

    def add_fact(self, after=None, **pairs):
        """Puts a fact anywhere into the list, or anywhere behind another; its pointer."""
        facts = self.root["facts"]
        first = int(self.fact(after).rsplit("/", 1)[1]) + 1 if after else 0
        at = self.rng.randint(first, len(facts))
        facts.insert(at, self.shuffled(*((key.rstrip("_"), value) for key, value in pairs.items())))
        return f"/facts/{at}"

    def second_part(self):
        """Makes the dossier the second part of two, which share the source and nothing else."""
        first, second = ([self.at(self.fact(name))] for name in ("ship", "envoy"))
        source = Map(self.root["source"])
        whole = self.root
        self.root = Map([*((key, value) for key, value in whole if key != "facts"), ("part", 2), ("facts", second)])
        others = {"part": 1, "facts": first, "source": source}
        self.before = [Map([(key, others.get(key, value)) for key, value in self.root])]

    # Building.

    def shuffled(self, *pairs):
        pairs = list(pairs)
        self.rng.shuffle(pairs)
        return Map(pairs)

    def noted(self, *pairs):
        """A mapping that may hold a note full of characters that are easily miscounted."""
        if self.rng.random() < 0.4:
            pairs = (*pairs, ("note", f"{noise(self.rng)} x"))
        return self.shuffled(*pairs)

    def build(self):
        facts = self.facts()
        self.rng.shuffle(facts)
        return self.noted(
            ("verbale", 1), ("id", self.id), ("source", self.source()), ("actors", self.actors()),
            ("places", self.places()), ("facts", facts),
        )

    def source(self):
        sentences = list(SENTENCES.values())
        self.rng.shuffle(sentences)
        text = f"{noise(self.rng)} 12 March 2024. " + ". ".join(sentences) + "."
        title = " ".join(noise(self.rng) for _ in range(self.rng.choice([1, 1, 1, 1, 2000])))  # at times a long line
        return self.shuffled(
            ("language", "en"), ("text", text), ("url", "https://news.example.org/a"), ("published", "2024-03-13"),
            ("license", "CC-BY-4.0"), ("title", f"Partners at sea {title} x"),
        )

    def actors(self):
        state = lambda code: self.shuffled(("type", "state"), ("iso", code))
        named = lambda kind, name: self.shuffled(("type", kind), ("name", Map([("en", name)])))
        return self.shuffled(
            ("kenya", state("KEN")), ("norway", state("NOR")), ("ghana", state("GHA")), ("fiji", state("FJI")),
            ("council", named("organisation", "Ocean Council")),
            ("odhiambo", named("person", "Amina Odhiambo")), ("berg", named("person", "Lars Berg")),
        )

    def places(self):
        return self.shuffled(
            ("nairobi", self.shuffled(("name", Map([("en", "Nairobi")])), ("country", "kenya"))),
            ("mombasa", self.shuffled(("name", Map([("en", "Mombasa")])), ("lat", -4.05), ("long", 39.67))),
        )

    def facts(self):
        both = lambda: ["kenya", "norway"]
        fact = lambda name, *pairs: self.noted(("id", name), ("quote", SENTENCES[name]), *pairs)
        return [
            fact("talks", ("kind", "meeting"), ("parties", both()), ("place", "nairobi"), ("date", "2024-03-12")),
            fact("partnership", ("kind", "relation"), ("type", "cooperation"), ("parties", both()), ("since", "2019")),
            fact("declaration", ("kind", "instrument"), ("type", "declaration"), ("parties", both()), ("madeDuring", "talks")),
            fact("minister", ("kind", "capacity"), ("who", "odhiambo"), ("role", "foreign-minister"), ("of", "kenya")),
            fact("envoy", ("kind", "capacity"), ("who", "berg"), ("role", "ambassador"), ("of", "norway"), ("to", "kenya")),
            fact("praise", ("kind", "stance"), ("holder", "odhiambo"), ("target", "partnership"), ("polarity", "positive")),
            fact("speech", ("kind", "statement"), ("speaker", "odhiambo"), ("speechMode", "direct"), ("text", RUN)),
            fact("ship", ("kind", "commitment"), ("status", "intended"), ("by", "norway"),
                 ("description", Map([("en", "to send a ship")]))),
            fact("crews", ("kind", "expectation"), ("status", "expected"), ("by", "norway"), ("due", "2026"),
                 ("description", Map([("en", "to train crews")]))),
            fact("members", ("kind", "membership"), ("members", ["ghana", "fiji"]), ("of", "council")),
            fact("signing", ("kind", "event"), ("type", "signing"), ("by", ["ghana"]), ("place", "mombasa"),
                 ("concerns", "declaration")),
        ]
