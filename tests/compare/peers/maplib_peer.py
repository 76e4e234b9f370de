"""maplib: polars and OTTR templates: `maplib_peer.py TABLE OUT`, to N-Triples; the triples of rows.rml.ttl."""

import sys

import polars
from maplib import Model

BASE = "https://example.org/verbale/rows"
TEMPLATES = """
@prefix ottr: <http://ns.ottr.xyz/0.4/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix schema: <https://schema.org/> .
@prefix dipl: <https://w3id.org/verbale/dipl#> .
dipl:Row [ ottr:IRI ?event, ottr:IRI ?claim, xsd:date ?date, ottr:IRI ?code, xsd:integer ?mentions, xsd:integer ?sources,
           xsd:integer ?articles, xsd:decimal ?tone, ottr:IRI ?url ] :: {
    ottr:Triple(?event, dipl:date, ?date), ottr:Triple(?event, dipl:earliest, ?date), ottr:Triple(?event, dipl:latest, ?date),
    ottr:Triple(?event, dipl:sourceCode, ?code),
    ottr:Triple(?event, dcterms:isPartOf, <https://example.org/verbale/rows>),
    ottr:Triple(?claim, rdf:type, dipl:Claim), ottr:Triple(?claim, rdf:type, prov:Entity),
    ottr:Triple(?claim, rdf:type, schema:Claim), ottr:Triple(?claim, dipl:about, ?event),
    ottr:Triple(?claim, dipl:saidBy, <https://example.org/verbale/rows/source>),
    ottr:Triple(?claim, dipl:modality, dipl:stated), ottr:Triple(?claim, dipl:basis, <https://w3id.org/verbale/dipl#machine-coded>),
    ottr:Triple(?claim, dipl:mentionCount, ?mentions), ottr:Triple(?claim, dipl:sourceCount, ?sources),
    ottr:Triple(?claim, dipl:articleCount, ?articles), ottr:Triple(?claim, dipl:tone, ?tone),
    ottr:Triple(?claim, prov:hadPrimarySource, ?url) } .
"""


def main():
    rows = polars.read_csv(sys.argv[1], infer_schema_length=0)
    whole = lambda name: polars.col(name).cast(polars.Int64)
    table = rows.select(
        event=polars.format(BASE + "/{}", "id"), claim=polars.format(BASE + "/claim/{}", "id"),
        date=polars.col("date").str.to_date(), code=polars.format("https://w3id.org/verbale/cameo#{}", "code"),
        mentions=whole("mentions"), sources=whole("sources"), articles=whole("articles"),
        tone=polars.col("tone").cast(polars.Decimal(38, 12)), url="url")
    model = Model()
    model.add_template(TEMPLATES)
    model.map("https://w3id.org/verbale/dipl#Row", table)
    model.write(sys.argv[2], format="ntriples")


if __name__ == "__main__":
    main()
