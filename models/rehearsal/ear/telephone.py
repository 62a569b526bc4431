"""What a telephone line does to a voice: band limit, level, noise, 8 kHz companding, and back to 16 kHz.

The product hears 16 kHz sound that was A-law at 8 kHz on the wire (mu-law in North America); a few utterances skip the
wire so that a test may feed clean sound as well.
"""

import numpy as np

WIRE_HZ = 8000
INSIDE_HZ = 16000


def resample(samples, from_hz, to_hz, low_hz=0.0, high_hz=None):
    """Change the rate by Fourier transform, with an optional band limit on the way. Lengths follow the ratio of the rates."""
    count = int(round(len(samples) * to_hz / from_hz))
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / from_hz)
    if low_hz > 0:
        spectrum = spectrum / (1 + (low_hz / np.maximum(hz, 1)) ** 6)
    if high_hz is not None:
        spectrum = spectrum / (1 + (hz / high_hz) ** 30)
    kept = np.zeros(count // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return np.fft.irfft(kept, count) * count / len(samples)


def a_law(samples):
    """s16 samples through G.711 A-law and back: 13 segments, 16 steps each, as ITU-T G.711 table 1a."""
    magnitude = np.minimum(np.abs(np.round(samples)), 32767)
    exponent = np.maximum(np.floor(np.log2(np.maximum(magnitude, 1))), 8)
    step = 2.0 ** (exponent - 4)
    step = np.where(magnitude < 256, 16, step)
    decoded = (np.floor(magnitude / step) + 0.5) * step
    return np.where(np.round(samples) < 0, -decoded, decoded)


def mu_law(samples):
    """s16 samples through the mu-law curve of G.711 (smooth form) and back."""
    compressed = np.log1p(255 * np.abs(samples) / 32768) / np.log(256)
    quantised = np.round(compressed * 127) / 127
    return np.sign(samples) * (256**quantised - 1) / 255 * 32768


def _with_level(samples, rng):
    """Peak between -22 and -0.8 dB of full scale: faint callers and shouting ones."""
    peak = 10 ** (rng.uniform(-22, 0) / 20) * 30000
    return samples * (peak / max(1.0, np.abs(samples).max()))


def _with_noise(samples, rng):
    """A quarter stays clean; the others get white or coloured noise between 15 and 80 dB below the speech."""
    if rng.random() < 0.25:
        return samples
    loud = samples[np.abs(samples) > np.abs(samples).max() * 0.02]
    speech_level = np.sqrt((loud**2).mean()) if len(loud) else 100.0
    noise = rng.standard_normal(len(samples))
    if rng.random() < 0.6:
        colour = rng.uniform(-0.5, 0.9)
        noise = np.convolve(noise, colour ** np.arange(12), "same")
    below_db = rng.uniform(15, 40) if rng.random() < 0.4 else rng.uniform(35, 80)
    return samples + noise / max(1e-9, noise.std()) * speech_level * 10 ** (-below_db / 20)


def line(samples, from_hz, rng):
    """One telephone call's worth of damage, drawn from `rng`. Returns s16-range samples at INSIDE_HZ."""
    if rng.random() < 0.12:
        return np.clip(np.round(_with_noise(_with_level(resample(samples, from_hz, INSIDE_HZ), rng), rng)), -32768, 32767)
    narrow = rng.random() < 0.4
    low_hz = rng.uniform(150, 320) if narrow else rng.uniform(0, 120)
    high_hz = rng.uniform(3350, 3700) if narrow else rng.uniform(3700, 3950)
    on_wire = resample(samples, from_hz, WIRE_HZ, low_hz, high_hz)
    on_wire = np.clip(_with_noise(_with_level(on_wire, rng), rng), -32700, 32700)
    on_wire = mu_law(on_wire) if rng.random() < 0.2 else a_law(on_wire)
    return np.round(resample(on_wire, WIRE_HZ, INSIDE_HZ, 0.0, 3950))
