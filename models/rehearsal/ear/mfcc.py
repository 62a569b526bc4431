"""Mel-frequency cepstra as Kaldi computes them, so that training sees what libvosk will see.

Follows Kaldi's feat/feature-mfcc.cc and mel-computations.cc with dither 0, no energy, povey window and snipped edges.
`settings_file` writes the same settings for libvosk.
"""

import numpy as np

SAMPLE_RATE_HZ = 16000
FRAME_SAMPLES = 400
SHIFT_SAMPLES = 160
MEL_BANDS = 26
CEPSTRA = 16
LOW_HZ = 100
# Nothing above this survives a telephone line, whatever the sample rate.
HIGH_HZ = 3700
PREEMPHASIS = 0.97
LIFTER = 22
FFT_SAMPLES = 512


def _mel(hz):
    return 1127 * np.log(1 + np.asarray(hz, float) / 700)


def _mel_bank():
    bins = FFT_SAMPLES // 2
    low, high = _mel(LOW_HZ), _mel(HIGH_HZ)
    step = (high - low) / (MEL_BANDS + 1)
    mels = _mel(np.arange(bins) * SAMPLE_RATE_HZ / FFT_SAMPLES)
    bank = np.zeros((MEL_BANDS, bins))
    for band in range(MEL_BANDS):
        left, centre, right = low + band * step, low + (band + 1) * step, low + (band + 2) * step
        slope = np.where(mels <= centre, (mels - left) / (centre - left), (right - mels) / (right - centre))
        bank[band] = np.where((mels > left) & (mels < right), slope, 0)
    return bank.T


def _cosines():
    k, n = np.arange(CEPSTRA)[:, None], np.arange(MEL_BANDS)[None]
    matrix = np.sqrt(2 / MEL_BANDS) * np.cos(np.pi / MEL_BANDS * (n + 0.5) * k)
    matrix[0] = np.sqrt(1 / MEL_BANDS)
    return matrix.T


_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME_SAMPLES) / (FRAME_SAMPLES - 1))) ** 0.85
_BANK = _mel_bank()
_COSINES = _cosines()
_LIFT = 1 + 0.5 * LIFTER * np.sin(np.pi * np.arange(CEPSTRA) / LIFTER)


def frame_count(sample_count):
    """How many whole frames fit into `sample_count` samples."""
    return max(0, (sample_count - FRAME_SAMPLES) // SHIFT_SAMPLES + 1)


def frame_centres_s(count):
    """The middle of each of the first `count` frames, in seconds from the first sample."""
    return (np.arange(count) * SHIFT_SAMPLES + FRAME_SAMPLES / 2) / SAMPLE_RATE_HZ


def mfcc(samples):
    """Cepstra (frames, CEPSTRA) as float32 of `samples` in the s16 range at SAMPLE_RATE_HZ."""
    count = frame_count(len(samples))
    index = np.arange(FRAME_SAMPLES)[None] + SHIFT_SAMPLES * np.arange(count)[:, None]
    frames = np.asarray(samples, np.float64)[index]
    frames = frames - frames.mean(1, keepdims=True)
    emphasised = frames.copy()
    emphasised[:, 1:] -= PREEMPHASIS * frames[:, :-1]
    emphasised[:, 0] -= PREEMPHASIS * frames[:, 0]
    power = np.abs(np.fft.rfft(emphasised * _WINDOW, FFT_SAMPLES))[:, : FFT_SAMPLES // 2] ** 2
    bands = np.log(np.maximum(power @ _BANK, np.finfo(np.float32).eps))
    return ((bands @ _COSINES) * _LIFT).astype(np.float32)


def settings_file():
    """The text of conf/mfcc.conf for the features above."""
    return (
        f"--use-energy=false\n--sample-frequency={SAMPLE_RATE_HZ}\n--num-mel-bins={MEL_BANDS}\n--num-ceps={CEPSTRA}\n"
        f"--low-freq={LOW_HZ}\n--high-freq={HIGH_HZ}\n--dither=0\n"
    )
