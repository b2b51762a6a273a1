"""Item -> messages: what a model is shown, word for word. Pure; the constants carry a version in each recipe."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

from ch3ef.items import Item, option_order
from ch3ef.messages import Message
from ch3ef.recipes.recipe import Recipe

OPTIONS_HEADING = "Options:"
LETTER_REQUEST = "Answer with the letter of the right option."


@dataclass(frozen=True, slots=True)
class Instruction:
    """What is asked about one item under one recipe.

    Attributes:
        messages: The conversation; the last message is the user's.
        order: For each position as shown or scored, the index of the option in the item's own order.
        options: The options' texts in that order.
    """

    messages: tuple[Message, ...]
    order: tuple[int, ...]
    options: tuple[str, ...]


def lettered(options: tuple[str, ...]) -> str:
    """Options with letters, one a line.

    Example:
        >>> print(lettered(("a cat", "a dog")))
        A. a cat
        B. a dog
    """
    return "\n".join(f"{letter}. {option}" for letter, option in zip(ascii_uppercase, options, strict=False))


def instruct(item: Item, recipe: Recipe, seed: int) -> Instruction:
    """The messages that put an item to a model.

    Args:
        item: The item; it has options.
        recipe: "ppl" shows pictures and question; "direct" adds the lettered options and what to answer with.
        seed: The run's seed.

    Returns:
        Messages, and the order of the options.
    """
    order = option_order(item, seed)
    options = tuple(item.options[i] for i in order)
    text = item.question
    if recipe.inferencer == "direct":
        text = "\n".join((item.question, OPTIONS_HEADING, lettered(options), LETTER_REQUEST))
    return Instruction((Message("user", (*item.images, text)),), order, options)
