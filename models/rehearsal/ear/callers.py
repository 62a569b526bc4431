"""The synthetic callers: which espeak voices the ear learns, and how fast and how high they speak."""

from dataclasses import dataclass

# The voices the ear is made for, most often; the names are those of the library (`en` is what the program calls `en-gb`).
MAIN_VOICES = {
    "fr": ["fr", "fr+m3", "fr+f3", "fr+m1", "fr+f2", "fr+f4", "fr+m7", "fr-be", "fr-ch"],
    "en": ["en-us", "en", "en-us+m3", "en+m3", "en-us+f3", "en+f3", "en-us+f2", "en+m1", "en+f4"],
}
OTHER_ACCENTS = {"fr": ["fr", "fr", "fr-be", "fr-ch"], "en": ["en-us", "en", "en-gb-x-rp"]}
OTHER_VARIANTS = ["", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "f1", "f2", "f3", "f4", "f5", "Alex", "Andy", "Annie", "Denis", "Lee", "Michael", "belinda", "steph", "max"]
MAIN_SHARE = 0.75


@dataclass
class Manner:
    """How one utterance is spoken, in espeak's own units (rate in words a minute, pitch 0 to 99)."""

    voice: str
    rate: int
    pitch: int
    pitch_range: int
    word_gap: int


def draw_manner(language, rng):
    """A main voice near its default pitch three times out of four, else any accent with any variant."""
    if rng.random() < MAIN_SHARE:
        voice = str(rng.choice(MAIN_VOICES[language]))
        pitch = 50 if rng.random() < 0.6 else int(rng.integers(38, 62))
        return Manner(voice, int(rng.integers(125, 190)), pitch, 50, int(rng.integers(0, 4)) if rng.random() < 0.1 else 0)
    accent, variant = str(rng.choice(OTHER_ACCENTS[language])), str(rng.choice(OTHER_VARIANTS))
    return Manner(
        accent + ("+" + variant if variant else ""),
        int(rng.integers(115, 205)),
        int(rng.integers(25, 75)),
        int(rng.integers(30, 70)),
        int(rng.integers(0, 4)) if rng.random() < 0.2 else 0,
    )
