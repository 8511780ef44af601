"""Tasks of supervised learning, the network each calls for, and the kind of data."""


def classify_task(descriptions: list[str]) -> list[str]:
    """Return the kind of network that each task calls for.

    Args:
        descriptions: any of "house price", "advertisement", "photograph", "x-ray",
            "speech", "translation" and "driving".

    Returns:
        "standard", "cnn", "rnn" or "hybrid" for each, in the same order.

    Raises:
        KeyError: one is none of the seven tasks.

    Source: course 1, week 1.
    """
    answers = {
        "house price": "standard",
        "advertisement": "standard",
        "photograph": "cnn",
        "x-ray": "cnn",
        "speech": "rnn",
        "translation": "rnn",
        "driving": "hybrid",
    }
    return [answers[description] for description in descriptions]


def classify_data(descriptions: list[str]) -> list[str]:
    """Return whether data come with their meaning, entry by entry, or without.

    Args:
        descriptions: any of "house sales", "blood values", "website visits",
            "photographs", "sound recording" and "hotel reviews".

    Returns:
        "structured" or "unstructured" for each, in the same order.

    Raises:
        KeyError: one is none of the six.

    Source: course 1, week 1.
    """
    answers = {
        "house sales": "structured",
        "blood values": "structured",
        "website visits": "structured",
        "photographs": "unstructured",
        "sound recording": "unstructured",
        "hotel reviews": "unstructured",
    }
    return [answers[description] for description in descriptions]
