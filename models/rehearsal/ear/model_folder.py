"""Writes the folder that libvosk opens, and packs it."""

import gzip
import json
import subprocess
import tarfile

from . import acoustic_model, kaldi_phones, mfcc

# Beams suit a vocabulary of a thousand words. The product ends turns itself, so the decoder's own end rules are out of its way.
# frames-per-chunk is how often the network runs: every 90 ms instead of libvosk's 200 keeps partial results fresh.
MODEL_SETTINGS = """--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=3.0
--acoustic-scale={acoustic_scale}
--frame-subsampling-factor=3
--frames-per-chunk=9
--endpoint.silence-phones=1
--endpoint.rule1.min-trailing-silence=10.0
--endpoint.rule2.min-trailing-silence=8.0
--endpoint.rule3.min-trailing-silence=8.0
--endpoint.rule4.min-trailing-silence=8.0
--endpoint.rule5.min-utterance-length=60.0
"""


def write_acoustics(folder, parameters, priors, phone_count, acoustic_scale):
    """am/ and conf/ of the model."""
    for name in ("am", "conf", "graph/phones"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "am/final.mdl").write_text(acoustic_model.acoustic_model_file(parameters, priors, phone_count))
    (folder / "conf/mfcc.conf").write_text(mfcc.settings_file())
    (folder / "conf/model.conf").write_text(MODEL_SETTINGS.format(acoustic_scale=acoustic_scale))


def write_graph(folder, words, lexicon_lines, grammar_lines, phone_count):
    """graph/ of the model: words[0] is the empty word; the two graphs are compiled by OpenFst and sorted to meet each other."""
    graph = folder / "graph"
    count = len(words)
    table = [f"{word} {i}" for i, word in enumerate(words)] + [f"#0 {count}", f"<s> {count + 1}", f"</s> {count + 2}"]
    (graph / "words.txt").write_text("\n".join(table) + "\n")
    (graph / "phones/word_boundary.int").write_text(kaldi_phones.word_boundary_file(phone_count))
    # libvosk wants this file; no disambiguation symbol is used, so it names a transition that does not exist.
    (graph / "disambig_tid.int").write_text(f"{kaldi_phones.transition_count(phone_count) + 1}\n")
    _compile(lexicon_lines, graph / "HCLr.fst", "olabel")
    _compile(grammar_lines, graph / "Gr.fst", "ilabel")


def write_description(folder, description):
    """rehearsal.json: what the product reads to know that this ear is never for people."""
    (folder / "rehearsal.json").write_text(json.dumps(description, indent=2) + "\n")


def pack(folder, archive):
    """`folder` as `archive` (.tar.gz) with one top folder of the archive's name; the same files give the same bytes."""
    top = archive.name.removesuffix(".tar.gz")

    def anonymous(entry):
        entry.uid = entry.gid = entry.mtime = 0
        entry.uname = entry.gname = "root"
        return entry

    with open(archive, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
        with tarfile.open(fileobj=packed, mode="w") as tar:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                tar.add(path, f"{top}/{path.relative_to(folder)}", filter=anonymous)


def _compile(lines, target, sort_by):
    compiled = subprocess.run(["fstcompile"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    subprocess.run(["fstarcsort", f"--sort_type={sort_by}", "-", str(target)], input=compiled, check=True)
