"""The phrase grammars in ../phrases: how callers talk, small enough to read, large enough to never say the same thing twice.

    name :: words          a class: its words share one place in the language model; `x=Y` is heard as x, spoken as Y
    name                   a rule; each indented line below is one way to say it
      3 {other} and [maybe] (this | that), {tens}~{unit}

A leading number is the weight of a line (1 when absent), [..] is left out half of the time, `,` `?` are pauses, and `~` joins
two words that may be written with a hyphen. `sentence` is the root. Words reached by no rule are known but never expected.
"""

import re
from dataclasses import dataclass, replace

ROOT = "sentence"
_PIECE = re.compile(r"\{\w+\}|[\[\]()|~,?]|[^\s\[\]()|~,?{}]+")
_MARKS = {",": ", ", "?": "? ", "~": "~"}


@dataclass(frozen=True)
class Word:
    """One spoken word: as it is heard (`text`), its class or itself (`tag`), as it is written for the voice, and what follows it."""

    text: str
    tag: str
    spoken: str
    after: str = " "


class PhraseGrammar:
    """A parsed phrase grammar. `classes` maps a class to its (text, spoken) pairs; `words` is everything it can say, in order."""

    def __init__(self, source):
        self.classes, self._rules = {}, {}
        self._read(source)
        self._check()

    def sample(self, rng, start=ROOT):
        """One random phrase from rule `start`, as a list of Word."""
        words = []
        self._expand(self._rules[start], rng, words)
        return words

    @property
    def literals(self):
        """The words written in rules, outside of any class."""
        return list(dict.fromkeys(text for tree in self._rules.values() for text in _literals(tree)))

    @property
    def words(self):
        """Every word this grammar knows, once."""
        members = (text for pairs in self.classes.values() for text, _ in pairs)
        return list(dict.fromkeys([*members, *self.literals]))

    def _read(self, source):
        name, lines = None, []
        for number, raw in enumerate(source.splitlines() + ["end"], 1):
            line = raw.split("#")[0].rstrip()
            if not line:
                continue
            if line[0].isspace():
                if name is None:
                    raise ValueError(f"line {number}: a phrase without a rule above it")
                lines.append(line.strip())
                continue
            if name is not None:
                self._define(name, lines)
            name, _, rest = line.partition("::")
            lines = [rest.strip()] if rest else []
            name = name.strip() + ("::" if "::" in line else "")

    def _define(self, name, lines):
        if name.endswith("::"):
            members = [word.partition("=") for line in lines for word in line.split()]
            self.classes[name[:-2].strip()] = [(text, spoken or text) for text, _, spoken in members]
        else:
            self._rules[name] = ("choice", [_weighted(line) for line in lines])

    def _check(self):
        for name, tree in self._rules.items():
            for reference in _references(tree):
                if reference not in self._rules and reference not in self.classes:
                    raise ValueError(f"rule {name} uses {{{reference}}}, which is defined nowhere")

    def _expand(self, tree, rng, words):
        kind, content = tree
        if kind == "word":
            words.append(Word(content, content, content))
        elif kind == "mark":
            if words:
                words[-1] = replace(words[-1], after=_MARKS[content])
        elif kind == "sequence":
            for part in content:
                self._expand(part, rng, words)
        elif kind == "optional":
            if rng.random() < 0.5:
                self._expand(content, rng, words)
        elif kind == "choice":
            self._expand(_draw(content, rng), rng, words)
        elif content in self.classes:
            members = self.classes[content]
            text, spoken = members[int(rng.integers(len(members)))]
            words.append(Word(text, content, spoken))
        else:
            self._expand(self._rules[content], rng, words)


def written(words, rng, hyphens=0.6):
    """The text given to the voice, and where each word starts in it. `~` becomes a hyphen with probability `hyphens`, else a space."""
    joint = "-" if rng.random() < hyphens else " "
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word.spoken + (joint if word.after == "~" else word.after)
    return text.strip(), starts


def _weighted(line):
    weight, _, rest = line.partition(" ")
    if weight.isdigit():
        return int(weight), _parse(_PIECE.findall(rest))
    return 1, _parse(_PIECE.findall(line))


def _parse(pieces):
    tree = _alternatives(pieces)
    if pieces:
        raise ValueError(f"unbalanced brackets before {' '.join(pieces)}")
    return tree


def _alternatives(pieces):
    choices, sequence = [], []
    while pieces and pieces[0] not in "])":
        piece = pieces.pop(0)
        if piece == "|":
            choices.append((1, ("sequence", sequence)))
            sequence = []
        elif piece in "[(":
            inner = _alternatives(pieces)
            pieces.pop(0)
            sequence.append(("optional", inner) if piece == "[" else inner)
        elif piece in _MARKS:
            sequence.append(("mark", piece))
        elif piece[0] == "{":
            sequence.append(("reference", piece[1:-1]))
        else:
            sequence.append(("word", piece))
    choices.append((1, ("sequence", sequence)))
    return ("choice", choices)


def _draw(choices, rng):
    point = rng.random() * sum(weight for weight, _ in choices)
    for weight, tree in choices:
        point -= weight
        if point < 0:
            return tree
    return choices[-1][1]


def _literals(tree):
    return [content for kind, content in _leaves(tree) if kind == "word"]


def _references(tree):
    return [content for kind, content in _leaves(tree) if kind == "reference"]


def _leaves(tree):
    kind, content = tree
    if kind == "choice":
        return [leaf for _, part in content for leaf in _leaves(part)]
    if kind == "sequence":
        return [leaf for part in content for leaf in _leaves(part)]
    if kind == "optional":
        return _leaves(content)
    return [tree]
