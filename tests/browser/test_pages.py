"""Our own pages in a real browser: readable by all, and running nothing of a student.

Every page is looked at in light and dark, on a desk and on a phone.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import sync_playwright

from autograder.grading.book.marks import CHECK, Mark
from autograder.oracle.verdict import Verdict
from autograder.reports import feedback
from autograder.reports.classroom.findings import look_at
from autograder.reports.classroom.page.render import Files, render
from autograder.reports.classroom.tables import tables
from autograder.sandbox.outcome import Output
from tests import pretend

pytestmark = pytest.mark.browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SERIOUS = ("serious", "critical")
# Each would set window.canary, ask for a file, open a dialog, or leave a node behind.
CANARIES = (
    "<script>window.canary = 1; alert(1)</script>",
    "<img src=x onerror='window.canary = 1'>",
    "<svg onload='window.canary = 1'><circle/></svg>",
    "'\"><iframe src=javascript:alert(1)></iframe>",
    "</pre></code></td></table></style><script>window.canary = 1</script>",
    "<link rel=stylesheet href=http://127.0.0.1:9/canary.css>",
    "<style>body { display: none } @import 'canary.css';</style>",
    "<form action=canary><input autofocus onfocus='window.canary = 1'></form>",
    "<a href=javascript:window.canary=1 id=canary>canary</a>",
    "<base href=http://127.0.0.1:9/>",
    "<meta http-equiv=refresh content='0;url=canary'>",
    "<math><mtext><img src=x onerror='window.canary = 1'></mtext></math>",
    "$\\text{<img src=x onerror=window.canary=1>}$",
    "$\\href{javascript:window.canary=1}{x}$",
    "`<script>window.canary = 1</script>`",
    "<details open ontoggle='window.canary = 1'>",
    "<!--",
    "]]><script>window.canary = 1</script>",
    "{{ 7 * 191 }}{% raw %}",
)
HOSTILE = "\n".join(CANARIES)
FORMULA = "The gradient is $dw = \\frac{1}{m} X (A - Y)^T$."


def picture():
    """A small PNG, as the sandbox passes on."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, "PNG")
    return out.getvalue()


def feedback_page(text, *, best=False, worst=False):
    """A feedback page of the drawn class, with `text` wherever a student may write."""
    graded = pretend.classroom(60, hostile=text).graded
    order = sorted(graded, key=lambda one: one.verdict.points)
    verdict = order[-1 if best else 0 if worst else len(order) // 2].verdict
    shown = (
        Output("printed", f"loss 0.69\n{text}"),
        Output("shown", text, picture()),
    )
    outputs = {one.exercise: shown for one in verdict.exercises}
    verdict = replace(
        verdict, outputs=outputs, notes=(*verdict.notes, f"{FORMULA} {text}")
    )
    source = f"def f(x):\n    return x  # {text}"
    answers = {one.exercise: source for one in verdict.exercises} | {
        "why": text or "So."
    }
    marks = {
        f"{CHECK}propagate": Mark(
            f"{CHECK}propagate", 3.0, 14.0, waits=False, comment=f"Nearly. {text}"
        ),
        "why": Mark("why", 3.0, 5.0, waits=False, comment=f"{FORMULA} {text}"),
        "later": Mark("later", None, 5.0, waits=True),
    }
    return feedback.render(
        feedback.Page(
            f"ada {text}", f"Week {text}", verdict, answers, marks, "2026-09-09"
        )
    )


def problem_page(text):
    verdict = Verdict("w", (), "", problem=f"The file notes{text}.ipynb is empty.")
    return feedback.render(feedback.Page(f"ada {text}", "Week", verdict, {}, {}))


def class_page(n, text="", *, marked=False):
    found = look_at(pretend.classroom(n, hostile=text, marked=marked))
    pages = {pupil.id: f"../{pupil.id}.html" for pupil in found.classroom.graded}
    return render(found, Files(tables(found), pages))


PAGES = {
    "feedback, the best": lambda: feedback_page("", best=True),
    "feedback, half done": lambda: feedback_page(""),
    "feedback, the worst": lambda: feedback_page("", worst=True),
    "feedback, hostile": lambda: feedback_page(HOSTILE),
    "feedback, a problem": lambda: problem_page(""),
    "feedback, a hostile problem": lambda: problem_page(HOSTILE),
    "class of 60": lambda: class_page(60),
    "class of 9, all marked": lambda: class_page(9, marked=True),
    "class of 1": lambda: class_page(1),
    "class of nobody": lambda: class_page(0),
    "class of 60, hostile": lambda: class_page(60, HOSTILE),
}
HOSTILE_PAGES = [name for name in PAGES if "hostile" in name]


@pytest.fixture(scope="module")
def chromium():
    """A real browser."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, tmp_path):
    """Open HTML from a file, and note whatever it says, asks for or pops up."""
    contexts = []

    def go(html, **options):
        path = tmp_path / "page.html"
        path.write_text(html, "utf-8")
        context = chromium.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page, seen = context.new_page(), SimpleNamespace(said=[], asked=[], popped=[])
        page.on("console", lambda message: seen.said.append(message.text))
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        page.on("request", lambda request: seen.asked.append(request.url))
        page.on("dialog", lambda dialog: (seen.popped.append(1), dialog.dismiss()))
        context.on("page", lambda other: seen.popped.append(other))
        page.goto(path.as_uri())
        page.wait_for_timeout(200)  # time for a canary to sing
        seen.asked = [u for u in seen.asked if u != path.as_uri() and u[:5] != "data:"]
        return page, seen

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(visit, name, colours, viewport):
    page, _ = visit(PAGES[name](), color_scheme=colours, viewport=viewport)
    # What is folded away is read by people too.
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page).response["violations"]
    serious = {
        one["id"]: [node["html"] for node in one["nodes"]][:3]
        for one in found
        if one["impact"] in SERIOUS
    }
    assert serious == {}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_on_a_phone(visit, name):
    page, _ = visit(PAGES[name](), viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet(visit, name):
    _, seen = visit(PAGES[name]())
    assert (seen.said, seen.asked, seen.popped) == ([], [], [])


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_no_canary_sings(visit, name):
    page, seen = visit(PAGES[name]())
    assert page.evaluate("window.canary") is None
    assert page.locator("[id*=canary], [href*=javascript]").count() == 0
    tags = "script, iframe, object, embed, form, input, link, base, math img"
    assert page.locator(tags).count() == 0
    assert page.locator("meta[http-equiv]:not([http-equiv^=Content])").count() == 0
    assert page.locator("img:not([src^='data:image/png'])").count() == 0
    handlers = "e => [...e.attributes].some(a => a.name.startsWith('on'))"
    assert not page.evaluate(f"[...document.querySelectorAll('*')].some({handlers})")
    assert page.locator("body").is_visible()
    assert (seen.said, seen.asked, seen.popped) == ([], [], [])


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_what_canaries_say_is_read_as_text(visit, name):
    page, _ = visit(PAGES[name]())
    assert "window.canary = 1" in page.locator("body").inner_text()
    assert "1337" not in page.content()


def test_a_canary_would_be_heard(visit):
    page, seen = visit(f"<body>{CANARIES[0]}{CANARIES[1]}{CANARIES[5]}</body>")
    assert page.evaluate("window.canary") == 1
    assert seen.popped and seen.asked


def test_a_policy_stops_what_escaping_might_miss(visit):
    html = PAGES["feedback, the best"]().replace("</main>", f"{CANARIES[1]}</main>")
    page, seen = visit(html)
    assert page.evaluate("window.canary") is None
    assert any("Content Security Policy" in said for said in seen.said)


def test_maths_is_laid_out_by_the_browser(visit):
    page, _ = visit(PAGES["feedback, half done"]())
    fraction = page.locator("math mfrac").first
    whole, above = fraction.bounding_box(), fraction.locator("mn").first.bounding_box()
    assert whole["height"] > 1.5 * above["height"]


def test_links_on_the_class_page_lead_somewhere(visit):
    page, _ = visit(PAGES["class of 60"]())
    targets = page.eval_on_selector_all(
        "a[href^='#']", "links => links.map(link => link.getAttribute('href'))"
    )
    assert targets
    assert all(page.locator(f"[id='{target[1:]}']").count() == 1 for target in targets)


def test_a_misconception_that_is_folded_away_opens_from_the_map(visit):
    page, _ = visit(PAGES["class of 60"]())
    link = page.locator(".chips a").last
    link.click()
    page.wait_for_timeout(100)
    assert page.locator(link.get_attribute("href")).is_visible()
