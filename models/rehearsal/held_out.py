#!/usr/bin/python3
"""Speaks a held-out set for evaluate.ts: fresh phrases, by espeak-ng's own program and sox, not by the training path.

    python3 models/rehearsal/held_out.py --language fr --out DIR [--utterances 400] [--voices fr,fr+m3] [--sentences FILE]

Writes DIR/NNN.wav (16 kHz s16 mono that was A-law at 8 kHz) and DIR/list.json: [{kind, voice, rate, file, text, words}].
`--sentences` takes a JSON list of texts to speak instead of drawing phrases. Needs sox besides generate.py's packages.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import numpy as np
from ear.grammar import PhraseGrammar, written

HERE = Path(__file__).resolve().parent
SEED = 77
VOICES = {"fr": ["fr", "fr+m3", "fr+f3", "fr+m1", "fr+f2", "fr-be"], "en": ["en-us", "en-gb", "en-us+m3", "en-gb+m3", "en-us+f3", "en-gb+f3"]}
RATES = (140, 150, 160, 170, 175)
KINDS = {"sentence": "sentence", "phone": "phone_answer", "correction": "correction", "yes-no": "yes", "who": "who", "reason": "reason"}


def speak(text, voice, rate, level_db, lead_s, target):
    """One caller over one A-law line, with `lead_s` seconds of silence before the voice and half a second after it."""
    voiced = subprocess.run(["espeak-ng", "-v", voice, "-s", str(rate), "--stdout", text], capture_output=True, check=True).stdout
    wire = ["sox", "-t", "wav", "-", "-r", "8000", "-c", "1", "-e", "a-law", "-t", "al", "-", "gain", "-n", str(level_db), "pad", str(lead_s), "0.5"]
    on_wire = subprocess.run(wire, input=voiced, capture_output=True, check=True).stdout
    inside = ["sox", "-t", "al", "-r", "8000", "-c", "1", "-", "-r", "16000", "-e", "signed", "-b", "16", str(target)]
    subprocess.run(inside, input=on_wire, capture_output=True, check=True)


def words_of(text, vocabulary):
    """The words an ear should write for `text`: lower case, hyphens kept only where a known word has one."""
    words = []
    for word in re.sub(r"[,.?!;:]", " ", text.lower()).split():
        words += [word] if word in vocabulary else word.split("-")
    return " ".join(words)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", choices=["fr", "en"], required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--utterances", type=int, default=400)
    options.add_argument("--voices")
    options.add_argument("--sentences", type=Path)
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    grammar = PhraseGrammar((HERE / f"phrases/{chosen.language}.txt").read_text())
    voices = chosen.voices.split(",") if chosen.voices else VOICES[chosen.language]
    given = json.loads(chosen.sentences.read_text()) if chosen.sentences else None
    if isinstance(given, dict):
        given = given[chosen.language]
    count, entries = (len(given) * len(voices) if given else chosen.utterances), []
    for i in range(count):
        kind, voice, rate = list(KINDS)[i // len(voices) % len(KINDS)], voices[i % len(voices)], int(rng.choice(RATES))
        if given:
            kind, text = "given", given[i // len(voices)]
            expected = words_of(text, set(grammar.words))
        else:
            phrase = grammar.sample(rng, KINDS[kind])
            text, expected = written(phrase, rng)[0], " ".join(word.text for word in phrase)
        file = chosen.out / f"{i:04d}.wav"
        speak(text, voice, rate, float(rng.uniform(-18, -3)), float(rng.uniform(0.05, 0.4)), file)
        entries.append({"kind": kind, "voice": voice, "rate": rate, "file": str(file), "text": text, "words": expected})
    (chosen.out / "list.json").write_text(json.dumps(entries, ensure_ascii=False, indent=0))
    print(f"{len(entries)} utterances in {chosen.out}")


if __name__ == "__main__":
    main()
