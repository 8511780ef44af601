"""Every figure has the same colours, and words for those who cannot see it."""

import base64
import itertools

import matplotlib.pyplot as plt
import pytest

from course_utils.desk import theme

ALT = "a line that rises"


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


@pytest.fixture
def ax():
    """An axis with one labelled line of three points."""
    ax = theme.panels()[1][0]
    ax.plot([0, 1, 2], [3, 4, 5], label="cost")
    return ax


@pytest.mark.parametrize("look", theme.LOOKS)
def test_looks_use_colours_of_okabe_and_ito(look):
    assert look.color in theme.OKABE_ITO


@pytest.mark.parametrize("part", ["color", "marker", "linestyle"])
def test_looks_differ_in_every_part(part):
    parts = [getattr(look, part) for look in theme.LOOKS]
    assert all(a != b for a, b in itertools.combinations(parts, 2))


def test_looks_come_again_when_they_run_out():
    assert theme.look(len(theme.LOOKS) + 1) == theme.look(1)


def test_panels_leave_global_settings_alone():
    before = dict(plt.rcParams)
    theme.tidy(theme.panels(2, 3)[1][5])
    assert dict(plt.rcParams) == before


def test_axis_returns_the_axis_it_was_given(ax):
    assert theme.axis(ax) is ax


def test_picture_carries_its_alternative_text(ax):
    data, metadata = theme.picture(ax, ALT)._repr_mimebundle_()
    assert metadata["image/png"]["alt"] == ALT
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")


def test_picture_says_which_data_were_drawn(ax):
    assert repr(theme.picture(ax, ALT)) == (
        f"Figure: {ALT}\n- cost: 3 points, x 0 to 2, y 3 to 5"
    )


def test_picture_says_which_pictures_were_drawn(ax):
    ax.imshow([[0.25, 0.5], [0.75, 1.0]])
    assert "- 1 × picture of 2 × 2, 0.25 to 1" in repr(theme.picture(ax, ALT))


def test_picture_changes_its_words_with_the_data(ax):
    before = theme.describe(ax.figure)
    ax.get_lines()[0].set_ydata([3, 4, 5.1])
    assert theme.describe(ax.figure) != before


def test_same_figure_gives_the_same_bytes():
    first, second = (
        theme.picture(theme.tidy(theme.panels()[1][0]), ALT).png for _ in range(2)
    )
    assert first == second


def test_picture_closes_the_figure_so_that_no_cell_shows_it_twice(ax):
    theme.picture(ax, ALT)
    assert not plt.fignum_exists(ax.figure.number)


def test_picture_takes_a_figure_or_an_axis(ax):
    assert theme.picture(ax.figure, ALT).png == theme.picture(ax, ALT).png


def test_show_prints_alternative_text_and_caption_without_a_notebook(ax, capsys):
    theme.show(ax, ALT, "Look at the end.")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Figure: {ALT}"
    assert lines[-1] == "Look at the end."


def test_caption_is_visible_without_style_sheets_and_escaped():
    page = theme.Caption("a < b & c")._repr_html_()
    assert "a &lt; b &amp; c" in page
    assert "<style" not in page
