"""Debian's libespeak-ng by ctypes: text to 22,050 Hz sound with the time of every phoneme.

The command-line program gives the same sound without the times; the times are what makes labels for training
without a human ear or a forced aligner.
"""

import ctypes
from dataclasses import dataclass

import numpy as np

LIBRARY = "libespeak-ng.so.1"
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_PHONEME_EVENTS = 1
CHARS_UTF8 = 1
EVENT_END, EVENT_WORD, EVENT_PHONEME = 0, 1, 7
PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "wordgap": 7}


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_void_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass
class Phone:
    """One phoneme as espeak names it, and where its sound starts."""

    name: str
    start_s: float


@dataclass
class SpokenWord:
    """What espeak took for one word: its place in the text (characters from 0) and its phones."""

    text_start: int
    phones: list


@dataclass
class Speech:
    """A spoken text: samples in the s16 range as float64, all phones in time order, and the same phones by word."""

    samples: np.ndarray
    rate_hz: int
    phones: list
    words: list


class Espeak:
    """One espeak-ng library in this process. The library has one global state: make one Espeak only."""

    def __init__(self):
        self._library = ctypes.CDLL(LIBRARY)
        self._blocks, self._events = [], []
        self._callback = _Callback(self._receive)
        self.rate_hz = self._library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, None, INITIALIZE_PHONEME_EVENTS)
        if self.rate_hz <= 0:
            raise RuntimeError("espeak-ng did not start: is the package espeak-ng-data installed?")
        self._library.espeak_SetSynthCallback(self._callback)

    def speak(self, text, voice, rate=160, pitch=50, pitch_range=50, word_gap=0):
        """Say `text` with `voice` (as `espeak-ng -v`, except that `en-gb` is called `en` here) at `rate` words a minute."""
        self._blocks.clear()
        self._events.clear()
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        settings = {"rate": rate, "volume": 100, "pitch": pitch, "range": pitch_range, "wordgap": word_gap}
        for name, value in settings.items():
            self._library.espeak_SetParameter(PARAMETERS[name], int(value), 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, CHARS_UTF8, None, None)
        self._library.espeak_Synchronize()
        samples = np.concatenate(self._blocks).astype(np.float64) if self._blocks else np.zeros(0)
        return self._gather(samples)

    def _receive(self, wave, count, events):
        if wave and count > 0:
            self._blocks.append(np.ctypeslib.as_array(wave, (count,)).copy())
        i = 0
        while events[i].type != EVENT_END:
            event = events[i]
            if event.type == EVENT_WORD and event.length > 0:
                self._events.append(("word", event.text_position - 1, None))
            elif event.type == EVENT_PHONEME:
                # A name of eight bytes fills the field without a closing zero: read the memory, not the c_char array.
                raw = ctypes.string_at(ctypes.addressof(event) + _Event.id.offset, 8)
                self._events.append(("phone", event.audio_position / 1000, raw.split(b"\0")[0].decode("utf8", "replace")))
            i += 1
        return 0

    def _gather(self, samples):
        phones, words = [], []
        for kind, where, name in self._events:
            if kind == "word":
                words.append(SpokenWord(where, []))
                continue
            phone = Phone(name.strip(), where)
            phones.append(phone)
            if words:
                words[-1].phones.append(phone.name)
        return Speech(samples, self.rate_hz, phones, words)
