"""How each word sounds, counted from what espeak really said in sentences (liaisons and weak forms included)."""

from collections import Counter, defaultdict

MAX_SOUNDS_PER_WORD = 6
# A sound is left out when it is rarer than this share of the word's most frequent one and was heard less often than this.
MIN_SHARE, MIN_COUNT = 0.06, 6


def learn_lexicon(utterances, kept_phones):
    """Map word text to [(phones tuple, relative frequency of it against the best, 0 to 1)], best first."""
    counts = defaultdict(Counter)
    merged = []
    for utterance in utterances:
        for first, count, phones in utterance.groups:
            if not phones:
                continue
            if count == 1:
                counts[utterance.words[first].text][tuple(phones)] += 1
            else:
                merged.append(([w.text for w in utterance.words[first : first + count]], tuple(phones)))
    alone = {word: [phones for phones, _ in sounds.most_common(4)] for word, sounds in counts.items()}
    for words, phones in merged:
        for word, part in zip(words, split_phones(words, phones, alone)):
            if part:
                counts[word][part] += 1
    return {word: _best(sounds, kept_phones) for word, sounds in counts.items()}


def split_phones(words, phones, known):
    """Cut `phones` into one part for each of `words`, each as near as possible to a known sound of its word."""
    best = {0: (0.0, [])}
    for word in words:
        following = {}
        for start, (cost, parts) in best.items():
            for end in range(start, len(phones) + 1):
                part = phones[start:end]
                total = cost + min((_distance(part, sound) for sound in known.get(word, [])), default=abs(len(part) - 3))
                if end not in following or total < following[end][0]:
                    following[end] = (total, parts + [part])
        best = following
    return best[len(phones)][1]


def homophones(lexicon):
    """Groups of words with the same best sound: only the bigram can tell them apart."""
    groups = defaultdict(list)
    for word, sounds in lexicon.items():
        if sounds:
            groups[sounds[0][0]].append(word)
    return [sorted(words) for words in groups.values() if len(words) > 1]


def _distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def _best(sounds, kept_phones):
    usable = Counter()
    for phones, count in sounds.items():
        if kept_phones.issuperset(phones):
            usable[phones] += count
    if not usable:
        return []
    top = usable.most_common(1)[0][1]
    frequent = [(phones, count / top) for phones, count in usable.most_common(MAX_SOUNDS_PER_WORD) if count == top or count >= MIN_COUNT or count >= max(2, MIN_SHARE * top)]
    return frequent
