"""am/final.mdl: Kaldi's text form of a TransitionModel followed by an nnet3 AmNnetSimple.

Exactly one newline follows <Nnet3>; a second one ends Kaldi's reader early.
"""

import math

from . import kaldi_phones, mfcc, network

# Three digits hold a small network's weights to well below the noise of training, and compress to a third of floats.
WEIGHT_DIGITS = 3


def _vector(values, digits=5):
    return " [ " + " ".join(f"{v:.{digits}g}" for v in values) + " ]\n"


def _matrix(rows):
    return " [\n" + "\n".join("  " + " ".join(f"{v:.{WEIGHT_DIGITS}g}" for v in row) for row in rows) + " ]\n"


def _affine(name, weights, biases):
    return (
        f"<ComponentName> {name} <AffineComponent> <LearningRate> 0.001 <LinearParams> {_matrix(weights.T)}"
        f"<BiasParams> {_vector(biases)}<IsGradient> F </AffineComponent> \n"
    )


def _nonlinear(name, kind, size):
    return f"<ComponentName> {name} <{kind}> <Dim> {size} <ValueAvg>  [ ]\n<DerivAvg>  [ ]\n<Count> 0 </{kind}> \n"


def _topology_entry(phones, states):
    return f"<TopologyEntry> \n<ForPhones> \n{' '.join(map(str, phones))} \n</ForPhones> \n{states}</TopologyEntry> \n"


def _transition_model(phone_count):
    simple = range(1, kaldi_phones.SIMPLE_KALDI_PHONES + 1)
    speech = range(kaldi_phones.SIMPLE_KALDI_PHONES + 1, kaldi_phones.kaldi_phone_count(phone_count) + 1)
    one_state = "<State> 0 <PdfClass> 0 <Transition> 0 0.5 <Transition> 1 0.5 </State> \n<State> 1 </State> \n"
    start_and_rest = (
        "<State> 0 <PdfClass> 0 <Transition> 1 0.5 <Transition> 2 0.5 </State> \n"
        "<State> 1 <PdfClass> 1 <Transition> 1 0.5 <Transition> 2 0.5 </State> \n<State> 2 </State> \n"
    )
    states = kaldi_phones.states(phone_count)
    triples = "".join(f"{kaldi} {state} {output} \n" for kaldi, state, output in states)
    return (
        f"<TransitionModel> \n<Topology> \n{_topology_entry(simple, one_state)}{_topology_entry(speech, start_and_rest)}</Topology> \n"
        f"<Triples> {len(states)} \n{triples}</Triples> \n"
        f"<LogProbs> \n{_vector([0] + [math.log(0.5)] * kaldi_phones.transition_count(phone_count))}</LogProbs> \n</TransitionModel> \n"
    )


def acoustic_model_file(parameters, priors, phone_count):
    """The text of am/final.mdl for `parameters` (weights and biases of three layers on raw cepstra) and the phones' shares."""
    hidden, outputs = parameters[0].shape[1], len(priors)
    offsets = ", ".join("input" if o == 0 else f"Offset(input, {o})" for o in network.OFFSETS)
    nodes = [f"input-node name=input dim={mfcc.CEPSTRA}", f"component-node name=affine1 component=affine1 input=Append({offsets})"]
    previous = "affine1"
    for name in ("relu1", "affine2", "relu2", "affine3", "logsoftmax"):
        nodes.append(f"component-node name={name} component={name} input={previous}")
        previous = name
    nodes.append("output-node name=output input=logsoftmax objective=linear")
    return (
        _transition_model(phone_count)
        + "<Nnet3> \n"
        + "\n".join(nodes)
        + "\n\n<NumComponents> 6 \n"
        + _affine("affine1", parameters[0], parameters[1])
        + _nonlinear("relu1", "RectifiedLinearComponent", hidden)
        + _affine("affine2", parameters[2], parameters[3])
        + _nonlinear("relu2", "RectifiedLinearComponent", hidden)
        + _affine("affine3", parameters[4], parameters[5])
        + _nonlinear("logsoftmax", "LogSoftmaxComponent", outputs)
        + f"</Nnet3> <LeftContext> {-network.OFFSETS[0]} <RightContext> {network.OFFSETS[-1]} <Priors> {_vector(priors)}"
    )
