"""Phone, state and transition numbers of the Kaldi side.

Kaldi phone 1 is silence; every other phone has four forms by its place in the word (begin, end, internal, singleton) which
share one network output. Every phone is one state: transition 2k-1 stays in phone k, 2k leaves it.
"""

PLACES = "BEIS"
PLACE_NAMES = ("begin", "end", "internal", "singleton")


def kaldi_phone(phone, place):
    """The Kaldi number of our phone (0 is silence) at `place`."""
    return 1 if phone == 0 else 2 + (phone - 1) * len(PLACES) + PLACES.index(place)


def kaldi_phone_count(phone_count):
    return 1 + len(PLACES) * (phone_count - 1)


def network_output(kaldi):
    """The network output of a Kaldi phone."""
    return 0 if kaldi == 1 else (kaldi - 2) // len(PLACES) + 1


def place_in_word(index, length):
    if length == 1:
        return "S"
    return "B" if index == 0 else "E" if index == length - 1 else "I"


def stay_transition(kaldi):
    return 2 * kaldi - 1


def leave_transition(kaldi):
    return 2 * kaldi


def word_boundary_file(phone_count):
    """The text of graph/phones/word_boundary.int."""
    lines = ["1 nonword"] + [f"{k} {PLACE_NAMES[(k - 2) % len(PLACES)]}" for k in range(2, kaldi_phone_count(phone_count) + 1)]
    return "\n".join(lines) + "\n"
