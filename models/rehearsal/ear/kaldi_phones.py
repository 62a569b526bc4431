"""Phone, state and transition numbers of the Kaldi side.

Our phone 0 is silence and 1 is noise: one state each, which may last. Every other phone is a start of one frame and, unless
the phone is very short, a rest that may last; so that "oh oh" is two starts and not one long vowel. Kaldi's phone 1 is silence;
every other phone has four Kaldi forms by its place in the word (begin, end, internal, singleton) that share network outputs.
"""

PLACES = "BEIS"
PLACE_NAMES = ("begin", "end", "internal", "singleton")
SILENCE_PHONE, NOISE_PHONE, FIRST_SPEECH_PHONE = 0, 1, 2
# Kaldi phones with one state: silence and the four forms of noise. The others have two.
SIMPLE_KALDI_PHONES = 1 + len(PLACES)


def kaldi_phone(phone, place):
    """The Kaldi number of our phone at `place`."""
    return 1 if phone == SILENCE_PHONE else 2 + (phone - 1) * len(PLACES) + PLACES.index(place)


def kaldi_phone_count(phone_count):
    return 1 + len(PLACES) * (phone_count - 1)


def place_in_word(index, length):
    if length == 1:
        return "S"
    return "B" if index == 0 else "E" if index == length - 1 else "I"


def output_count(phone_count):
    """How many outputs the network has: one for silence, one for noise, two for each other phone."""
    return FIRST_SPEECH_PHONE + 2 * (phone_count - FIRST_SPEECH_PHONE)


def start_output(phone):
    """The network output of a phone's start (of the whole phone, for silence and noise)."""
    return phone if phone < FIRST_SPEECH_PHONE else FIRST_SPEECH_PHONE + 2 * (phone - FIRST_SPEECH_PHONE)


def states(phone_count):
    """All (kaldi phone, state, network output), in the order in which Kaldi numbers their transitions."""
    rows = []
    for kaldi in range(1, kaldi_phone_count(phone_count) + 1):
        phone = 0 if kaldi == 1 else (kaldi - 2) // len(PLACES) + 1
        rows.append((kaldi, 0, start_output(phone)))
        if kaldi > SIMPLE_KALDI_PHONES:
            rows.append((kaldi, 1, start_output(phone) + 1))
    return rows


def transitions(kaldi, state):
    """The two transition numbers of a state: (stay or go on to the rest, leave the phone)."""
    if kaldi <= SIMPLE_KALDI_PHONES:
        index = kaldi
    else:
        index = SIMPLE_KALDI_PHONES + 2 * (kaldi - SIMPLE_KALDI_PHONES - 1) + state + 1
    return 2 * index - 1, 2 * index


def transition_count(phone_count):
    return 2 * len(states(phone_count))


def word_boundary_file(phone_count):
    """The text of graph/phones/word_boundary.int."""
    lines = ["1 nonword"] + [f"{k} {PLACE_NAMES[(k - 2) % len(PLACES)]}" for k in range(2, kaldi_phone_count(phone_count) + 1)]
    return "\n".join(lines) + "\n"
