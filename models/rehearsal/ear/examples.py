"""Training examples: a sentence spoken by a synthetic caller over a line, as cepstra with one phone label per frame."""

from dataclasses import dataclass

import numpy as np

from . import mfcc, telephone
from .callers import draw_manner
from .grammar import Word, written

SILENCE, NOISE = "SIL", "SPN"
# espeak's names for sounds that are the same to the ear.
ALIKE = {"z2": "z", "t2": "t", "n2": "n", "I2": "I", "r-": "r", "l/": "l", "l/2": "l", "I2_": "I", "n-": "n"}
LINES_PER_UTTERANCE = 2
# The first frame of the decoder (30 ms) of a phone is labelled as its start.
START_S = 0.03
START_MARK = "<"
_ONSETS = "b d f g k l m n p r s t v z ch sh tr pl st br".split()
_NUCLEI = "a e i o u ou ai oo".split()


@dataclass
class Utterance:
    """What was said: its words, and for every word its phones (None where espeak ran several words together)."""

    words: list
    groups: list


class Example:
    """Cepstra of one utterance over one line, and the label of every frame."""

    def __init__(self, cepstra, labels):
        self.cepstra, self.labels = cepstra, labels


def phone_name(raw):
    """The label for espeak's phoneme `raw`: a phone, SILENCE for a pause, None for what has no sound of its own."""
    if raw in ("", "_", "_:", "_::"):
        return SILENCE
    # Glottal stops, joints, and marks such as (en), where espeak borrows another language's sounds for a word.
    if raw[0] in "_(" or raw in ("|", "||", ";;"):
        return None
    return ALIKE.get(raw, raw)


class ExampleMaker:
    """Speaks phrases and labels them. Keeps `examples` for the network and `utterances` for the lexicon."""

    def __init__(self, espeak, language, rng):
        self._espeak, self._language, self._rng = espeak, language, rng
        self.examples, self.utterances = [], []

    def add_phrase(self, words):
        """Speak `words` (list of Word) with one voice over LINES_PER_UTTERANCE lines."""
        text, starts = written(words, self._rng)
        speech = self._say(text)
        if len(speech.samples) < speech.rate_hz * 0.1:
            return
        self.utterances.append(Utterance(words, group_phones(speech.words, starts)))
        self._record(speech, as_noise=False)

    def add_word_salad(self, vocabulary):
        """One to five words in no order, so that every word is heard and no order is taken for granted by the acoustics."""
        self.add_words([str(w) for w in self._rng.choice(vocabulary, int(self._rng.integers(1, 6)))])

    def add_words(self, texts):
        """These words in this order, with a pause now and then."""
        self.add_phrase([Word(w, w, w, ", " if self._rng.random() < 0.2 else " ") for w in texts])

    def add_babble(self):
        """Words that do not exist, all labelled NOISE: what [unk] sounds like."""
        pick = lambda sounds: str(self._rng.choice(sounds))
        word = lambda: "".join(pick(_ONSETS) + pick(_NUCLEI) for _ in range(int(self._rng.integers(1, 4))))
        self._record(self._say(" ".join(word() for _ in range(int(self._rng.integers(1, 4))))), as_noise=True)

    def _say(self, text):
        manner = draw_manner(self._language, self._rng)
        return self._espeak.speak(text, manner.voice, manner.rate, manner.pitch, manner.pitch_range, manner.word_gap)

    def _record(self, speech, as_noise):
        rng, rate = self._rng, speech.rate_hz
        for _ in range(LINES_PER_UTTERANCE):
            # A voice detector in front may swallow the first tenth of a second; otherwise there is silence before the voice.
            lead_s = -rng.uniform(0, 0.1) if rng.random() < 0.2 else rng.uniform(0.03, 0.5)
            body = speech.samples[int(-lead_s * rate) :] if lead_s < 0 else np.concatenate([np.zeros(int(lead_s * rate)), speech.samples])
            heard = telephone.line(np.concatenate([body, np.zeros(int(rng.uniform(0.05, 0.5) * rate))]), rate, rng)
            if rng.random() < 0.3:
                heard = np.concatenate([heard, np.zeros(int(rng.uniform(0.1, 0.5) * telephone.INSIDE_HZ))])
            cepstra = mfcc.mfcc(heard)
            labels = frame_labels(speech, mfcc.frame_centres_s(len(cepstra)) - lead_s)
            if as_noise:
                labels = [NOISE if label != SILENCE else SILENCE for label in labels]
            self.examples.append(Example(cepstra, labels))


def frame_labels(speech, times_s):
    """The phone, or with START_MARK the start of it, that sounds at each of `times_s` (seconds from the start of `speech`)."""
    names, starts = [], []
    for phone in speech.phones:
        name = phone_name(phone.name)
        if name is not None:
            names.append(name)
            starts.append(phone.start_s)
    place = np.searchsorted(np.array(starts), times_s, "right") - 1
    end_s = len(speech.samples) / speech.rate_hz

    def label(index, time_s):
        if index < 0 or time_s > end_s or names[index] == SILENCE:
            return SILENCE
        return names[index] + START_MARK if time_s - starts[index] < START_S else names[index]

    return [label(i, t) for i, t in zip(place, times_s)]


def group_phones(spoken_words, starts):
    """espeak's words against ours: a list of (first word, word count, phones). espeak says 'out of' or a hyphenated number as one."""
    marks = []
    for spoken in spoken_words:
        index = int(np.searchsorted(starts, spoken.text_start, "right")) - 1
        phones = [p for p in map(phone_name, spoken.phones) if p not in (None, SILENCE)]
        if marks and marks[-1][0] >= index:
            marks[-1][1].extend(phones)
        else:
            marks.append((index, phones))
    ends = [index for index, _ in marks[1:]] + [len(starts)]
    return [(index, end - index, phones) for (index, phones), end in zip(marks, ends)]
