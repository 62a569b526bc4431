"""HCLr.fst: from transitions to words. One chain of phones for every sound of every word, all from one start state."""

import math
from collections import Counter

from . import kaldi_phones as kaldi
from .examples import NOISE, SILENCE

SILENCE_COST = 0.7
UNKNOWN_COST = 3.0
SILENCE_FRAMES = 8.0
MIN_PHONE_FRAMES = 1.3
RAREST_SOUND_SHARE = 0.2


def mean_durations(examples, subsampling):
    """How long each phone lasts on average, in frames of the decoder."""
    frames, runs = Counter(), Counter()
    for example in examples:
        previous = None
        for label in example.labels:
            frames[label] += 1
            runs[label] += label != previous
            previous = label
    durations = {phone: max(MIN_PHONE_FRAMES, frames[phone] / runs[phone] / subsampling) for phone in frames}
    durations[SILENCE] = SILENCE_FRAMES
    return durations


class _Graph:
    def __init__(self, phone_names, durations):
        self.lines, self._names, self._durations, self._states = [], phone_names, durations, 1

    def phone(self, source, phone, place, word, cost):
        """Add one phone after `source`; returns its state and the cost of leaving it."""
        stay = 1 - 1 / self._durations[self._names[phone]]
        number, state = kaldi.kaldi_phone(phone, place), self._states
        self._states += 1
        self.lines.append(f"{source} {state} {kaldi.leave_transition(number)} {word} {cost:.4f}")
        self.lines.append(f"{state} {state} {kaldi.stay_transition(number)} 0 {-math.log(stay):.4f}")
        return state, -math.log(1 - stay)

    def close(self, state, cost):
        self.lines.append(f"{state} 0 0 0 {cost:.4f}")


def lexicon_text(lexicon, word_ids, unknown, phone_names, durations):
    """The lines of HCLr.fst for fstcompile: optional silence, every word, and `unknown` as one noise phone."""
    phone_ids = {name: i for i, name in enumerate(phone_names)}
    graph = _Graph(phone_names, durations)
    graph.close(*graph.phone(0, phone_ids[SILENCE], "S", 0, SILENCE_COST))
    for word, sounds in lexicon.items():
        if word not in word_ids:
            continue
        for phones, share in sounds:
            state, cost = 0, -math.log(max(RAREST_SOUND_SHARE, share))
            for i, name in enumerate(phones):
                label = word_ids[word] if i == 0 else 0
                state, cost = graph.phone(state, phone_ids[name], kaldi.place_in_word(i, len(phones)), label, cost)
            graph.close(state, cost)
    graph.close(*graph.phone(0, phone_ids[NOISE], "S", word_ids[unknown], UNKNOWN_COST))
    return "\n".join(graph.lines) + "\n0 0.0\n"
