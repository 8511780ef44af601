"""Ways downhill: what is drawn, what moves, and when somebody has arrived."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image, ImageColor

from course_utils.desk import theme, walk_explorer, walks

W1, W2 = np.linspace(-3, 3, 31), np.linspace(-2, 2, 21)


@pytest.fixture(autouse=True)
def no_figure_left():
    """Close what a test has drawn."""
    yield
    plt.close("all")


def bowl(w1, w2):
    return (w1**2 + 4 * w2**2) / 2


def shrinking(factor, steps=30):
    return np.array([2.5, 1.5]) * factor ** np.arange(steps + 1)[:, None]


@pytest.fixture
def scene():
    """Two walkers in a bowl."""
    walkers = {"fast": shrinking(0.5, steps=12), "slow": shrinking(0.9)}
    return walks.Scene(bowl, walkers, W1, W2, "A bowl")


@pytest.fixture(scope="module")
def film():
    """A film of two walkers."""
    walkers = {"fast": shrinking(0.5, steps=12), "slow": shrinking(0.9)}
    return walks.film([walks.Scene(bowl, walkers, W1, W2)], "two walk to the middle")


def frames(film):
    """Each frame of a film, as (milliseconds, pixels)."""
    image = Image.open(io.BytesIO(film.png))
    for number in range(image.n_frames):
        image.seek(number)
        yield image.info["duration"], np.asarray(image.convert("RGB"))


@pytest.mark.parametrize(
    "costs, expected",
    [
        ([3, 2, 0.5, 0.1], 2),
        ([0.5, 0.4], 0),
        ([3, 0.5, 2, 0.5, 0.4], 3),  # it flew past first
        ([3, 2, 1], None),
        ([3, 0.5, np.nan], None),
        ([3, 0.5, np.inf], None),
    ],
)
def test_arrival_is_the_step_after_which_it_stays(costs, expected):
    assert walks.arrival(np.array(costs), 1) == expected


def test_scene_draws_every_way_with_start_and_end(scene):
    lines = walks.draw_scene(scene).get_lines()
    assert [line.get_label() for line in lines[::2][:2]] == ["fast", "slow"]
    np.testing.assert_allclose(lines[2].get_xydata(), scene.walks["slow"])
    np.testing.assert_allclose(lines[3].get_xydata(), scene.walks["slow"][-1:])
    np.testing.assert_allclose(lines[4].get_xydata(), [[2.5, 1.5]])


def test_scene_shows_the_whole_landscape_and_its_claim(scene):
    ax = walks.draw_scene(scene)
    assert ax.get_xlim() == (-3, 3) and ax.get_ylim() == (-2, 2)
    assert ax.get_title() == "A bowl" and ax.get_legend()


@pytest.mark.parametrize("names", [("fast", "slow"), ("fast", "slower")])
def test_scenes_stand_side_by_side_and_no_legend_comes_twice(scene, names):
    walkers = dict(zip(names, scene.walks.values(), strict=True))
    beside = walks.Scene(bowl, walkers, W1, W2)
    legends = [ax.get_legend() for ax in walks.draw_scenes([scene, beside]).axes]
    assert legends[0] and bool(legends[1]) == (names[1] == "slower")


def test_frames_go_from_the_start_to_the_last_step_and_never_back(scene):
    steps = walks.steps_of([scene])
    assert steps[0] == 0 and steps[-1] == 30 and len(steps) == walks.FRAMES
    assert (np.diff(steps) >= 0).all()


def test_film_is_an_animated_png_that_runs_once_and_under_five_seconds(film):
    image = Image.open(io.BytesIO(film.png))
    assert image.format == "PNG" and image.is_animated and image.info["loop"] == 1
    assert 4000 < sum(milliseconds for milliseconds, _ in frames(film)) < 5000


@pytest.mark.parametrize("walker", [0, 1])
def test_every_walker_leaves_a_way_in_its_colour(film, walker):
    colour = ImageColor.getrgb(theme.look(walker).color)
    drawn = [np.sum((pixels == colour).all(axis=-1)) for _, pixels in frames(film)]
    assert drawn[-1] > drawn[0] + 20


def test_film_is_small_and_has_its_words(film):
    assert len(film.png) < 300_000
    assert repr(film).startswith("Figure: two walk to the middle\n- fast: 13 points")


def test_show_film_prints_words_and_caption_without_a_notebook(scene, capsys):
    walks.show_film([scene], "two walk to the middle", "They arrive.")
    printed = capsys.readouterr().out
    assert printed.startswith("Figure: two walk") and "They arrive." in printed


def turn(beta, learning_rate):
    return shrinking(1 - learning_rate * (1 - beta))


def explore(walk, scene):
    return walk_explorer.walk_explorer(walk, scene, beta=0, learning_rate=0.5)


def test_explorer_draws_and_prints_before_anything_is_turned(scene, capsys):
    explore(turn, scene)
    printed = capsys.readouterr().out
    assert printed.startswith("Figure: beta 0.00, learning rate 0.5: below 0.01")
    assert printed.rstrip().endswith("for good after 5 of 30 steps.")


@pytest.mark.parametrize("which, value", [(0, 0.7), (1, 0.25)])
def test_turning_a_slider_walks_again(scene, which, value):
    calls = []

    def recorded(beta, learning_rate):
        calls.append((beta, learning_rate))
        return turn(beta, learning_rate)

    box = explore(recorded, scene)
    box.children[which].value = value
    expected = (0.7, 0.5) if which == 0 else (0, 0.25)
    np.testing.assert_allclose(calls, [(0, 0.5), expected], atol=0.02)


def test_explorer_waits_until_the_hand_lets_go(scene):
    heavy, rate, _ = explore(turn, scene).children
    assert not heavy.continuous_update and not rate.continuous_update


@pytest.mark.parametrize(
    "costs, words",
    [
        ([3, 2, 0.001], "below 0.01 for good after 2 of 2 steps."),
        ([3, 2, 1.5], "not there after 2 steps: the cost is 1.5."),
        ([3, 9, 99], "it runs away."),
        ([3, 9, np.nan], "it runs away."),
    ],
)
def test_summary_tells_arrival_patience_and_ruin(costs, words):
    said = walk_explorer.summary(np.array(costs), 0.9, 0.1, 0.01)
    assert said == f"beta 0.90, learning rate 0.1: {words}"


def test_explorer_works_without_widgets(scene, monkeypatch, capsys):
    monkeypatch.setitem(__import__("sys").modules, "ipywidgets", None)
    assert explore(turn, scene) is None
    assert "Install ipywidgets" in capsys.readouterr().out
