"""Tasks of supervised learning, the network each calls for, and the kind of data."""

HOUSE = "the price of a house, from its size, its age and its number of rooms"
ADVERTISEMENT = "whether a visitor clicks on an advertisement, from facts about both"
PHOTOGRAPH = "what a photograph shows"
X_RAY = "whether a bone is broken, from an X-ray picture"
SPEECH = "the words that somebody says, from a sound recording"
TRANSLATION = "a sentence in French, from the same sentence in English"
DRIVING = "where the other cars are, from camera pictures and radar distances together"

SALES = "a table of house sales: size, rooms, year, price"
BLOOD = "the blood values of each patient, one row a patient"
CLICKS = "a list of visitors with age, country and number of clicks"
PICTURES = "photographs, each 64 by 64 points of red, green and blue"
SOUND = "a sound recording of 8000 numbers a second"
REVIEWS = "what guests wrote about a hotel"


def classify_task(description: str) -> str:
    """Return the kind of network that a task calls for.

    Args:
        description: what is to be predicted, from what; one of the seven tasks.

    Returns:
        "standard", "cnn", "rnn" or "hybrid".

    Raises:
        KeyError: it is none of the seven tasks.

    Source: course 1, week 1.
    """
    answers = {
        HOUSE: "standard",
        ADVERTISEMENT: "standard",
        PHOTOGRAPH: "cnn",
        X_RAY: "cnn",
        SPEECH: "rnn",
        TRANSLATION: "rnn",
        DRIVING: "hybrid",
    }
    return answers[description]


def classify_data(description: str) -> str:
    """Return whether data come with their meaning, entry by entry, or without.

    Args:
        description: what the data are; one of the six.

    Returns:
        "structured" or "unstructured".

    Raises:
        KeyError: it is none of the six.

    Source: course 1, week 1.
    """
    answers = {
        SALES: "structured",
        BLOOD: "structured",
        CLICKS: "structured",
        PICTURES: "unstructured",
        SOUND: "unstructured",
        REVIEWS: "unstructured",
    }
    return answers[description]
