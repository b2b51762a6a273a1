"""Item -> messages: what a model is shown, word for word. Pure; the words are in `phrasings`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from ch3ef.items import Item, option_order
from ch3ef.messages import Message
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.open_answers import kinds_of, spoken_boxes
from ch3ef.recipes.phrasings import (
    MORE_PRECISELY,
    PHRASINGS,
    SO_LETTER,
    SO_WHICH,
    SO_YES_NO,
    STANDARD,
    Form,
    phrasing,
)
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.recipe_files import FORM_OF_METRIC


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is asked about one item under one recipe, up to the model's first turn.

    Attributes:
        messages: The conversation; the last message is the user's.
        order: For each position as shown or scored, the index of the option in the item's own order.
        options: The options' texts in that order.
    """

    messages: tuple[Message, ...]
    order: tuple[int, ...]
    options: tuple[str, ...]


def lettered(options: Sequence[str]) -> str:
    """Options with letters, one a line.

    Example:
        >>> print(lettered(("a cat", "a dog")))
        A. a cat
        B. a dog
    """
    return "\n".join(f"{letter}. {option}" for letter, option in zip(letters_of(options), options, strict=True))


def letters_of(options: Sequence[str]) -> tuple[str, ...]:
    """A letter for each option, from A on."""
    return tuple(ascii_uppercase[: len(options)])


def instruct(asked: Asking, recipe: Recipe) -> Instruction:
    """The messages that put an item to a model.

    Args:
        asked: The item, the way of asking it, and the examples in front of it.
        recipe: Says what is asked for.

    Returns:
        Messages up to the model's first turn, and the order of the options.
    """
    order = asked.order
    options = tuple(asked.item.options[i] for i in order)
    # Examples show an answer at once, also where the item itself is to be reasoned about first.
    shown_form = _final_form(recipe) if recipe.form.startswith("reason") else recipe.form
    examples = [message for example in asked.examples for message in _answered(example, shown_form, asked, recipe)]
    question = _request(asked.item, order, recipe.form, asked.variant.query, recipe)
    return Instruction((*examples, Message("user", (*asked.item.images, question))), order, options)


def after_reasoning(asked: Asking, recipe: Recipe, said: Sequence[Message], reasoning: str) -> tuple[Message, ...]:
    """The conversation once the model has reasoned: its words, and the request for an answer.

    Args:
        asked: The item and the way of asking it.
        recipe: A recipe whose first turn is "cot" and that has a second.
        said: The conversation so far.
        reasoning: What the model said.
    """
    final = _final_form(recipe)
    options = lettered([asked.item.options[i] for i in asked.order])
    requests = {"likelihood": SO_WHICH, "letters": SO_LETTER.format(options=options), "yes no": SO_YES_NO}
    request = requests.get(final) or _request(asked.item, asked.order, final, STANDARD, recipe)
    return (*said, Message("assistant", (reasoning or "...",)), Message("user", (request,)))


def one_level_down(item: Item, said: Sequence[Message], chosen: str, depth: int) -> tuple[Message, ...]:
    """The conversation after a choice in the tree of options: the choice, and the question of the next level.

    Args:
        item: The item.
        said: The conversation so far.
        chosen: What was chosen, as said to the model.
        depth: The level that was settled, from 0.
    """
    follow_ups = item.facts("follow_ups")
    question = follow_ups[depth] if depth < len(follow_ups) else MORE_PRECISELY
    return (*said, Message("assistant", (chosen,)), Message("user", (question,)))


def _final_form(recipe: Recipe) -> Form:
    """What the last turn asks for."""
    if recipe.turns[-1] == "ppl":
        return "letters" if recipe.letters else "likelihood"
    return FORM_OF_METRIC[recipe.metric]


def _request(item: Item, order: Sequence[int], form: Form, query: str, recipe: Recipe) -> str:
    words = phrasing(form, query)
    fillings = {
        "{options}": lettered([item.options[i] for i in order]),
        "{classes}": ", ".join(kinds_of(item)),
        "{scale}": str(recipe.box_scale),
        # Last, so that braces within a question stay as they are.
        "{question}": item.question,
    }
    for name, text in fillings.items():
        words = words.replace(name, text)
    return words


def _answered(example: Item, form: Form, asked: Asking, recipe: Recipe) -> tuple[Message, Message]:
    """An example: its question, and its right answer as the assistant's."""
    order = option_order(example, asked.seed)
    own_words = asked.variant.query not in PHRASINGS[form]
    query = STANDARD if own_words and form != recipe.form else asked.variant.query
    request = _request(example, order, form, query, recipe)
    answers: dict[Form, Callable[[], str]] = {
        "letters": lambda: ascii_uppercase[order.index(example.gold[0])],
        "captions": lambda: example.facts("references")[0],
        "counting": lambda: example.facts("count")[0],
        "detection": lambda: spoken_boxes(example.facts("boxes"), recipe.box_scale),
        "likelihood": lambda: recipe.answer_prefix + example.options[example.gold[0]],
        "yes no": lambda: example.options[example.gold[0]],
    }
    return Message("user", (*example.images, request)), Message("assistant", (answers[form](),))
