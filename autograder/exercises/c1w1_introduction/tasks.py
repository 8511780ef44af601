"""Multiple choice: which network for which task, and which data are structured."""

from __future__ import annotations

from autograder.exercises.c1w1_introduction.choices import asked, explained, relations
from autograder.exercises.exercise import Exercise
from course_utils import tasks

NETWORKS = ("standard", "cnn", "rnn", "hybrid")
KINDS = ("structured", "unstructured")

WRONG_NETWORKS = {
    "house price": (
        "house",
        {
            "cnn": "A CNN looks for the same small pattern everywhere in a picture. "
            "Size and age are no neighbours: in a table of facts there is nothing to "
            "slide over.",
            "rnn": "An RNN reads one thing after another. The facts about a house have "
            "no order: age before size means the same as size before age.",
            "hybrid": "One short list of numbers comes in. A hybrid is worth its "
            "trouble when inputs of different kinds must be joined.",
        },
    ),
    "advertisement": (
        "advertisement",
        {
            "cnn": "The facts about visitor and advertisement are a row of a table, "
            "no picture. What would be next to what?",
            "rnn": "The facts about a visitor and an advertisement are all there at "
            "once and have no order. An RNN would have nothing to remember.",
            "hybrid": "Two things are described, but both by plain facts: together "
            "they are one row of numbers, and the plainest network takes it.",
        },
    ),
    "photograph": (
        "photograph",
        {
            "standard": "It would work a little, but a dense layer has its own weight "
            "for each point and must learn a cat anew in every corner. Which network "
            "shares them?",
            "rnn": "A photograph has neighbours to all sides, no before and after. "
            "Which network looks for patterns wherever they are?",
            "hybrid": "One picture comes in, nothing else: there is no second kind of "
            "input to join it with.",
        },
    ),
    "x-ray": (
        "x-ray",
        {
            "standard": "A break looks the same wherever it is. A standard network has "
            "to learn it separately for every place in the picture.",
            "rnn": "An X-ray picture does not unroll in time. Its points belong to "
            "their neighbours on all sides.",
            "hybrid": "One grey picture is all there is. With the patient's record "
            "beside it, your answer would be a good one.",
        },
    ),
    "speech": (
        "speech",
        {
            "standard": "A recording can be of any length, and a word may begin "
            "anywhere in it. A standard network wants a fixed number of inputs.",
            "cnn": "Patterns in time can be searched like this, but what was said a "
            "second ago decides how the next sound is meant. Which network remembers?",
            "hybrid": "Only sound comes in. It unrolls in time, and one kind of "
            "network was made for that.",
        },
    ),
    "translation": (
        "translation",
        {
            "standard": "Sentences have different lengths, and their words an order. "
            "A standard network knows neither.",
            "cnn": "A word may depend on another far away in the sentence. A small "
            "window that slides along does not see both.",
            "hybrid": "Words come in and words go out, one after another: all of one "
            "kind. Which network reads in order?",
        },
    ),
    "driving": (
        "driving",
        {
            "standard": "The pictures are too large, and too rich in neighbours, for "
            "dense layers alone. Each kind of input deserves its own part.",
            "cnn": "That is right for the camera, but the radar's distances are no "
            "picture. Which network has a part for each?",
            "rnn": "What is asked is where the cars are now, and the pictures need "
            "another kind of part than the distances.",
        },
    ),
}

WRONG_KINDS = {
    "house sales": (
        "sales",
        {
            "unstructured": "Every column has a name: you know what the second number "
            "of a row means before you look at it."
        },
    ),
    "blood values": (
        "blood",
        {
            "unstructured": "A blood value has a name and a unit. That patients are "
            "people does not make their table less of a table."
        },
    ),
    "website visits": (
        "clicks",
        {
            "unstructured": "Data from the web are not unstructured for that: age, "
            "country and clicks are columns with a meaning."
        },
    ),
    "photographs": (
        "pictures",
        {
            "structured": "The numbers stand in a neat grid, but what does number 5000 "
            "say? No single point means anything by itself."
        },
    ),
    "sound recording": (
        "sound",
        {
            "structured": "One number after another, at equal steps: but none of them "
            "has a name. Only many together make a word."
        },
    ),
    "hotel reviews": (
        "reviews",
        {
            "structured": "Language has a grammar, but no columns: you cannot say "
            "what the seventh word is about until you have read it."
        },
    ),
}

CLASSIFY_TASK = Exercise(
    tasks.classify_task,
    criteria=(asked(14, list(WRONG_NETWORKS)),),
    misconceptions=explained(tasks.classify_task, WRONG_NETWORKS),
    relations=relations(NETWORKS, WRONG_NETWORKS),
)

CLASSIFY_DATA = Exercise(
    tasks.classify_data,
    criteria=(asked(6, list(WRONG_KINDS)),),
    misconceptions=explained(tasks.classify_data, WRONG_KINDS),
    relations=relations(KINDS, WRONG_KINDS),
)

EXERCISES = (CLASSIFY_TASK, CLASSIFY_DATA)
