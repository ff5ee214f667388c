"""Where little or nothing suits: every way on that the window offers then."""

from __future__ import annotations

from gallery.stage import SMALL, Setting
from gallery.states import TIGHT, Act, State, nobody, then, typed
from worker import Worker


def told(**fields: object) -> Act:
    """Tells the guide more, as the fields and ticks do, and fills the fields in."""

    def act(worker: Worker) -> None:
        worker.window.guide.change(**fields)
        assert worker.window.desks is not None
        worker.window.desks.finding.restore()

    return act


NOTHING_AT_HOME = then(typed("katkaisuhoito utsjoki"), told(home=True))
WRONG_AGE = then(typed("etsivä nuorisotyö kaustinen"), told(age=64, home=True))
IN_DANGER = then(typed("mies hakkaa"), told(home=True, free=True, language="so"))

STATES = (
    State("missing-municipality", "Nothing at home there", NOTHING_AT_HOME),
    State("missing-filters", "Nothing with these filters",
        then(typed("velka perho"), told(home=True, free=True, language="uk"))),
    State("missing-pair", "Nothing, two filters must go",
        then(typed("kerho perho"), told(language="so", age=3))),
    State("missing-misspelt", "Misspelt", typed("krho perho")),
    State("missing-age", "The wrong age", WRONG_AGE),
    State("missing-lost", "Nothing at all", typed("asdfghjkl")),
    State("missing-few", "Only a few", then(typed("uinti perho"), told(free=True))),
    State("missing-empty", "Empty catalogue", typed("yksinäi"), Setting(catalogue=nobody)),
    State("missing-danger", "Danger, nothing with these filters", IN_DANGER),
    State("missing-danger-small", "The same in a small window", IN_DANGER, Setting(size=SMALL)),
    State("missing-danger-tight", "The same with large text", IN_DANGER, TIGHT),
    State("missing-tight", "Nothing at home there, large text", NOTHING_AT_HOME, TIGHT),
    State("missing-misspelt-tight", "Misspelt, large text", typed("krho perho"), TIGHT),
)  # fmt: skip
