"""Judges: any Inspect model that is asked for verdicts. A thin shell; what is said is in `prompt` and `verdict`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from ch3ef.errors import InputError, RunError
from ch3ef.items import Item
from ch3ef.judges import verdict_store
from ch3ef.judges.prompt import JudgePrompt, judge_prompt, pair_prompt, version_told
from ch3ef.judges.reference import answer as reference_answer
from ch3ef.judges.reference import traits_of
from ch3ef.judges.verdict import PanelVerdict, Preference, Verdict, read_graded, read_preferred
from ch3ef.judges.verdict_store import Said
from ch3ef.models.names import ModelName, check_distinct, fingerprint, model_parts, named, parse_model_name
from ch3ef.models.settings import UNSET, check_settings, settings_of
from ch3ef.texts import received

MAX_TOKENS = 4096
"""Of a judge's reply; reasoning in front of the verdict counts."""

Result = TypeVar("Result")
AskJudge = Callable[[JudgePrompt, Item, tuple[str, ...]], Awaitable[Said]]
"""Puts a prompt to a judge; the item and the replies are for reference judges, which read no prompts."""


@dataclass(frozen=True, slots=True)
class Judge:
    """One judge, open.

    Attributes:
        name: What it is called in tables.
        key: What tells it from others in the store of verdicts; empty for reference judges, which are not kept.
        pictures: Whether it is shown the pictures.
        answer: Asks it.
        close: Frees what it holds.
        hang_up: Closes its connections, while the event loop is there that opened them; None where it has none.
    """

    name: str
    key: str
    pictures: bool
    answer: AskJudge
    close: Callable[[], None] = lambda: None
    hang_up: Callable[[], Awaitable[None]] | None = None


def check_judges(names: Sequence[str]) -> tuple[ModelName, ...]:
    """Parse the names of judges; nothing is loaded or asked.

    Args:
        names: [NAME=]PROVIDER/MODEL[?key=value]; `pictures=no` for a judge that cannot see.

    Raises:
        InputError: A name that cannot be a judge's, or two with the same name.
    """
    judges = tuple(map(_parsed, names))
    check_distinct(judges, "--judge")
    return judges


def _parsed(text: str) -> ModelName:
    display, provider, model, args = model_parts(text)
    if provider == "reference":
        traits_of(model, args)
        return named(display, provider, model, args)
    if args.get("pictures", "no") not in ("no", "yes"):
        raise InputError(f"judge {model!r}: pictures is {args['pictures']!r}; expected yes or no")
    parsed = parse_model_name(text)
    check_settings([parsed], UNSET, "")
    return parsed


def open_judges(names: Sequence[str]) -> tuple[Judge, ...]:
    """Build the clients of judges, or load them. No request is sent.

    Args:
        names: As for `check_judges`.

    Returns:
        The panel, in that order.

    Raises:
        InputError: As `check_judges`; or a key, a package or an argument is missing or wrong.
    """
    return tuple(map(_opened, check_judges(names)))


def _opened(name: ModelName) -> Judge:
    if name.provider == "reference":

        async def refer(prompt: JudgePrompt, item: Item, replies: tuple[str, ...]) -> Said:
            return reference_answer(traits, prompt, item, replies)

        traits = traits_of(name.model, name.args)
        return Judge(name.name, "", pictures=True, answer=refer)
    from ch3ef.models.opening import open_model
    from ch3ef.models.served_model import ServedModel

    try:
        model = open_model(_without_pictures(name))
    except InputError as error:
        raise InputError(f"judge: {error}") from error
    if isinstance(model, ServedModel) and name.name in _away:
        model.limits = replace(model.limits, max_retries=0)
    key = _key(name)
    judge = Judge(name.name, key, name.args.get("pictures") != "no", partial(_ask_model, model, key, _config(name)))
    if name.provider == "ch3ef-hf":
        return replace(judge, close=model.api.close)
    return replace(judge, hang_up=model.api.aclose)


def _key(name: ModelName) -> str:
    """What tells a judge from others; two servers may give one name to different judges."""
    return f"{name.identity}\0{name.technical.get('base_url', '')}\0{fingerprint(name)}"


def _without_pictures(name: ModelName) -> ModelName:
    return replace(name, args={key: value for key, value in name.args.items() if key != "pictures"})


def check_openable(names: Sequence[str]) -> None:
    """Refuse judges that plainly cannot be opened, before anything is asked; local ones are not loaded for it.

    Args:
        names: As for `check_judges`.

    Raises:
        InputError: As `open_judges`.
    """
    for name in check_judges(names):
        if name.provider == "ch3ef-hf":
            from ch3ef.models.opening import check_checkpoint

            check_checkpoint(_without_pictures(name))
        else:
            _opened(name)


def check_answering(names: Sequence[str]) -> None:
    """Put a small question to each served judge, before anything that costs time or money.

    A judge that answered it once may be away now: what it said is kept and replayed, and what is not kept fails at
    its first try.

    Args:
        names: As for `check_judges`.

    Raises:
        InputError: As `open_judges`.
        RunError: A judge does not answer and never did; the message holds the status, the address and the server's
            words.
    """
    from ch3ef.models.first_request import check_answers

    for name in check_judges(names):
        if name.provider in {"reference", "ch3ef-hf"}:
            continue
        try:
            check_answers("judge", [_without_pictures(name)], {name.name: settings_of(name)}, MAX_TOKENS)
        except RunError:
            if verdict_store.kept(_key(name), FIRST_QUESTION) is None:
                raise
            _away.add(name.name)
        else:
            _away.discard(name.name)
            verdict_store.keep(_key(name), FIRST_QUESTION, Said("answered"))


FIRST_QUESTION = "first question"
"""Under which the store of verdicts keeps that a judge answered."""
_away: set[str] = set()
"""Judges that answered once and do not now."""


_panel_now: ContextVar[tuple[Judge, ...]] = ContextVar("panel", default=())


@contextmanager
def open_panel(names: Sequence[str]) -> Iterator[tuple[Judge, ...]]:
    """Open judges, and let `panel_now` find them while this is open.

    Args:
        names: As for `check_judges`; none for no judges.

    Yields:
        The panel.

    Raises:
        InputError: As `open_judges`.
    """
    panel = open_judges(names)
    token = _panel_now.set(panel)
    try:
        yield panel
    finally:
        _panel_now.reset(token)
        for judge in panel:
            judge.close()


def ask_panel(panel: Sequence[Judge], calls: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
    """Run calls to judges where no event loop is running, and hang up after them.

    Args:
        panel: The judges that are called.
        calls: Makes the calls.

    Returns:
        What they give.
    """

    async def session() -> Result:
        try:
            return await calls()
        finally:
            for judge in panel:
                if judge.hang_up is not None:
                    await judge.hang_up()

    return asyncio.run(session())


def panel_now() -> tuple[Judge, ...]:
    """The judges of this run; none where nobody judges."""
    return _panel_now.get()


def _config(name: ModelName) -> Any:
    """The settings of a judge are those in its name alone."""
    settings = settings_of(name)
    return settings.config(settings.limit(MAX_TOKENS))


async def _ask_model(model: Any, key: str, config: Any, prompt: JudgePrompt, *_: object) -> Said:
    from ch3ef.models.arrival import keeping
    from ch3ef.models.conversation import chat_messages

    with keeping(_Kept(key, prompt.digest)):
        return _said(await model.generate(chat_messages(prompt.messages), config=config))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Puts what a judge says to a prompt among the kept verdicts, the moment it arrives."""

    key: str
    digest: str

    def find(self) -> None:
        """Nothing: what can be read was looked for before, what cannot is asked for again."""

    def keep(self, reply: Any) -> None:
        """Keep the reply."""
        verdict_store.keep(self.key, self.digest, _said(reply))


def _said(output: Any) -> Said:
    usage = output.usage
    return Said(
        received(output.completion), usage.input_tokens if usage else None, usage.output_tokens if usage else None
    )


async def judge_reply(panel: Sequence[Judge], item: Item, reply: str, *, repeat: int = 0) -> PanelVerdict:
    """What a panel makes of a reply, all judges at once.

    Args:
        panel: The judges.
        item: What was asked.
        reply: What the model said.
        repeat: Numbers independent verdicts on the same reply; only the same number is replayed.

    Returns:
        One verdict per judge. A judge that cannot be reached, or says nothing that can be read twice, gives none and
        says why; that is no error here, since the answer is there and can be judged later.

    Raises:
        InputError: A verdict cannot be kept (full disk).
    """
    asked = (_graded(judge, item, reply, repeat) for judge in panel)
    return PanelVerdict(tuple(await asyncio.gather(*asked)), version_told(item))


async def _graded(judge: Judge, item: Item, reply: str, repeat: int) -> Verdict:
    prompt = judge_prompt(item, reply, pictures=judge.pictures, repeat=repeat)
    found, verdict = await ask_until_read(judge, prompt, item, (reply,), read_graded)
    if found is None:
        return verdict
    return replace(verdict, grade=found.grade, refused=found.refused, reason=found.reason)


async def judge_pair(judge: Judge, item: Item, first: str, second: str) -> Preference | None:
    """Which of two replies a judge holds for better; None where it gives no verdict.

    Args:
        judge: The judge.
        item: What was asked.
        first: The reply that it is shown first.
        second: The other.
    """
    prompt = pair_prompt(item, first, second, pictures=judge.pictures)
    found, _ = await ask_until_read(judge, prompt, item, (first, second), read_preferred)
    return found.better if found else None


Read = TypeVar("Read")


async def ask_until_read(
    judge: Judge, prompt: JudgePrompt, item: Item, replies: tuple[str, ...], read: Callable[[str, str], Read | None]
) -> tuple[Read | None, Verdict]:
    """Ask a judge until something can be read, twice at most; what was read once is kept and replayed.

    Args:
        judge: The judge.
        prompt: What it is told.
        item: What that is about.
        replies: The replies that it is about, for reference judges.
        read: Reads a judge's reply, given the code of the prompt; None where there is nothing to be read.

    Returns:
        What was read, and how that came about. Of a judge that cannot be reached, or says nothing that can be read,
        None and why.

    Raises:
        InputError: A reply cannot be kept (full disk).
    """
    attempts = (prompt, prompt.again())
    for attempt in attempts if judge.key else ():
        said = verdict_store.kept(judge.key, attempt.digest)
        if said is not None and (found := read(said.reply, prompt.code)) is not None:
            return found, Verdict(judge=judge.name, prompt=attempt.digest, reply=said.reply, kept=True)
    verdict = Verdict(judge=judge.name, prompt=prompt.digest, input_tokens=0, output_tokens=0)
    for attempt in attempts:
        try:
            said = await judge.answer(attempt, item, replies)
        except InputError:
            raise
        except Exception as error:
            # Every vendor's client has errors of its own, with no common root; the answer outlives them all.
            return None, replace(verdict, error=_unreachable(error))
        verdict = replace(
            verdict,
            prompt=attempt.digest,
            reply=said.reply,
            input_tokens=_sum(verdict.input_tokens, said.input_tokens),
            output_tokens=_sum(verdict.output_tokens, said.output_tokens),
        )
        if (found := read(said.reply, prompt.code)) is not None:
            if judge.key:
                verdict_store.keep(judge.key, attempt.digest, said)
            return found, verdict
    return None, replace(verdict, error="its reply holds no verdict that can be read")


def _sum(before: int | None, new: int | None) -> int | None:
    """Tokens of all requests that were sent; None if that of one is unknown."""
    return None if before is None or new is None else before + new


def _unreachable(error: Exception) -> str:
    """The first line of what went wrong: what the server said, or the innermost cause."""
    if isinstance(error, RunError):
        return f"cannot be reached ({error})"
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
    line = next(iter(str(cause).strip().splitlines()), "no message")
    return f"cannot be reached ({type(cause).__name__}: {received(line)[:200]})"
