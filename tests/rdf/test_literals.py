"""Any literal survives every format, in NFC, and comes out the same from every parser."""

import unicodedata
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.rdf import jsonld, nodes, turtle
from kg.rdf.literals import parts
from kg.rdf.nodes import NAMESPACES, XSD, Triple
from kg.rdf.prefixes import prefixes_below

SUBJECT, PREDICATE = "<https://example.org/id/event/e>", f"<{NAMESPACES['schema']}text>"
PREFIXES = prefixes_below("https://example.org/id")
AWKWARD = 'a"\\\n\r\t\u2028\u0085\x00\x7f\ud800\ufffe\U0001ffff\ufa19e\u0301@zh "^^<x> \\u0041 】'
# Parsers load on first use, which takes longer than the usual deadline; no test is a lottery.
steady = settings(deadline=None, derandomize=True)
anything = st.text(st.characters(), max_size=40)
tags = st.sampled_from([None, "zh-hans", "zh-Hant", "EN"])


def documents(literal: str) -> dict[str, str]:
    written = [Triple(SUBJECT, PREDICATE, literal)]
    return {
        "nt": f"{' '.join(written[0])} .\n",
        "turtle": "".join(turtle.serialize(written, PREFIXES)),
        "json-ld": "".join(jsonld.serialize(written, PREFIXES)),
    }


@steady
@given(anything, tags)
@example(AWKWARD, None)
@example(AWKWARD, "zh-Hant")
def test_a_string_comes_back_from_every_format(text: str, lang: str | None):
    literal = nodes.string(text, lang)
    for format, document in documents(literal).items():
        triple = next(ox.parse(document, format=OXIGRAPH[format])).triple
        assert triple.object == ox.Literal(nodes.clean(text), language=lang and lang.lower())
        read = Graph().parse(data=document, format=format)
        assert {str(o) for o in read.objects()} == {nodes.clean(text)}


OXIGRAPH = {
    "nt": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "json-ld": ox.RdfFormat.JSON_LD,
}


@steady
@given(anything, tags)
def test_taken_apart_a_literal_gives_its_text(text: str, lang: str | None):
    literal = parts(nodes.string(text, lang))
    assert (literal.text, literal.lang) == (nodes.clean(text), lang and lang.lower())


@steady
@given(anything)
@example(AWKWARD)
def test_a_clean_text_is_nfc_and_stays_as_it_is(text: str):
    clean = nodes.clean(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert nodes.clean(clean) == clean
    clean.encode("utf-8")


@steady
@given(st.floats(-1e9, 1e9))
def test_a_decimal_has_digits_on_both_sides_of_the_point(value: float):
    text = parts(nodes.decimal(value)).text
    whole, fraction = text.removeprefix("-").split(".")
    assert whole.isdigit() and fraction.isdigit()
    assert abs(float(text) - value) <= 1e-6
    assert text not in ("-0.0", "-0.000000")


@pytest.mark.parametrize(
    "value, digits, written",
    [(1 / 3, 6, "0.333333"), (2, 6, "2.000000"), (1, None, "1.0"), (0.9, None, "0.9"),
     (-1e-9, 6, "0.000000"), (1e21, None, "1000000000000000000000.0")],
)  # fmt: skip
def test_decimals_are_written_out(value: float, digits: int | None, written: str):
    assert nodes.decimal(value, digits=digits) == f'"{written}"^^<{XSD}decimal>'


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float):
    with pytest.raises(ValueError, match="xsd:decimal"):
        nodes.decimal(value)


@steady
@given(st.dates(), st.booleans(), st.integers())
def test_numbers_dates_and_truth_values_come_back(day: date, truth: bool, number: int):
    for literal in (nodes.day(day), nodes.boolean(truth), nodes.integer(number)):
        for format, document in documents(literal).items():
            assert str(next(ox.parse(document, format=OXIGRAPH[format])).object) == literal


def test_a_language_tag_is_written_in_lower_case():
    assert nodes.string("会见", "zh-Hans") == '"会见"@zh-hans'


@pytest.mark.parametrize(
    "base", ["", "id", "/id", "https://example.org/<id>", "https://例.org/id", "https://a b/",
             "https://example.org/id#", "https://example.org/?q=", "http://[x", "http://x/%zz",
             "http://x/..", "http://x/./y", "http://x//y", "http:x", "http://", "http:///x",
             "http://x:port/y"],
)  # fmt: skip
def test_a_base_that_is_no_ascii_iri_is_refused(base: str):
    with pytest.raises(nodes.BadBase, match="absolute IRI"):
        nodes.checked_base(base)


@pytest.mark.parametrize("base", ["https://example.org/id", "https://example.org/id/", "urn:x",
                                  "http://[::1]:80/a..b/%41"])
def test_a_base_may_end_in_a_slash(base: str):
    assert nodes.checked_base(base) == base.rstrip("/")


@pytest.mark.parametrize("key", ["person/习近平", "person/a b", "Person/a", "", "person/"])
def test_a_key_that_is_none_is_refused(key: str):
    with pytest.raises(ValueError, match="no key"):
        nodes.Names("https://example.org/id")[key]


def test_an_iri_of_others_is_percent_encoded():
    assert nodes.iri("https://例.org/a b>") == "<https://%E4%BE%8B.org/a%20b%3E>"
