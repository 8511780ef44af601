"""Answers that are not in the cell that was made for them."""

from tests.fair.desk import WRITTEN, fair


@fair("softmax", says="found by the function")
def pasted_below_the_stub(desk):
    """The answer stands in a new cell; its own cell is as it was released."""
    move_out(desk, "softmax", after="softmax")


@fair("softmax")
def pasted_above_the_stub(desk):
    """The answer stands in a new cell above its own, which still holds the stub."""
    move_out(desk, "softmax", before="softmax")


@fair()
def all_in_one_cell_at_the_end(desk):
    """All answers stand in one cell at the end; their own cells are as released."""
    code = [name for name in desk.solutions if name != WRITTEN]
    desk.own("\n\n\n".join(desk.solutions[name] for name in code))
    for name in code:
        desk.cell(name)["source"] = desk.stub(name)


@fair("softmax")
def two_drafts_below_the_stub(desk):
    """Two versions stand below the stub; the last one counts."""
    move_out(desk, "softmax", after="softmax")
    desk.own("def softmax(x):\n    return x", after="softmax")


@fair("softmax", says="Also defined in a cell of your own")
def draft_in_a_cell_of_its_own(desk):
    """The answer is in its cell; an older draft in an own cell does not count."""
    desk.own("def softmax(x):\n    return x")


@fair("softmax")
def emptied_cell(desk):
    """The answer cell was emptied and the answer written into a new one."""
    move_out(desk, "softmax", after="softmax")
    desk.cell("softmax")["source"] = ""


@fair("softmax")
def cell_deleted_and_typed_anew(desk):
    """The answer cell was cut, and the answer typed into a new cell."""
    desk.own(desk.solutions["softmax"], after="softmax")
    desk.remove("softmax")


@fair("softmax")
def typed_into_the_check(desk):
    """The answer was typed into the check cell, above the check."""
    desk.cell("softmax")["source"] = desk.stub("softmax")
    answer = desk.solutions["softmax"]
    desk.cell("check-softmax")["source"] = f"{answer}\n\n\ncheck(softmax)"


@fair("sigmoid", "L1")
def stub_line_left_below(desk):
    """The line that the stub raises was left below the right lines."""
    line = 'raise NotImplementedError("write your answer here")'
    desk.edit("sigmoid", "    return s", f"    {line}\n    return s")
    desk.edit("L1", "    return loss", f"    return loss\n    {line}")


@fair("sigmoid")
def stub_line_left_above(desk):
    """The line that the stub raises was left above the right lines."""
    desk.top("sigmoid", 'raise NotImplementedError("write your answer here")')


@fair(WRITTEN)
def written_below_its_cell(desk):
    """The written answer stands in a new cell below the one for it."""
    text = desk.solutions[WRITTEN]
    desk.cell(WRITTEN)["source"] = desk.stub(WRITTEN)
    desk.own(text, after=WRITTEN, kind="markdown")


@fair(WRITTEN)
def written_cell_replaced(desk):
    """The cell for the written answer was deleted and a new one made."""
    desk.own(desk.solutions[WRITTEN], after=WRITTEN, kind="markdown")
    desk.remove(WRITTEN)


def move_out(desk, name, **place):
    """Move an answer to a cell of its own, and put the stub back."""
    desk.own(desk.solutions[name], **place)
    desk.cell(name)["source"] = desk.stub(name)
