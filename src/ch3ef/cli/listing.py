"""What there is, for `ch3ef list`: names with a line each. Light: no engine, no torch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from ch3ef.models.names import OPTION_SCORING, PROVIDERS, REFERENCE_ANSWERERS
from ch3ef.recipes.recipe import RECIPES
from ch3ef.recipes.suites import PERSPECTIVES, SUITES
from ch3ef.scenarios import SCENARIOS
from ch3ef.scenarios.public_sets import PUBLIC_SETS
from ch3ef.taxonomy import Level

if TYPE_CHECKING:
    from ch3ef.analysis.figures import Better


def _scenarios() -> Iterator[tuple[str, str]]:
    for row in SCENARIOS:
        yield row.name, f"{row.description}; content warning: {row.warning}" if row.warning else row.description
    yield "DIR", "a folder in the layout of the released Ch3Ef files, or of pictures with a table of questions"


def _recipes() -> Iterator[tuple[str, str]]:
    for recipe in RECIPES:
        yield recipe.name, recipe.description


def _suites() -> Iterator[tuple[str, str]]:
    for suite in SUITES:
        yield suite.name, suite.description


def _models() -> Iterator[tuple[str, str]]:
    for answerer in REFERENCE_ANSWERERS:
        traits = "; its traits: ?sycophancy=0.6&accuracy=0.8 ..." if answerer == "persona" else ""
        yield f"reference/{answerer}", f"reference answerer, built in{traits}"
    yield "reference/judge", "reference judge, built in, for --judge: grades by the key; its faults: ?verbosity=0.5 ..."
    for provider, text in PROVIDERS.items():
        if provider != "reference":
            likelihoods = "" if provider in OPTION_SCORING else "replies only"
            yield f"{provider}/...", "; ".join(filter(None, (text, likelihoods)))


def _tasks() -> Iterator[tuple[str, str]]:
    from ch3ef.scenarios.generated.registry import GENERATED_TASKS

    for task in GENERATED_TASKS:
        yield task.name, f"{task.dimension or task.level} / {task.domain}"


def _figures() -> Iterator[tuple[str, str]]:
    from ch3ef.analysis.behaviours.registry import BEHAVIOURS
    from ch3ef.analysis.labels import LABELS

    yield "accuracy", "accuracy; higher is better"
    yield "pairs", "both of a pair: item and contrast twin right; higher is better"
    yield "difference to RUN", "accuracy less that of another run; higher is better"
    names = [name for behaviour in BEHAVIOURS for name in behaviour.figures]
    for behaviour in BEHAVIOURS:
        for name, scale in behaviour.figures.items():
            own = name if names.count(name) == 1 else f"{behaviour.name}.{name}"
            ways = dict.fromkeys([*scale.better_in.values(), scale.better])
            better = " or ".join(_BETTER[way] for way in ways)
            yield own, "; ".join(filter(None, (LABELS.get(name, name), better)))


_BETTER: Mapping[Better, str] = {
    "higher": "higher is better", "lower": "lower is better", "zero": "near 0 is better", "neither": "",
}  # fmt: skip


LISTINGS: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
    "scenarios": _scenarios,
    "recipes": _recipes,
    "suites": _suites,
    "models": _models,
    "tasks": _tasks,
    "figures": _figures,
}
"""What can be listed, in the order of printing."""
ON_REQUEST = ("figures",)
"""What is listed only where it is asked for: it takes longer, and is long."""


def recipes_table() -> str:
    """The package's recipes as a Markdown table: what `docs/recipes.md` holds."""
    lines = ["| recipe | inferencer | metric | asks, unless told otherwise | what it does |", "|---|---|---|---|---|"]
    for recipe in RECIPES:
        scenario = f"`{recipe.scenario}`" if recipe.scenario else "any"
        cells = (f"`{recipe.name}`", recipe.inferencer, recipe.metric, scenario, recipe.description)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def human_values_table() -> str:
    """The public sets on human values as a Markdown table: what `docs/human-value-sets.md` holds."""
    lines = ["| set | holds | items | splits | asked by | licence | source |", "|---|---|---|---|---|---|---|"]
    for public in PUBLIC_SETS:
        if public.level is Level.A3:
            splits = ", ".join(f"`{split}`" for split in public.splits)
            splits += " (contrast twins)" if public.sides else ""
            holds = f"{public.text}; content warning: {public.warning}" if public.warning else public.text
            source = public.source or f"hugging face: {public.repository}"
            cells = (
                f"`{public.name}`",
                holds,
                str(public.n_items),
                splits,
                f"`{public.recipe}`",
                public.licence,
                source,
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def corruptions_table() -> str:
    """The corruptions of pictures with their severities as a Markdown table: what `docs/alterations.md` holds."""
    from ch3ef.corruptions.corrupting import KNOWN, SEVERITIES

    head = ("corruption", "family", *(f"severity {severity}" for severity in SEVERITIES), "what is given")
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for known in KNOWN:
        given = (", ".join(map(str, one)) if isinstance(one, tuple) else str(one) for one in known.severities)
        lines.append(f"| {' | '.join((f'`{known.name}`', known.family, *given, known.means))} |")
    return "\n".join(lines)


def perturbations_table() -> str:
    """The perturbations of texts with their severities as a Markdown table: what `docs/alterations.md` holds."""
    from ch3ef.recipes.perturbations import MEANS, SHARES

    lines = ["| perturbation | what it does | share of places at severity 1 to 5 |", "|---|---|---|"]
    for name, means in MEANS.items():
        shares = ", ".join(map(str, SHARES.get(name, ()))) or "all, without a severity"
        lines.append(f"| `{name}` | {means} | {shares} |")
    return "\n".join(lines)


def suites_table() -> str:
    """What each perspective's suite asks, as a Markdown table: what `docs/suites.md` holds."""
    lines = ["| suite | recipe | of | items | in `profile` |", "|---|---|---|---|---|"]
    for suite in PERSPECTIVES:
        for part in suite.parts:
            kind = part.dimension or part.domain
            of = (f"`{part.scenario}`" if part.scenario else kind or "any") + (" and twins" if part.twins else "")
            ways = f", as `{part.few_as}`" if part.few_as else ""
            ways += f", {' and '.join(map(str, part.few_shots))} examples" if part.few_shots else ""
            few = f"{part.few}{ways}" if part.few else "none"
            lines.append(f"| `{suite.name}` | `{part.recipe}` | {of} | {part.many or 'all'} | {few} |")
    return "\n".join(lines)
