"""Rebuild a Keras model from a configuration that a stranger wrote.

The text is read as JSON and copied, entry by entry, into a configuration that names
nothing but layers, initialisers and settings on a list: no code, no module of anyone's
own, no loader. Its size is known from shapes before memory is taken for it.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import warnings
from types import ModuleType
from typing import Any

from autograder.exercises.models import MODEL_LIMIT

LAYERS = frozenset(
    "Activation Add Average AveragePooling1D AveragePooling2D BatchNormalization "
    "Bidirectional Concatenate Conv1D Conv2D Conv2DTranspose Dense DepthwiseConv2D Dot "
    "Dropout ELU Embedding Flatten Functional GaussianNoise GlobalAveragePooling1D "
    "GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D GRU InputLayer "
    "LayerNormalization LeakyReLU LSTM MaxPooling1D MaxPooling2D Multiply Permute "
    "RandomFlip RandomRotation RandomZoom ReLU RepeatVector Rescaling Reshape "
    "Sequential SimpleRNN Softmax SpatialDropout1D SpatialDropout2D Subtract "
    "TimeDistributed UpSampling2D ZeroPadding2D".split()
)
PARTS = frozenset(
    "__keras_tensor__ __numpy__ Constant DTypePolicy GlorotNormal GlorotUniform "
    "HeNormal HeUniform Identity L1 L1L2 L2 LecunNormal LecunUniform MaxNorm NonNeg "
    "Ones Orthogonal OrthogonalInitializer RandomNormal RandomUniform TruncatedNormal "
    "UnitNorm VarianceScaling Zeros".split()
) - {"__numpy__"}
MODULES = frozenset(
    "builtins keras keras.constraints keras.initializers keras.layers keras.models "
    "keras.regularizers keras.src.models.functional keras.src.models.sequential".split()
)
ACTIVATIONS = frozenset(
    "elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 "
    "selu sigmoid silu softmax softplus softsign swish tanh".split()
)
UNUSED = frozenset({"build_config", "compile_config"})
TEXT_LIMIT, DEPTH_LIMIT, NODE_LIMIT = 2 << 20, 40, 200_000
OUTPUT_LIMIT = 20_000_000


class RefusedError(ValueError):
    """The configuration is not one that may be rebuilt; the message is a predicate."""


def rebuild(config: Any) -> Any:
    """Return a model of ours made from a learner's configuration.

    Raises:
        RefusedError: it names something that is not on the list, or is too large.
    """
    if type(config) is not str or len(config) > TEXT_LIMIT:
        raise RefusedError("has no configuration that could be read.")
    try:
        tree = json.loads(config, parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        raise RefusedError("has a configuration that is not JSON.") from None
    return _made(_Copier().copy(tree, 0))


class _Copier:
    """One reading: it copies what may be there and refuses the rest."""

    def __init__(self) -> None:
        self.nodes = 0

    def copy(self, node: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > DEPTH_LIMIT or self.nodes > NODE_LIMIT:
            raise RefusedError("has a configuration that is too deep or too large.")
        if isinstance(node, dict):
            return self.mapping(node, depth)
        if isinstance(node, list):
            return [self.copy(item, depth + 1) for item in node]
        return node

    def mapping(self, node: dict[str, Any], depth: int) -> dict[str, Any]:
        if "class_name" in node:
            _check_class(node)
        for key in ("activation", "recurrent_activation"):
            if key in node and node[key] not in (None, *ACTIVATIONS):
                raise RefusedError("uses an activation that is not one of Keras's own.")
        return {
            key: self.copy(value, depth + 1)
            for key, value in node.items()
            if key not in UNUSED
        }


def _check_class(node: dict[str, Any]) -> None:
    name, module = node["class_name"], node.get("module")
    if type(name) is not str or name not in LAYERS | PARTS:
        shown = name[:40] if type(name) is str and name.isidentifier() else "of its own"
        raise RefusedError(f"has a layer {shown}, which cannot be judged here.")
    if module is not None and module not in MODULES:
        raise RefusedError("has a layer of another library.")
    if node.get("registered_name") not in (None, name):
        raise RefusedError("has a layer registered under another name.")


def _made(config: Any) -> Any:
    """Return the model, once a weightless one has shown that it is not too large."""
    keras = _keras()
    if not isinstance(config, dict) or config.get("class_name") not in (
        "Functional",
        "Sequential",
    ):
        raise RefusedError("is neither a Sequential nor a functional model.")
    text = json.dumps(config)
    keras.utils.clear_session(free_memory=False)  # a grader meets thousands of models
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _weigh(keras, text)
            return keras.models.model_from_json(text)
    except RefusedError:
        raise
    except Exception as error:
        raise RefusedError("has a configuration that Keras does not accept.") from error


def _weigh(keras: ModuleType, text: str) -> None:
    """Refuse a model that is too large, from its shapes alone.

    In a stateless scope variables have a shape and wait for their values. The scope
    would give them all when it ends, so those of the scale model are struck off first.
    """
    waiting = importlib.import_module("keras.src.backend.common.global_state")
    with keras.StatelessScope():
        try:
            _check_size(keras.models.model_from_json(text))
        finally:
            waiting.set_global_attribute("uninitialized_variables", [])


def _check_size(model: Any) -> None:
    weights = sum(math.prod(tuple(v.shape)) for v in model.weights)
    if weights > MODEL_LIMIT:
        raise RefusedError("has more parameters than can be judged.")
    for layer in model.layers:
        if _entries(getattr(layer, "output", None)) > OUTPUT_LIMIT:
            raise RefusedError("has a layer with a larger output than can be judged.")


def _entries(output: Any) -> int:
    outputs = output if isinstance(output, list | tuple) else [output]
    return sum(
        math.prod(n or 1 for n in one.shape) for one in outputs if hasattr(one, "shape")
    )


def _keras() -> ModuleType:
    """Import Keras, which takes seconds, once a week needs it."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    return importlib.import_module("keras")
