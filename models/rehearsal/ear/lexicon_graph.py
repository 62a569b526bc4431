"""HCLr.fst: from transitions to words. One chain of phones for every sound of every word, all from one start state."""

import math
from collections import defaultdict

from . import kaldi_phones as kaldi
from .examples import NOISE, SILENCE, START_MARK

SILENCE_COST = 0.7
UNKNOWN_COST = 3.0
# Silence and noise last: a cost that hardly matters.
LASTING_FRAMES = 8.0
RAREST_SOUND_SHARE = 0.2
LEAST_SHARE, MOST_SHARE = 0.02, 0.95


class Durations:
    """How often a phone is too short to have a rest, and how often its rest stays one frame longer; frames of the decoder."""

    def __init__(self, examples, subsampling):
        self._short, self._stay = {}, {}
        lengths = defaultdict(list)
        for example in examples:
            for name, frames in _phone_lengths(example.labels):
                lengths[name].append(max(1, round(frames / subsampling)))
        for name, counts in lengths.items():
            rests = [count - 1 for count in counts if count > 1]
            self._short[name] = _bounded((len(counts) - len(rests)) / len(counts))
            self._stay[name] = _bounded(1 - len(rests) / max(1, sum(rests)))

    def short(self, name):
        return self._short.get(name, 0.5)

    def stay(self, name):
        return self._stay.get(name, 0.5)


class _Graph:
    def __init__(self, phone_names, durations):
        self.lines, self._states = [], 1
        self._ids = {name: i for i, name in enumerate(phone_names)}
        self._durations = durations

    def _state(self):
        self._states += 1
        return self._states - 1

    def _arc(self, source, target, transition, word, cost):
        self.lines.append(f"{source} {target} {transition} {word} {cost:.4f}")

    def lasting(self, name, word, cost):
        """Silence or noise, from the start state and back to it."""
        stay, leave = kaldi.transitions(kaldi.kaldi_phone(self._ids[name], "S"), 0)
        state = self._state()
        self._arc(0, state, leave, word, cost)
        self._arc(state, state, stay, 0, -math.log(1 - 1 / LASTING_FRAMES))
        self._arc(state, 0, 0, 0, math.log(LASTING_FRAMES))

    def phone(self, source, target, name, place, word, cost):
        """One phone from `source` to `target`: its start alone, or its start, its rest and the rest again."""
        number = kaldi.kaldi_phone(self._ids[name], place)
        go_on, leave_start = kaldi.transitions(number, 0)
        again, leave_rest = kaldi.transitions(number, 1)
        short, stay = self._durations.short(name), self._durations.stay(name)
        rest = self._state()
        self._arc(source, target, leave_start, word, cost - math.log(short))
        self._arc(source, rest, go_on, word, cost - math.log(1 - short))
        self._arc(rest, rest, again, 0, -math.log(stay))
        self._arc(rest, target, leave_rest, 0, -math.log(1 - stay))

    def word(self, phones, label, cost):
        """A word from the start state and back to it; the word is known at its first phone."""
        source = 0
        for i, name in enumerate(phones):
            target = 0 if i == len(phones) - 1 else self._state()
            self.phone(source, target, name, kaldi.place_in_word(i, len(phones)), label if i == 0 else 0, cost if i == 0 else 0.0)
            source = target


def lexicon_text(lexicon, word_ids, unknown, phone_names, durations):
    """The lines of HCLr.fst for fstcompile: optional silence, every word, and `unknown` as one noise phone."""
    graph = _Graph(phone_names, durations)
    graph.lasting(SILENCE, 0, SILENCE_COST)
    for word, sounds in lexicon.items():
        if word not in word_ids:
            continue
        for phones, share in sounds:
            graph.word(phones, word_ids[word], -math.log(max(RAREST_SOUND_SHARE, share)))
    graph.lasting(NOISE, word_ids[unknown], UNKNOWN_COST)
    return "\n".join(graph.lines) + "\n0 0.0\n"


def _phone_lengths(labels):
    """(phone, frames) for each phone in `labels`, silence and noise left out."""
    name, frames, previous = None, 0, None
    for label in [*labels, SILENCE]:
        plain = label.removesuffix(START_MARK)
        starts = plain != name or (label != plain and previous == plain)
        if starts:
            if name not in (None, SILENCE, NOISE):
                yield name, frames
            name, frames = plain, 0
        frames += 1
        previous = label


def _bounded(share):
    return min(MOST_SHARE, max(LEAST_SHARE, share))
