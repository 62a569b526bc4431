#!/usr/bin/python3
"""Builds the rehearsal ear: a real Vosk model that understands espeak-ng's voices, and nobody else.

    python3 models/rehearsal/generate.py --language fr --out DIR [--archive models/rehearsal-fr.tar.gz]

Needs Debian's libespeak-ng1, espeak-ng-data, python3-numpy, libopenblas0-pthread and libfst-tools. The seed is fixed.
"""

import argparse
import ctypes
import hashlib
import time
from collections import Counter
from pathlib import Path

import numpy as np

from ear import language_model, lexicon_graph, model_folder, network
from ear.espeak import Espeak
from ear.examples import NOISE, SILENCE, START_MARK, ExampleMaker
from ear.grammar import PhraseGrammar
from ear.lexicon import homophones, learn_lexicon
from ear.mfcc import SAMPLE_RATE_HZ

HERE = Path(__file__).resolve().parent
SEED = 2
PHRASES, SALADS, BABBLES = 3000, 1300, 200
EPOCHS = 16
BIGRAM_SENTENCES = 150_000
MIN_FRAMES_PER_PHONE = 60
MIN_SOUNDS_PER_WORD = 3
ACOUSTIC_SCALE = 0.7


def say(text, started=time.monotonic()):
    print(f"{time.monotonic() - started:6.1f} s  {text}", flush=True)


def keep_freed_memory():
    """Have glibc keep what numpy frees instead of giving it back page by page: a third of the time otherwise."""
    libc, trim_threshold, mmap_threshold = ctypes.CDLL("libc.so.6"), -1, -3
    libc.mallopt(mmap_threshold, 1 << 30)
    libc.mallopt(trim_threshold, 1 << 30)


def speak_examples(language, grammar, rng, scale):
    """Phrases, words in no order, and babble, spoken by the callers; every word is heard at least MIN_SOUNDS_PER_WORD times."""
    maker = ExampleMaker(Espeak(), language, rng)
    for _ in range(int(PHRASES * scale)):
        maker.add_phrase(grammar.sample(rng))
    for _ in range(int(SALADS * scale)):
        maker.add_word_salad(grammar.words)
    for _ in range(int(BABBLES * scale)):
        maker.add_babble()
    heard = Counter(word.text for utterance in maker.utterances for word in utterance.words)
    rare = [w for w in grammar.words for _ in range(MIN_SOUNDS_PER_WORD - heard[w])]
    rng.shuffle(rare)
    for start in range(0, len(rare), 2):
        maker.add_words(rare[start : start + 2])
    say(f"{len(maker.examples)} examples, {sum(len(e.labels) for e in maker.examples) / 6000:.0f} minutes")
    return maker


def phone_inventory(examples):
    """Silence, noise, then every phone heard often enough to learn."""
    frames = Counter(label.removesuffix(START_MARK) for example in examples for label in example.labels)
    kept = {phone for phone, count in frames.items() if count >= MIN_FRAMES_PER_PHONE} - {SILENCE, NOISE}
    say(f"{len(kept)} phones; too rare: {sorted(set(frames) - kept - {SILENCE, NOISE})}")
    return [SILENCE, NOISE] + sorted(kept)


def output_names(phones):
    """The label of each network output, in order: see ear/kaldi_phones.py."""
    return [SILENCE, NOISE] + [name for phone in phones[2:] for name in (phone + START_MARK, phone)]


def train_acoustics(examples, phones, rng, epochs):
    """The network's parameters for raw cepstra, and how often it is right to expect each output."""
    names = output_names(phones)
    ids = {name: i for i, name in enumerate(names)}
    frames = network.Frames(examples, ids, ids[SILENCE], ids[NOISE], rng)
    trained = network.train(frames, len(names), epochs, rng, say)
    return network.folded_parameters(trained, frames), network.priors(frames, len(names))


def inputs_digest(language):
    """A digest of everything that decides the result: this program, its parts and the phrases."""
    digest = hashlib.sha256()
    for path in sorted([HERE / "generate.py", *(HERE / "ear").glob("*.py"), HERE / f"phrases/{language}.txt"]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def build_graph(folder, grammar, lexicon, examples, phones, rng):
    """graph/ from the lexicon and the phrases; returns the words in it."""
    for same in homophones(lexicon):
        say(f"sound alike: {' '.join(same)}")
    known = [word for word in grammar.words if lexicon.get(word)]
    say(f"{len(known)} words; without a sound: {[w for w in grammar.words if not lexicon.get(w)]}")
    words = ["<eps>", *known, language_model.UNKNOWN]
    word_ids = {word: i for i, word in enumerate(words)}
    durations = lexicon_graph.Durations(examples, network.SUBSAMPLING)
    lexicon_lines = lexicon_graph.lexicon_text(lexicon, word_ids, language_model.UNKNOWN, phones, durations)
    pairs = language_model.count_bigrams(grammar, BIGRAM_SENTENCES, rng)
    model_folder.write_graph(folder, words, lexicon_lines, language_model.grammar_text(grammar, pairs, word_ids), len(phones))
    return known


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", choices=["fr", "en"], required=True)
    options.add_argument("--out", type=Path, required=True, help="the folder to write the model into")
    options.add_argument("--archive", type=Path, help="also pack it, as NAME.tar.gz")
    options.add_argument("--effort", type=float, default=1.0, help="a smaller number builds faster and hears worse")
    chosen = options.parse_args()
    keep_freed_memory()
    rng = np.random.default_rng(SEED)
    grammar = PhraseGrammar((HERE / f"phrases/{chosen.language}.txt").read_text())
    say(f"{len(grammar.words)} words in the phrases")
    maker = speak_examples(chosen.language, grammar, rng, chosen.effort)
    phones = phone_inventory(maker.examples)
    lexicon = learn_lexicon(maker.utterances, set(phones))
    parameters, shares = train_acoustics(maker.examples, phones, rng, max(2, round(EPOCHS * chosen.effort)))
    model_folder.write_acoustics(chosen.out, parameters, shares, len(phones), ACOUSTIC_SCALE)
    known = build_graph(chosen.out, grammar, lexicon, maker.examples, phones, rng)
    description = {"language": chosen.language, "sampleRateHz": SAMPLE_RATE_HZ, "words": len(known), "builtFrom": inputs_digest(chosen.language), "synthetic": True}
    model_folder.write_description(chosen.out, description)
    if chosen.archive:
        model_folder.pack(chosen.out, chosen.archive)
    say("done")


if __name__ == "__main__":
    main()
