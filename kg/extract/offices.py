"""Phrases of office: 候任联合国秘书长, 俄外长, 中共中央政治局委员、外交部长."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.annotations import Office, Term, Token
from kg.extract.lookup import body_key, new_group_key, short_names
from kg.knowledge import Knowledge
from kg.model import Tenure

_GAP = re.compile(
    r"(?:的|第[0-9一二三四五六七八九十百]{1,4}[届任]|联邦|王国|共和国|政府|过渡政府|"
    r"驻|常驻|派驻|常务|第一|首席|高级|国家|全球|国际|区域|亚太区|大中华区|中国区|现任|新任|前任|时任|末代|末任|最后一任|候任|代理|临时|对.{1,2}|驻.{1,4}|联合|共同|名誉|终身名誉|"
    r"处理.{1,6}事务的?|委员会|[\u4e00-\u9fff]{1,8}(?:委员会|部|局|司|厅|署|院|办公室|小组|党团|会议|议会|国会|银行|集团|公司)|当选|候任){0,2}"
    r"(?:前|原|时任|已故)?"
)
_SPELLED = re.compile(r"\s?[（(][A-Za-z][A-Za-z .,'’&-]{1,60}[）)]")
# A body's name before an office, after a mark; and its length in code points.
_NAME = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff·]+$")
_SHORTEST_NAME, _LONGEST_NAME = 3, 25
_MATTERS = 4  # words between a body and the office that has its matters
_ALSO_POSTED = re.compile("[、，]?兼?(?:常)?驻")
_CHAIN = re.compile(r"[、,，]?(?:兼任?|暨|及|和)?(?:对.{1,2}|驻.{1,4})?")


# 以甲党主席身份: the first word is no country's short name.
_AS = re.compile("以[^，。；]{1,16}?(?:身份|身分|名义|姿态|角色)")


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """One or more offices in a row, and the index of the token after them."""

    offices: tuple[Office, ...]
    start: int
    end: int
    next: int  # index of the token after it


def _goes_on(gap: str, short: str | None, *, begun: bool) -> bool:
    """Whether the text between two words keeps them in one phrase of office."""
    if _GAP.fullmatch(gap) or (short and not begun and _GAP.fullmatch(gap[:-1])):
        return True
    return begun and bool(_CHAIN.fullmatch(gap) or (short and _CHAIN.fullmatch(gap[:-1])))


def _of_another_country(body: str, offices: list[Office]) -> bool:
    """Whether a country begins the next one of a list (甲国总统、乙国总统)."""
    return body.startswith("place/") and any(
        office.of and office.of.startswith("place/") and office.of != body for office in offices)


class OfficeReader:
    """Reads phrases of office from the words of a text."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._shorts = short_names(knowledge)
        lists = knowledge.lists
        self._body_ends = (*lists["speakers.body_ends"], *lists["speakers.body_ends_of_office"])
        affairs = "|".join(lists["grammar.affairs"])
        self._matters = re.compile(f"[\u4e00-\u9fff、]{{1,12}}(?:{affairs})的?")
        self._serving = frozenset(lists["grammar.serving_roles"])
        self._not_in_body = tuple(lists["speakers.not_in_body"])
        self._tenures: tuple[tuple[Tenure, tuple[str, ...]], ...] = (
            ("elect", lists["grammar.tenure_elect"]),
            ("former", lists["grammar.tenure_former"]),
            ("acting", lists["grammar.tenure_acting"]),
        )

    def read(
        self, text: str, tokens: tuple[Token, ...], index: int, countries: frozenset[str]
    ) -> OfficePhrase | None:
        """The office phrase that begins with a token; None where there is none."""
        offices: list[Office] = []
        holder: str | None = None
        start = position = tokens[index].start
        after = index
        while after < len(tokens):
            if after > index and not offices and (aside := _SPELLED.match(text, position)):
                position = aside.end()  # 某理事会(Some Council)主席
                while after < len(tokens) and tokens[after].start < position:
                    after += 1
                continue
            token, gap = tokens[after], text[position : tokens[after].start]
            if after > index and (
                    ahead := self._affairs_before(text, tokens, after, position)) is not None:
                serves = tokens[ahead].meaning("role")
                if offices and serves and serves.id in self._serving:
                    holder = offices[-1].of or holder  # 甲国总统某某事务顾问
                    offices.clear()
                position, after = tokens[ahead].start, ahead
                continue
            short = self._short_before(text, tokens, after) or (
                self._told_by_first(text, tokens, after, countries))
            if offices and _ALSO_POSTED.fullmatch(gap) and token.meaning("country"):
                position, after = token.end, after + 1  # 驻甲国大使兼驻乙国大使
                continue
            if after > index and not _goes_on(gap, short, begun=bool(offices)):
                break
            if token.meaning("person"):
                break
            if role := token.meaning("role"):
                if offices and gap[-1:] in ("、", ",", "，", "和"):
                    holder = None  # 甲国总统、乙: the next office names its own body
                of = f"place/{short}" if short and holder is None else holder
                offices.append(self._office(role.id, of, token))
                told = 2 if text[token.start - 1 : token.start] == "国" else 1
                start = min(start, token.start - (told if short else 0))
            else:
                body = self._holder(token, holder, countries)
                listed = offices and gap and not self._leads_to_role(tokens, after)
                if body is None or listed or _of_another_country(body, offices):
                    break
                if holder is None or not gap.endswith("驻"):  # 甲国驻乙国大使 is of 甲国
                    holder = body
            position, after = token.end, after + 1
        if not offices:
            return None
        if (named := self._body_before(text, tokens, index, offices[0])) is not None:
            key = new_group_key(text[slice(*named)])
            offices[0], start = replace(offices[0], of=key, body=named), named[0]
        end = offices[-1].end
        while tokens[after - 1].start >= end:
            after -= 1
        return OfficePhrase(self._tenured(text, tuple(offices), start), start, end, after)

    def _affairs_before(
        self, text: str, tokens: tuple[Token, ...], index: int, position: int
    ) -> int | None:
        """The index of the office whose matters stand between its body and it (某国问题特使)."""
        if index == 0 or tokens[index - 1].end != position:
            return None
        for ahead in range(index, min(index + _MATTERS, len(tokens))):
            token = tokens[ahead]
            if token.meaning("role"):
                told = self._matters.fullmatch(text, position, token.start)
                return ahead if told and (ahead > index or not _GAP.fullmatch(
                    text[position : token.start])) else None
            if token.meaning("person", "contact", "speech"):
                return None
        return None

    def _leads_to_role(self, tokens: tuple[Token, ...], index: int) -> bool:
        """Whether an organization after a comma is followed at once by an office."""
        following = tokens[index + 1 : index + 2]
        return bool(following) and following[0].meaning("role") is not None and (
            following[0].start - tokens[index].end <= 4
        )

    def _office(self, role: str, of: str | None, token: Token) -> Office:
        record = self._knowledge.roles[role]
        if of is None and record.default_of is not None:
            of = self.key(record.default_of)
        if record.of == "country":
            of = self._country_of(of)
        return Office(role, of, "incumbent", token.start, token.end)

    def _body_before(
        self, text: str, tokens: tuple[Token, ...], index: int, office: Office
    ) -> tuple[int, int] | None:
        """Where a body that the knowledge lacks stands right before its office (某某协会会长)."""
        record = self._knowledge.roles[office.role]
        if office.of is not None or record.of == "country" or tokens[index].start != office.start:
            return None
        low = tokens[index - 1].end if index else 0
        match = _NAME.search(text, max(low, office.start - _LONGEST_NAME), office.start)
        if match is None or not self._is_body(match.group()):
            return None
        return match.span()

    def _is_body(self, name: str) -> bool:
        named = len(name) >= _SHORTEST_NAME and name not in self._body_ends
        return named and name.endswith(self._body_ends) and not any(
            part in name for part in self._not_in_body)

    def _country_of(self, key: str | None) -> str | None:
        """The country of a national body (甲党参议员 is a senator of the country)."""
        body = self._knowledge.organizations.get((key or "").removeprefix("organization/"))
        return f"place/{body.country}" if body is not None and body.country else key

    def _tenured(self, text: str, offices: tuple[Office, ...], start: int) -> tuple[Office, ...]:
        """The offices with the tenure that the words before the phrase, or inside it, tell."""
        before = text[max(0, start - 4) : start]
        inside = text[start : offices[-1].start]
        tenure: Tenure = next(
            (name for name, words in self._tenures if before.endswith(words)
             or inside.endswith(words)), "incumbent")
        return tuple(replace(office, tenure=tenure) for office in offices)

    def _holder(self, token: Token, before: str | None, countries: frozenset[str]) -> str | None:
        """The country or organization a word names, as what an office is held in."""
        if country := self.choose(token, "country", countries):
            return f"place/{country.id}"
        organizations = [term for term in token.terms if term.kind == "organization"]
        if not organizations:
            return None
        if before and before.startswith("place/"):
            own = [
                term for term in organizations
                if self._knowledge.organizations[term.id].country == before.removeprefix("place/")
            ]
            if own:
                return f"organization/{own[0].id}"
            return before if organizations[0].strength == "weak" else None
        strong = [term for term in organizations if term.strength == "strong"]
        return f"organization/{strong[0].id}" if strong else None

    def _short_before(self, text: str, tokens: tuple[Token, ...], index: int) -> str | None:
        """The country whose one-character name stands right before an office (俄外长)."""
        token = tokens[index]
        if token.start == 0 or token.meaning("role") is None:
            return None
        if index and tokens[index - 1].end > token.start - 1:
            return None
        if _AS.match(text, token.start - 1):
            return None
        owners = self._shorts.get(text[token.start - 1], ())
        return owners[0] if len(owners) == 1 else None

    def _told_by_first(
        self, text: str, tokens: tuple[Token, ...], index: int, countries: frozenset[str]
    ) -> str | None:
        """The country told elsewhere that 巴国 before an office means, by its first character."""
        token = tokens[index]
        if token.meaning("role") is None or text[max(0, token.start - 1) : token.start] != "国" or (
                index and tokens[index - 1].end > token.start - 2):
            return None
        first = text[token.start - 2 : token.start - 1]
        alike = [c for c in countries if self._knowledge.countries[c].zh_hans.startswith(first)]
        return alike[0] if len(alike) == 1 and first else None

    def key(self, identifier: str) -> str:
        """The key of a country or organization, by its id."""
        return body_key(self._knowledge, identifier)

    def choose(self, token: Token, kind: str, countries: frozenset[str]) -> Term | None:
        """The meaning of a word as a country or organization; of several, one told elsewhere."""
        terms = [term for term in token.terms if term.kind == kind]
        if len(terms) > 1 and kind == "country":
            told = [term for term in terms if term.id in countries]
            return told[0] if len(told) == 1 else None
        return terms[0] if terms else None
