"""Whatever happens to the cells, no word of an answer is lost or counted twice."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.grading.handed_in.matching import match
from autograder.grading.handed_in.rawnotebook import RawCell
from autograder.grading.handed_in.skeleton import load

FACTS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
BODIES = st.lists(
    st.sampled_from(["a{} = x", "b{} = a{}", "# note {}", "print('{}', x)"]), max_size=5
)


@pytest.fixture
def skeleton(unreleased, week):
    return load(week, unreleased)


def answers_of(bodies):
    """Return an answer to each exercise in which every line is there once."""
    numbers = iter(range(1000))
    answers = {}
    for name, body in zip(("double", "halve"), bodies, strict=True):
        lines = [f"    {line.replace('{}', str(next(numbers)))}" for line in body]
        last = f"    return x + {next(numbers)}"
        answers[name] = "\n".join([f"def {name}(x):", *lines, last])
    return answers


def cells_of(skeleton, answers):
    return [
        RawCell(
            slot.cell["cell_type"],
            answers.get(name, slot.source),
            name,
            copy.deepcopy(slot.cell["metadata"]["nbgrader"]),
        )
        for name, slot in skeleton.slots.items()
    ]


def text_of(matched):
    """Return all lines that are in answers."""
    return "\n".join(matched.answers[name] for name in ("double", "halve")).split("\n")


def assert_kept(matched, answers):
    for name, source in answers.items():
        assert matched.answers[name].split() == source.split()


@FACTS
@given(bodies=st.tuples(BODIES, BODIES), random=st.randoms(use_true_random=False))
def test_the_order_of_cells_changes_nothing(skeleton, bodies, random):
    answers = answers_of(bodies)
    cells = cells_of(skeleton, answers)
    random.shuffle(cells)
    assert_kept(match(skeleton, cells), answers)


@FACTS
@given(bodies=st.tuples(BODIES, BODIES), random=st.randoms(use_true_random=False))
def test_copies_are_not_counted_twice(skeleton, bodies, random):
    answers = answers_of(bodies)
    cells = cells_of(skeleton, answers)
    for cell in random.choices(cells, k=6):
        cells.insert(random.randrange(len(cells) + 1), cell)
    assert_kept(match(skeleton, cells), answers)


@FACTS
@given(bodies=st.tuples(BODIES, BODIES), data=st.data())
def test_a_split_answer_keeps_every_line_once(skeleton, bodies, data):
    answers = answers_of(bodies)
    cells = cells_of(skeleton, answers)
    for name, source in answers.items():
        lines = source.split("\n")
        cuts = sorted(data.draw(st.sets(st.integers(1, len(lines)), max_size=3)))
        halves = zip([0, *cuts], [*cuts, len(lines)], strict=True)
        pieces = ["\n".join(lines[first:last]) for first, last in halves]
        place = next(n for n, cell in enumerate(cells) if cell.grade_id == name)
        whole = cells[place]
        cells[place : place + 1] = [
            RawCell("code", piece, name, whole.nbgrader) for piece in pieces
        ]
    assert_kept(match(skeleton, cells), answers)


@FACTS
@given(bodies=st.tuples(BODIES, BODIES), random=st.randoms(use_true_random=False))
def test_names_may_be_lost(skeleton, bodies, random):
    answers = answers_of(bodies)
    cells = [
        RawCell(cell.kind, cell.source) if random.random() < 0.5 else cell
        for cell in cells_of(skeleton, answers)
    ]
    assert_kept(match(skeleton, cells), answers)


@FACTS
@given(bodies=st.tuples(BODIES, BODIES), random=st.randoms(use_true_random=False))
def test_no_line_is_lost_or_doubled_when_all_happens_at_once(skeleton, bodies, random):
    answers = answers_of(bodies)
    cells = cells_of(skeleton, answers)
    cells += [RawCell("code", skeleton.slots["double"].source, "double")]
    cells += random.sample(cells, 3)
    random.shuffle(cells)
    matched = match(skeleton, cells)
    wanted = "\n".join(answers.values()).split("\n")
    assert sorted(text_of(matched)) == sorted(wanted)
