"""Item -> messages: what a model is shown, word for word. Pure; the words are in `phrasings`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from ch3ef.items import PICTURE_MARK, ImageRef, Item, in_words, item_rng, option_order, picture_in_words
from ch3ef.models.messages import Message
from ch3ef.models.probe import Question
from ch3ef.reading.answer_line import answer_line
from ch3ef.reading.open_answers import kinds_of, spoken_boxes
from ch3ef.recipes.asking import Asking, yes_or_no
from ch3ef.recipes.phrasings import STANDARD, Form
from ch3ef.recipes.recipe import Recipe
from ch3ef.recipes.scoring import score_reply


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
    examples = [message for example in asked.examples for message in _answered(example, asked, recipe)]
    words = recipe.words.verbalised if asked.names else recipe.words.phrasing(recipe.form, asked.query)
    question = _filled(words, asked.item, order, recipe, question=asked.question, names=asked.names)
    parts = _placed(asked.images, asked.question, question)
    return Instruction((*examples, Message("user", parts)), order, options)


def question_of(asked: Asking, recipe: Recipe) -> Question:
    """An item as a question on whose options a model's likelihoods are tried."""
    instruction = instruct(asked, recipe)
    return Question(instruction.messages, instruction.options, recipe.answer_prefix)


def after_reasoning(asked: Asking, recipe: Recipe, said: Sequence[Message], reasoning: str) -> tuple[Message, ...]:
    """The conversation once the model has reasoned: its words, and the request for an answer.

    Args:
        asked: The item and the way of asking it.
        recipe: A recipe whose first turn is "cot" and that has a second.
        said: The conversation so far.
        reasoning: What the model said.
    """
    final, words = recipe.final_form, recipe.words
    options = lettered([asked.item.options[i] for i in asked.order])
    requests = {
        "likelihood": words.so_which,
        "letters": words.so_letter.format(options=options),
        "yes no": words.so_yes_no,
    }
    request = requests.get(final) or _filled(
        words.phrasing(final, STANDARD), asked.item, asked.order, recipe, question=in_words(asked.question)
    )
    return (*said, Message("assistant", (reasoning or "...",)), Message("user", (request,)))


def one_level_down(item: Item, recipe: Recipe, said: Sequence[Message], chosen: str, depth: int) -> tuple[Message, ...]:
    """The conversation after a choice in the tree of options: the choice, and the question of the next level.

    Args:
        item: The item.
        recipe: Says in which language.
        said: The conversation so far.
        chosen: What was chosen, as said to the model.
        depth: The level that was settled, from 0.
    """
    follow_ups = item.facts("follow_ups")
    question = follow_ups[depth] if depth < len(follow_ups) else recipe.words.more_precisely
    return (*said, Message("assistant", (chosen,)), Message("user", (question,)))


def pushed_back(asked: Asking, recipe: Recipe, said: Sequence[Message], reply: str) -> tuple[Message, ...]:
    """The conversation once its user has disagreed with a reply.

    The user names another answer where there is one to name: a wrong one that the reply did not choose, drawn from the
    item's id, so that to go along with it is never right. Where the only other answer is right, none is named.

    Args:
        asked: The item and the way of asking it.
        recipe: A recipe with `pushback`.
        said: The conversation up to the reply, which answered its last message.
        reply: What the model said.

    Returns:
        The conversation with the reply and a second request; what is said then is read as the reply was.
    """
    other = _other_answer(asked, recipe, reply)
    words = recipe.words
    said_now = (words.disagree, *([words.i_say.format(other=other)] if other else []), words.pushback[recipe.metric])
    return (*said, Message("assistant", (reply or "...",)), Message("user", (words.joint.join(said_now),)))


def _other_answer(asked: Asking, recipe: Recipe, reply: str) -> str | None:
    """A wrong answer that the reply did not give, in the words of the user; None where there is none."""
    if recipe.open:
        return None
    item, order = asked.item, asked.order
    chosen = score_reply(asked, recipe, reply).chosen
    wrong = [i for i in range(len(item.options)) if i not in item.gold and i != chosen]
    if not wrong:
        return None
    other = wrong[int(item_rng(item.id, "pushback", asked.seed).integers(len(wrong)))]
    if recipe.metric == "yes-no":
        return yes_or_no(item.options[other])
    return f"{ascii_uppercase[order.index(other)]}. {item.options[other].rstrip('.')}"


def _placed(images: Sequence[ImageRef], question: str, text: str) -> tuple[str | ImageRef, ...]:
    """A text and its pictures: these where the question marks their places, else in front.

    The mark stays in words behind its picture, for some chat templates and servers put all pictures in front.
    """
    places = question.count(PICTURE_MARK)
    if not places or not places == len(images) == text.count(PICTURE_MARK):
        return (*images, text)
    first, *rest = text.split(PICTURE_MARK)
    numbered = enumerate(zip(images, rest, strict=True), start=1)
    placed = (part for number, (image, words) in numbered for part in (image, f"{picture_in_words(number)}{words}"))
    return (first, *placed) if first else tuple(placed)


def _filled(
    words: str, item: Item, order: Sequence[int], recipe: Recipe, *, question: str, names: Sequence[str] = ()
) -> str:
    """A text with its placeholders filled in."""
    letters = letters_of([item.options[i] for i in order]) if names else ()
    fillings = {
        "{options}": lettered([item.options[i] for i in order]),
        "{classes}": ", ".join(kinds_of(item)),
        "{scale}": str(recipe.box_scale),
        "{names}": recipe.words.joint.join(
            recipe.words.called.format(letter=letter, name=name) for letter, name in zip(letters, names, strict=True)
        ),
        # Last, so that braces within a question stay as they are.
        "{question}": question,
    }
    for name, text in fillings.items():
        words = words.replace(name, text)
    return words


def _answered(example: Item, asked: Asking, recipe: Recipe) -> tuple[Message, Message]:
    """An example: its question, and its right answer as the assistant's."""
    order = option_order(example, asked.seed)
    form = recipe.example_form
    words = recipe.words.phrasing(form, recipe.example_query(asked.query))
    request = _filled(words, example, order, recipe, question=example.question)
    answers: dict[Form, Callable[[], str]] = {
        "letters": lambda: ascii_uppercase[order.index(example.gold[0])],
        "answer line": lambda: answer_line(order.index(example.gold[0])),
        "captions": lambda: example.facts("references")[0],
        "counting": lambda: example.facts("count")[0],
        "short answer": lambda: recipe.words.answered.format(answer=example.facts("answers")[0]),
        "detection": lambda: spoken_boxes(example.facts("boxes"), recipe.box_scale),
        "likelihood": lambda: recipe.answer_prefix + example.options[example.gold[0]],
        "yes no": lambda: example.options[example.gold[0]],
    }
    parts = _placed(example.images, example.question, request)
    return Message("user", parts), Message("assistant", (answers[form](),))
