"""Multiple choice: several wrong choices, and an answer that is none."""

from autograder.exercises import exercises
from course_utils.tasks import classify_task


def test_both_wrong_choices_of_a_learner_are_explained(judge_function):
    exercise = exercises("c1w1_introduction")["classify_task"]
    slips = {"house price": "rnn", "driving": "cnn"}

    def learner(descriptions):
        right = classify_task(descriptions)
        pairs = zip(descriptions, right, strict=True)
        return [slips.get(question, best) for question, best in pairs]

    message = judge_function(exercise, learner).criteria[0].message
    for name in ("house-rnn", "driving-cnn"):
        assert exercise.misconception(name).hint in message


def test_a_word_that_is_no_choice_is_told_the_choices(judge_function):
    exercise = exercises("c1w1_introduction")["classify_task"]

    def learner(descriptions):
        return ["ANN"] * len(descriptions)

    message = judge_function(exercise, learner).criteria[0].message
    assert "one of standard, cnn, rnn, hybrid" in message


def test_capitals_are_forgiven(judge_function):
    exercise = exercises("c1w1_introduction")["classify_task"]

    def learner(descriptions):
        return [choice.upper() for choice in classify_task(descriptions)]

    assert judge_function(exercise, learner).points == exercise.points
