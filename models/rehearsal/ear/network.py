"""A small feed-forward network from spliced cepstra to phones, trained with numpy alone (Adam, cosine rate, label smoothing)."""

import math

import numpy as np

# Neighbouring frames (10 ms) shown to the network. The right side is short, so that a partial result is only 80 ms behind the voice.
OFFSETS = [-17, -14, -11, -9, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 8]
HIDDEN = 288
BATCH = 512
PEAK_RATE = 2e-3
SMOOTHING = 0.05
INPUT_NOISE = 0.12
WEIGHT_DECAY = 1e-4
WARM_UP_STEPS = 200
# libvosk reads one frame in three.
SUBSAMPLING = 3
# The share of speech relabelled as noise keeps that output a flat background.
NOISE_SHARE = 0.03
MAX_SILENCE_SHARE = 0.22


class Frames:
    """All cepstra end to end, padded so that every splice stays inside its utterance, and the frames worth learning from."""

    def __init__(self, examples, phone_ids, silence_id, noise_id, rng):
        left, right = -OFFSETS[0], OFFSETS[-1]
        parts, rows, labels, at = [], [], [], 0
        for example in examples:
            ids = np.array([phone_ids.get(name, -1) for name in example.labels])
            parts.append(np.pad(example.cepstra, ((left, right), (0, 0)), "edge"))
            rows.append(np.flatnonzero(ids >= 0) + at + left)
            labels.append(ids[ids >= 0])
            at += len(ids) + left + right
        self.cepstra = np.concatenate(parts)
        self.rows, self.labels = np.concatenate(rows), np.concatenate(labels)
        self._thin_silence(silence_id, rng)
        changed = (self.labels != silence_id) & (rng.random(len(self.labels)) < NOISE_SHARE)
        self.labels[changed] = noise_id
        self.mean, self.deviation = self.cepstra.mean(0), self.cepstra.std(0)
        self.cepstra = ((self.cepstra - self.mean) / self.deviation).astype(np.float32)

    def _thin_silence(self, silence_id, rng):
        silent = np.flatnonzero(self.labels == silence_id)
        spoken = len(self.labels) - len(silent)
        kept = int(min(len(silent), spoken * MAX_SILENCE_SHARE / (1 - MAX_SILENCE_SHARE)))
        keep = np.ones(len(self.labels), bool)
        keep[rng.choice(silent, len(silent) - kept, replace=False)] = False
        self.rows, self.labels = self.rows[keep], self.labels[keep]

    def splice(self, chosen):
        rows = self.rows[chosen][:, None] + np.array(OFFSETS)[None]
        return self.cepstra[rows].reshape(len(chosen), -1)


class Network:
    """Two hidden layers of rectified units. `parameters` alternates weights (in, out) and biases."""

    def __init__(self, inputs, outputs, rng):
        sizes = [inputs, HIDDEN, HIDDEN, outputs]
        self.parameters = []
        for a, b in zip(sizes, sizes[1:]):
            self.parameters += [(rng.standard_normal((a, b)) * math.sqrt(2 / a)).astype(np.float32), np.zeros(b, np.float32)]
        self._first = [np.zeros_like(p) for p in self.parameters]
        self._second = [np.zeros_like(p) for p in self.parameters]
        self._step = 0

    def forward(self, inputs):
        """The inputs and the output of each layer; the last is the log odds before normalisation."""
        layers, last = [inputs], len(self.parameters) - 2
        for i in range(0, len(self.parameters), 2):
            output = layers[-1] @ self.parameters[i] + self.parameters[i + 1]
            layers.append(output if i == last else np.maximum(output, 0, out=output))
        return layers

    def learn(self, inputs, labels, rate):
        """One Adam step on one batch."""
        layers = self.forward(inputs)
        count, outputs = layers[-1].shape
        odds = layers[-1] - layers[-1].max(1, keepdims=True)
        gradient = np.exp(odds)
        gradient /= gradient.sum(1, keepdims=True)
        gradient[np.arange(count), labels] -= 1 - SMOOTHING
        gradient -= SMOOTHING / outputs
        gradient /= count
        self._step += 1
        for i in range(len(self.parameters) - 2, -1, -2):
            weights, biases = layers[i // 2].T @ gradient, gradient.sum(0)
            if i > 0:
                gradient = (gradient @ self.parameters[i].T) * (layers[i // 2] > 0)
            self._adam(i, weights + WEIGHT_DECAY * self.parameters[i], rate)
            self._adam(i + 1, biases, rate)

    def _adam(self, i, gradient, rate):
        self._first[i] += 0.1 * (gradient - self._first[i])
        self._second[i] += 0.01 * (gradient * gradient - self._second[i])
        scale = rate * math.sqrt(1 - 0.99**self._step) / (1 - 0.9**self._step)
        self.parameters[i] -= scale * self._first[i] / (np.sqrt(self._second[i]) + 1e-8)

    def accuracy(self, frames, chosen):
        return float((self.forward(frames.splice(chosen))[-1].argmax(1) == frames.labels[chosen]).mean())


def train(frames, outputs, epochs, rng, say):
    """A trained Network. An epoch sees every third frame, as libvosk will; `say` gets a line of progress."""
    network = Network(len(OFFSETS) * frames.cepstra.shape[1], outputs, rng)
    order = rng.permutation(len(frames.labels))
    held_out, training = order[:8000], order[8000:]
    batches = len(training) // SUBSAMPLING // BATCH
    steps, step = epochs * batches, 0
    for epoch in range(epochs):
        shuffled = rng.permutation(training)[: batches * BATCH]
        for start in range(0, len(shuffled), BATCH):
            chosen = shuffled[start : start + BATCH]
            inputs = frames.splice(chosen)
            inputs += INPUT_NOISE * rng.standard_normal(inputs.shape, dtype=np.float32)
            step += 1
            rate = PEAK_RATE * min(1, step / WARM_UP_STEPS) * 0.5 * (1 + math.cos(math.pi * step / steps)) + 1e-5
            network.learn(inputs, frames.labels[chosen], rate)
        say(f"epoch {epoch + 1} of {epochs}: {network.accuracy(frames, held_out):.3f} of held-out frames right")
    return network


def priors(frames, outputs):
    """The share of each output in what the network was taught, the smoothing included: without it a rare phone would win
    every frame, as its taught odds are far above its share of the frames."""
    shares = np.bincount(frames.labels, minlength=outputs) / len(frames.labels)
    return (1 - SMOOTHING) * shares + SMOOTHING / outputs


def folded_parameters(network, frames):
    """The parameters with the normalisation of the cepstra folded into the first layer, for use on raw cepstra."""
    mean, deviation = np.tile(frames.mean, len(OFFSETS)), np.tile(frames.deviation, len(OFFSETS))
    first = network.parameters[0] / deviation[:, None]
    return [first, network.parameters[1] - mean @ first] + network.parameters[2:]
