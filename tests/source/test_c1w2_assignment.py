"""The numbers in the words of c1w2_logistic_regression's assignment."""

import numpy as np
import pytest

WEEK = "c1w2_logistic_regression"


@pytest.mark.slow
def test_prose_reports_the_accuracies_that_come_out(run, pieces):
    names, _, printed = run
    prose = " ".join(" ".join(p.source.split()) for p in pieces if p.kind == "markdown")
    result, Y_test = names["result"], names["Y_test"]
    train = names["accuracy"](result["Y_prediction_train"], names["Y_train"])
    right = np.sum(result["Y_prediction_test"] == Y_test)
    assert f"training photographs {train:.0f} % are right" in prose
    assert f"test photographs {100 * right / Y_test.size:.0f} %: {right} of" in prose
    assert "neuron of 3 colours: train 79.5 %, test 74.0 %" in printed


@pytest.mark.slow
def test_prose_reports_what_three_colours_tell(run, pieces):
    names, _, _ = run
    colours, Y = names["colours"], names["Y_train"][0]
    blue = 255 * colours[2]
    said = f"{blue[Y == 0].mean():.0f} for other things, {blue[Y == 1].mean():.0f} for"
    assert any(said in " ".join(p.source.split()) for p in pieces)
    assert np.argmin(names["params"]["w"]) == 2
