"""Notebooks that went through other programs: kernels, metadata, formats."""

from tests.fair.desk import WRITTEN, fair


@fair()
def wrong_kernel(desk):
    """The notebook asks for a kernel that nobody here has."""
    desk.notebook["metadata"]["kernelspec"] = {"name": "my-env", "display_name": "Mine"}


@fair()
def kernel_of_r(desk):
    """By mistake the notebook was saved with the kernel of R."""
    desk.notebook["metadata"] = {
        "kernelspec": {"name": "ir", "display_name": "R", "language": "R"},
        "language_info": {"name": "R", "file_extension": ".r"},
    }


@fair()
def no_metadata_at_all(desk):
    """The notebook has no metadata of its own."""
    desk.notebook["metadata"] = {}


@fair()
def colab(desk):
    """Colab keeps nbgrader's metadata and adds its own; it writes nbformat 4.0."""
    desk.for_each_cell(
        lambda cell: cell["metadata"].update(
            id=cell.pop("id"),
            outputId="1a2b3c",
            colab={"base_uri": "https://localhost:8080/"},
            executionInfo={"status": "ok", "user_tz": -60, "elapsed": 3},
        )
    )
    desk.notebook["metadata"]["colab"] = {"provenance": [], "toc_visible": True}
    desk.notebook["nbformat_minor"] = 0


@fair()
def colab_form(desk):
    """In Colab a form field was put above an answer, with its magic comments."""
    desk.edit("sigmoid", "def sigmoid", "#@title Sigmoid { run: \"auto\" }\n"
              "steepness = 1 #@param {type:\"slider\"}\n\n\ndef sigmoid")  # fmt: skip
    desk.cell("sigmoid")["metadata"]["cellView"] = "form"


@fair()
def vs_code(desk):
    """VS Code writes sources as lines, marks languages, and keeps names of cells."""

    def save(cell):
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
        cell["metadata"]["vscode"] = {"languageId": "python"}

    desk.for_each_cell(save)
    desk.notebook["metadata"].pop("language_info")


@fair(says="found by the function")
def old_vs_code(desk):
    """Old versions of VS Code saved no metadata of cells at all."""
    desk.for_each_cell(lambda cell: cell.update(metadata={}))


@fair()
def kaggle(desk):
    """Kaggle put its own metadata in place of nbgrader's."""
    desk.for_each_cell(
        lambda cell: cell.update(
            metadata={"_uuid": "8f2839f2", "_cell_guid": "b1076dfc", "trusted": True}
        )
    )
    desk.notebook["metadata"]["kaggle"] = {"accelerator": "none", "dataSources": []}


@fair()
def deepnote(desk):
    """Deepnote named cells its own way, and added one that says who made the file."""

    def save(cell):
        kind = "text-cell-p" if cell["cell_type"] == "markdown" else "code"
        cell.pop("id")
        cell["metadata"] = {"cell_id": "7a1c", "deepnote_cell_type": kind}
        cell["block_group"] = "9dd9"

    desk.for_each_cell(save)
    made = desk.own("<a href='https://deepnote.com'>Created in deepnote.com</a>",
                    kind="markdown")  # fmt: skip
    made["metadata"]["created_in_deepnote_cell"] = True


@fair()
def cell_ids_missing(desk):
    """An editor took the ids of the cells away: nbformat 4.4."""
    desk.for_each_cell(lambda cell: cell.pop("id"))
    desk.notebook["nbformat_minor"] = 4


@fair()
def nbformat_4_0(desk):
    """The file says nbformat 4.0, with ids that this format does not know."""
    desk.notebook["nbformat_minor"] = 0


@fair()
def nbformat_from_the_future(desk):
    """The file says nbformat 4.99, and cells have keys nobody knows yet."""
    desk.notebook["nbformat_minor"] = 99
    desk.for_each_cell(lambda cell: cell.update(signature="x"))


@fair()
def nbformat_3(desk):
    """The notebook was saved by a program that still writes nbformat 3."""

    def save(cell):
        if cell["cell_type"] == "code":
            cell["input"] = cell.pop("source")
            cell["language"] = "python"
            cell["prompt_number"] = cell.pop("execution_count")

    desk.for_each_cell(save)
    sheet = {"cells": desk.notebook.pop("cells"), "metadata": {}}
    desk.notebook |= {"nbformat": 3, "nbformat_minor": 0, "worksheets": [sheet]}


@fair()
def old_schema_of_nbgrader(desk):
    """Every cell says schema version 1; stock nbgrader ends the class's run."""
    desk.for_each_cell(
        lambda cell: cell["metadata"]["nbgrader"].update(schema_version=1)
    )


@fair("softmax", WRITTEN)
def one_name_changed(desk):
    """The name of one cell was edited by hand."""
    desk.cell("softmax")["metadata"]["nbgrader"]["grade_id"] = "Softmax exercise"


@fair("softmax", WRITTEN)
def two_names_swapped_for_one(desk):
    """Two cells carry the name of the first; the second lost its own."""
    desk.cell("sigmoid_derivative")["metadata"]["nbgrader"]["grade_id"] = "softmax"


@fair()
def widgets_saved(desk):
    """The state of widgets was saved, deep and long."""
    state = {f"m{n}": {"model_name": "IntSliderModel", "state": {"value": n}}
             for n in range(500)}  # fmt: skip
    desk.notebook["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": state}
    }


@fair()
def pictures_attached(desk):
    """A photograph was pasted into the written answer and into an own cell."""
    image = {"photo.png": {"image/png": "iVBORw0KGgo=" * 1000}}
    desk.cell(WRITTEN)["attachments"] = image
    desk.own("![](attachment:photo.png)", kind="markdown")["attachments"] = image


@fair()
def slides_and_tags(desk):
    """Cells have tags and slides, some are hidden, one is broken."""
    desk.for_each_cell(
        lambda cell: cell["metadata"].update(
            tags=["raises-exception", 3], slideshow={"slide_type": "skip"}, jupyter=None
        )
    )
