"""The files that gold was read from, known by the digest of their bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from kg.articles.containers import stored_files
from kg.articles.encoding import decode
from kg.articles.stored import Stored
from kg.evaluate.gold import GoldArticle, GoldEvent, GoldStatement
from kg.evaluate.pieces import Piece, Place

Files: TypeAlias = Mapping[str, Stored]  # by SHA-256 in hex


def find_files(corpus: Path, wanted: Collection[str]) -> Files:
    """The files of a folder or archive that have one of these digests; one of each.

    Raises InputMissing where there is no such folder or archive.
    """
    found: dict[str, Stored] = {}
    for _, stored in stored_files([corpus]):
        if isinstance(stored, Stored) and (key := sha256(stored.data).hexdigest()) in wanted:
            found.setdefault(key, stored)
    return found


def unpack(files: Files, folder: Path) -> None:
    """Write the files into a folder, each where it lay in the corpus."""
    for stored in files.values():
        place = folder / stored.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(stored.data)


def named(gold: tuple[GoldArticle, ...], files: Files) -> tuple[GoldArticle, ...]:
    """Gold with the names of its files instead of their digests, and with its pieces of text.

    Files that are not there stay as they are.
    """
    places = {key: Place(decode(stored.data)) for key, stored in files.items()}
    return tuple(
        _named(article, Path(files[article.file].path).name, places[article.file])
        if article.file in files
        else article
        for article in gold
    )


def _named(article: GoldArticle, file: str, place: Place) -> GoldArticle:
    def event(one: GoldEvent) -> GoldEvent:
        return replace(one, file=file, quote=restored(one.quote))

    def statement(one: GoldStatement) -> GoldStatement:
        return replace(one, first=place.restored(one.first), last=restored(one.last))

    def restored(piece: Piece | None) -> Piece | None:
        return place.restored(piece) if piece else None

    return replace(
        article,
        file=file,
        title=restored(article.title),
        not_body=tuple(place.restored(piece) for piece in article.not_body),
        events=tuple(map(event, article.events)),
        statements=tuple(map(statement, article.statements or ())) or article.statements,
    )
