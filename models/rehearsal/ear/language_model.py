"""A bigram over a receptionist's phrases, as the grammar Gr.fst that libvosk composes with the lexicon.

A state remembers the previous word, or the class of it, so that every first name leads to every family name. Each state
mixes what the phrases say with a plain word frequency, so that any order of words stays possible.
"""

import math
from collections import Counter, defaultdict

# One word in eight is not the one the phrases expect here.
BACK_OFF_SHARE = 0.12
# The plain frequency is itself mixed with "any word": half would drown the phrases, a tenth would deafen the ear to free speech.
ANY_WORD_SHARE = 0.35
UNKNOWN = "[unk]"
UNKNOWN_COST = 7.0
START = "<s>"
END = "</s>"


def count_bigrams(grammar, sentences, rng):
    """How often each tag follows each tag in `sentences` random sentences."""
    pairs = defaultdict(Counter)
    for _ in range(sentences):
        previous = START
        for word in grammar.sample(rng):
            pairs[previous][word.tag] += 1
            previous = word.tag
        pairs[previous][END] += 1
    return pairs


class _States:
    """Numbers for states by name; the start is 0, as fstcompile wants its first line to leave from the start."""

    def __init__(self):
        self._numbers = {("after", START): 0}

    def __getitem__(self, name):
        return self._numbers.setdefault(name, len(self._numbers))

    def after(self, tag):
        return self[("after", tag)]


def grammar_text(grammar, pairs, word_ids):
    """The lines of Gr.fst for fstcompile. Every state is final: a caller may stop anywhere."""
    tags = list(grammar.classes) + grammar.literals
    members = {tag: [text for text, _ in grammar.classes.get(tag, [(tag, tag)]) if text in word_ids] for tag in tags}
    members = {tag: words for tag, words in members.items() if words}
    states, lines = _States(), []
    states.after(START)
    back_off = states["back-off"]

    def arc(source, target, word, cost):
        number = word_ids[word] if word else 0
        lines.append(f"{source} {target} {number} {number} {cost:.3f}")

    def follow(source, tag, probability):
        cost = -math.log(probability)
        if tag == END:
            arc(source, 0, None, cost)
        elif len(members[tag]) == 1:
            arc(source, states.after(tag), members[tag][0], cost)
        else:
            arc(source, states[("inside", tag)], None, cost)

    for previous, following in pairs.items():
        total = sum(following.values())
        for tag, count in following.items():
            if tag == END or tag in members:
                follow(states.after(previous), tag, (1 - BACK_OFF_SHARE) * count / total)
        arc(states.after(previous), back_off, None, -math.log(BACK_OFF_SHARE))
    frequency = Counter()
    for following in pairs.values():
        frequency.update(following)
    total, word_count = sum(frequency.values()), sum(map(len, members.values()))
    for tag, words in members.items():
        follow(back_off, tag, (1 - ANY_WORD_SHARE) * frequency[tag] / total + ANY_WORD_SHARE * len(words) / word_count)
        if len(words) > 1:
            for word in words:
                arc(states[("inside", tag)], states.after(tag), word, math.log(len(words)))
        if tag not in pairs:
            arc(states.after(tag), back_off, None, 0.0)
    arc(back_off, back_off, UNKNOWN, UNKNOWN_COST)
    finals = [f"{state} 0.0" for state in range(len(states._numbers))]
    return "\n".join(lines + finals) + "\n"
