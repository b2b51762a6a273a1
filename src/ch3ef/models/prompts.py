"""Conversations as a local model reads them: text through its chat template, pictures through its processor."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError
from PIL import Image

from ch3ef.errors import InputError, counted
from ch3ef.models.inputs import Decoder, Inputs, common_length
from ch3ef.models.messages import Role
from ch3ef.reading.visible import open_reasoning, split_reasoning

Part = str | Image.Image
_ANY_PICTURE = Image.new("RGB", (8, 8))
_ANY_ANSWER = "yes"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation, its pictures decoded."""

    role: Role
    parts: tuple[Part, ...]

    @property
    def pictures(self) -> list[Image.Image]:
        """The turn's pictures, in order."""
        return [part for part in self.parts if not isinstance(part, str)]

    @property
    def text(self) -> str:
        """The turn's texts, joined without a separator."""
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class Prompt:
    """A conversation as the model reads it.

    Attributes:
        text: What the tokenizer is given, with one placeholder per picture.
        special_tokens: Whether the tokenizer adds its own special tokens; false where the text brings them.
        inputs: Tensors for the model: one row, no padding.
    """

    text: str
    special_tokens: bool
    inputs: Inputs


class Prompter:
    """Makes prompts for one model.

    Args:
        model: The model.
        processor: Its processor.
        name: What errors call the model.

    Raises:
        InputError: The processor has no chat template and does not frame prompts itself.
    """

    def __init__(self, model: Decoder, processor: Any, *, name: str) -> None:
        self._processor = processor
        self._name = name
        self._placeholder: str | None = getattr(processor, "image_token", None)
        self._accepted = set(inspect.signature(model.forward).parameters) - {"labels"}
        self._longest = _longest_prompt(model)
        self._has_template = processor.chat_template is not None
        self._frames = self._frames_prompts()
        self._ends, self._answer_begins = self._answer_form()
        if not self._has_template and not self._frames:
            raise InputError(
                f"model {name!r} has no chat template, so a conversation cannot be put to it; "
                "expected chat_template.jinja in its folder (was a base model meant to be an instruction-tuned one?)"
            )

    def prompt(self, conversation: Sequence[Turn], *, answered: bool = False) -> Prompt:
        """The prompt that asks for the assistant's next turn.

        Args:
            conversation: The turns; the last is the user's.
            answered: Whether an answer follows at once: where the chat template sets an empty reasoning in front of
                answers, or begins reasoning, the prompt ends with that empty reasoning.

        Returns:
            The prompt.

        Raises:
            InputError: The chat template refuses the conversation or does not show where answers begin, a text contains
                the model's placeholder for pictures, or the prompt is longer than the model can read.
        """
        pictures = [picture for turn in conversation for picture in turn.pictures]
        for turn in conversation:
            self.check_text(turn.text)
        rendered = self._rendered(conversation)
        if answered and rendered.endswith(self._ends):
            rendered = rendered.removesuffix(self._ends) + self._answer_begins
        if answered and open_reasoning(rendered):
            raise InputError(
                f"model {self._name!r}: its chat template begins reasoning and does not show how an answer follows, so "
                "that no options can be scored and no begun answer gone on from; use the recipe human-value-direct"
            )
        bos = self._processor.tokenizer.bos_token
        special_tokens = not (bos and rendered.startswith(bos))
        text = self._framed(rendered, pictures)
        inputs = self._inputs(rendered, text, pictures, special_tokens)
        tokens = inputs["input_ids"].shape[1]
        if tokens > self._longest:
            raise InputError(
                f"a prompt with {counted(len(pictures), 'picture')} has {tokens} tokens; model {self._name!r} "
                f"reads at most {self._longest:.0f}; use fewer examples or smaller pictures"
            )
        return Prompt(text, special_tokens, inputs)

    def encode(self, text: str, *, special_tokens: bool = False) -> list[int]:
        """The token ids of a text, placeholders of pictures unexpanded."""
        ids: list[int] = self._processor.tokenizer(text, add_special_tokens=special_tokens)["input_ids"]
        return ids

    def check_text(self, text: str) -> None:
        """Refuse a text that the model would take for a picture.

        Raises:
            InputError: The text contains the model's placeholder for pictures.
        """
        if self._placeholder and self._placeholder in text:
            raise InputError(
                f"the text {text[:60]!r} contains {self._placeholder!r}, which model {self._name!r} takes for a "
                "picture; take it out of the text (pictures are placed by the item's own list)"
            )

    def check_end(self, prompt: Prompt, drop: int) -> None:
        """Make sure that the last tokens of a prompt are those of its text, so that they can be replaced.

        Args:
            prompt: The prompt.
            drop: How many tokens at its end are to be replaced.

        Raises:
            InputError: The processor ends the prompt in another way than its text does.
        """
        expanded = prompt.inputs["input_ids"][0].tolist()
        bare = self.encode(prompt.text, special_tokens=prompt.special_tokens)
        compared = max(drop, 1)
        if drop >= len(expanded) or expanded[-compared:] != bare[-compared:]:
            raise InputError(
                f"model {self._name!r}: its processor ends the prompt with tokens {expanded[-compared:]}, its "
                f"tokenizer with {bare[-compared:]}, so it cannot be told where an answer begins; "
                "this model cannot score options or go on from a begun answer"
            )

    def _rendered(self, conversation: Sequence[Turn]) -> str:
        if not self._has_template:
            if [turn.role for turn in conversation] != ["user"]:
                raise InputError(
                    f"model {self._name!r} is a base model without a chat template; expected a single message "
                    f"of the user; got {', '.join(turn.role for turn in conversation)}"
                )
            return "".join(part if isinstance(part, str) else f"{self._placeholder}" for part in conversation[0].parts)
        try:
            return self._templated([_message(turn) for turn in conversation], ask=True)
        except TemplateError as error:
            raise InputError(f"the chat template of model {self._name!r} refuses the conversation: {error}") from error

    def _templated(self, messages: list[dict[str, Any]], *, ask: bool) -> str:
        rendered: str = self._processor.apply_chat_template(messages, add_generation_prompt=ask, tokenize=False)
        return rendered

    def _answer_form(self) -> tuple[str, str]:
        """What ends a prompt, and what ends it instead where an answer follows; empty if reasoning is not set apart."""
        if not self._has_template:
            return "", ""
        question, answer = _message(Turn("user", ("?",))), _message(Turn("assistant", (_ANY_ANSWER,)))
        for one in (answer, answer | {"content": _ANY_ANSWER}):  # some templates know answers as plain texts alone
            try:
                asked = self._templated([question], ask=True)
                whole = self._templated([question, one], ask=False)
            except (TemplateError, TypeError):
                continue
            answered = whole.rpartition(_ANY_ANSWER)[0]
            shared = common_length(asked, answered)
            added = split_reasoning(answered[shared:])
            if shared and not added.aloud.strip() and (open_reasoning(asked) or added.reasoning is not None):
                return asked[shared:], answered[shared:]
        return "", ""

    def _frames_prompts(self) -> bool:
        """Whether the processor itself puts something around a prompt (PaliGemma: a bos token and a newline)."""
        plain = f"{self._placeholder}?"
        return self._placeholder is not None and self._laid_out(plain, [_ANY_PICTURE]) != plain

    def _framed(self, rendered: str, pictures: Sequence[Image.Image]) -> str:
        """The prompt as the processor lays it out; the frame does not depend on there being a picture."""
        if pictures or not self._frames:
            return self._laid_out(rendered, pictures)
        return self._laid_out(f"{self._placeholder}{rendered}", [_ANY_PICTURE]).replace(f"{self._placeholder}", "", 1)

    def _laid_out(self, text: str, pictures: Sequence[Image.Image]) -> str:
        images = [list(pictures)] if pictures else None
        laid_out: str = self._processor.prepare_inputs_layout(images=images, text=[text])[1][0]
        return laid_out

    def _inputs(self, rendered: str, framed: str, pictures: Sequence[Image.Image], special_tokens: bool) -> Inputs:
        if pictures:
            output = self._processor(
                images=[list(pictures)], text=[rendered], return_tensors="pt", add_special_tokens=special_tokens
            )
        else:
            # Not through the processor: some refuse a prompt without a picture.
            output = self._processor.tokenizer(
                [framed], return_tensors="pt", add_special_tokens=special_tokens, return_token_type_ids=True
            )
        return {name: value for name, value in output.items() if name in self._accepted}


def _message(turn: Turn) -> dict[str, Any]:
    return {"role": turn.role, "content": [_content(part) for part in turn.parts]}


def _content(part: Part) -> dict[str, str]:
    return {"type": "text", "text": part} if isinstance(part, str) else {"type": "image"}


def _longest_prompt(model: Decoder) -> float:
    """The tokens that the language model was made for; infinite where its configuration does not say."""
    config = model.config.get_text_config()
    stretched: float = (getattr(config, "rope_parameters", None) or {}).get("factor", 1.0)
    longest: float = getattr(config, "max_position_embeddings", float("inf"))
    return longest * max(1.0, stretched)
