"""Cells split, moved, copied, deleted, merged, re-ordered and re-typed.

Stock nbgrader ends the whole class's run at a name that occurs twice, and finds no
answer without its name.
"""

from tests.fair.desk import WRITTEN, fair


@fair()
def split_in_two(desk):
    """JupyterLab's Split Cell gave both halves the same name."""
    split(desk, "propagate", 3)


@fair()
def split_in_three(desk):
    """An answer split twice."""
    split(desk, "propagate", 3)
    split(desk, "propagate", 6)


@fair("sigmoid")
def split_within_a_line(desk):
    """The cursor stood in the middle of a line when the cell was split."""
    source = desk.cell("sigmoid")["source"]
    second = desk.copy_of("sigmoid")
    place = source.index("np.abs(x)") + 4
    desk.cell("sigmoid")["source"] = source[:place]
    second["source"] = source[place:]
    desk.cells.insert(desk.place("sigmoid") + 1, second)


@fair("sigmoid")
def halves_swapped(desk):
    """The lower half of a split answer was moved above the upper one."""
    split(desk, "sigmoid", 2)
    place = desk.place("sigmoid")
    desk.cells[place : place + 2] = desk.cells[place : place + 2][::-1]


@fair()
def cell_copied_below(desk):
    """An answer cell was copied and pasted, and nothing changed."""
    desk.cells.insert(desk.place("softmax") + 1, desk.copy_of("softmax"))


@fair("softmax")
def draft_above(desk):
    """A copy above keeps the first, wrong draft; the last version counts."""
    draft = desk.copy_of("softmax")
    draft["source"] = "def softmax(x):\n    return np.exp(x) / np.sum(np.exp(x))"
    desk.cells.insert(desk.place("softmax"), draft)


@fair("softmax")
def broken_draft_above(desk):
    """A copy above keeps a draft that does not even parse."""
    draft = desk.copy_of("softmax")
    draft["source"] = "def softmax(x):\n    e = np.exp(x -\n    return e"
    desk.cells.insert(desk.place("softmax"), draft)


@fair("softmax")
def stub_copied_below(desk):
    """A copy of the stub, kept for a fresh start, stands below the answer."""
    stub = desk.copy_of("softmax")
    stub["source"] = desk.stub("softmax") + "\n# a fresh start, if I need one"
    desk.cells.insert(desk.place("softmax") + 1, stub)


@fair()
def check_cells_deleted(desk):
    """The student deleted every check once it was green."""
    for name in desk.solutions.keys() - {WRITTEN}:
        desk.remove(f"check-{name}")


@fair()
def everything_else_deleted(desk):
    """Only the answers are left: no prose, no checks, no imports."""
    desk.cells[:] = [desk.cell(name) for name in desk.solutions]


@fair()
def upside_down(desk):
    """The cells stand in the opposite order."""
    desk.cells.reverse()


@fair()
def check_above_its_answer(desk):
    """A check was moved above the answer that it checks."""
    check = desk.cells.pop(desk.place("check-sigmoid"))
    desk.cells.insert(desk.place("sigmoid"), check)


@fair()
def two_answers_merged(desk):
    """Merge Cells made one cell of two answers and what stood between them."""
    merge(desk, "L1", "L2")


@fair()
def merged_with_its_check(desk):
    """An answer and its check were merged into one cell."""
    merge(desk, "sigmoid", "check-sigmoid")


@fair()
def merged_into_the_prompt(desk):
    """An answer was merged into the prose above it, which kept its own name."""
    place = desk.place("softmax")
    merge_at(desk, place - 1, place)


@fair()
def answer_made_markdown(desk):
    """The key M turned an answer into prose; its text is still there."""
    desk.cell("predict")["cell_type"] = "markdown"


@fair()
def answer_made_raw(desk):
    """The key R turned an answer into a raw cell."""
    desk.cell("predict")["cell_type"] = "raw"


@fair()
def written_answer_made_code(desk):
    """The key Y turned the written answer into code, which does not parse."""
    desk.cell(WRITTEN)["cell_type"] = "code"


@fair("sigmoid", WRITTEN)
def locked_cells_edited(desk):
    """The student tried things in the locked examples and in a check."""
    for cell in desk.cells:
        if not cell["metadata"]["nbgrader"]["solution"] and "for" in cell["source"]:
            cell["source"] = "1 / 0"
    desk.cell("check-sigmoid")["source"] = "check(sigmoid); print(sigmoid(3))"


@fair("L1", "L2")
def answer_in_anothers_cell(desk):
    """A copy of the cell of L1 holds the answer to L2, whose cell is as released."""
    other = desk.copy_of("L1") | {"source": desk.solutions["L2"]}
    desk.cell("L2")["source"] = desk.stub("L2")
    desk.cells.insert(desk.place("L1") + 1, other)


@fair()
def locked_cells_copied(desk):
    """Every check was copied, so that each name of a check occurs twice."""
    for name in desk.solutions.keys() - {WRITTEN}:
        cell = desk.copy_of(f"check-{name}")
        desk.cells.insert(desk.place(f"check-{name}"), cell)


@fair()
def one_name_for_all_ids(desk):
    """A program gave every cell the same cell id."""
    desk.for_each_cell(lambda cell: cell.update(id="same"))


def split(desk, name, below):
    """Split the cell some lines above its end, as JupyterLab does."""
    cell, second = desk.cell(name), desk.copy_of(name)
    lines = cell["source"].split("\n")
    cell["source"] = "\n".join(lines[:-below])
    second["source"] = "\n".join(lines[-below:])
    desk.cells.insert(desk.place(name) + 1, second)


def merge(desk, first, last):
    """Merge the cells from the first to the last."""
    merge_at(desk, desk.place(first), desk.place(last))


def merge_at(desk, first, last):
    """Merge as JupyterLab does: the first cell keeps its name and its type."""
    texts = ["".join(cell["source"]) for cell in desk.cells[first : last + 1]]
    desk.cells[first]["source"] = "\n\n".join(texts)
    del desk.cells[first + 1 : last + 1]
