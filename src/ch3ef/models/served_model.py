"""A served model whose requests end: tries have limits, what may pass is tried again, and replies are bounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx2
from inspect_ai._util.http import is_retryable_http_status, parse_retry_after_from_exception, status_code_of
from inspect_ai.model import (
    ChatCompletionChoice,
    ChatMessage,
    ChatMessageAssistant,
    ContentText,
    GenerateConfig,
    Model,
    ModelOutput,
)
from tenacity import RetryError

from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.limits import MAX_TEXT, RequestLimits
from ch3ef.models.transport import bounded_client
from ch3ef.models.tries import tried


class ServedModel(Model):
    """An Inspect model of a server, of any provider.

    Inspect tries a request once; whether and when it is tried again is settled here, outside of Inspect's limit on
    requests at once, so that what waits keeps no other request waiting.

    Args:
        model: The model as Inspect opened it.
        limits: Of each request.
    """

    def __init__(self, model: Model, limits: RequestLimits) -> None:
        super().__init__(model.api, model.config, model.model_args)
        self._explicit_base_url = model.explicit_base_url
        self.limits = limits
        self._bounded = _bound(model.api)
        _without_tracebacks(model.api)

    async def generate(  # noqa: PLR0917 (Inspect's own signature)
        self,
        input: str | list[ChatMessage],  # noqa: A002
        tools: Any = (),
        tool_choice: Any = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008
        cache: Any = False,
        on_stream: Any = None,
    ) -> ModelOutput:
        """Ask, and ask again what may pass; see `Model.generate`.

        Returns:
            The reply, cut at `MAX_TEXT` characters. What a filter declined has the stop reason "content_filter", no
            text and the vendor's words in `error`; what a model declined through a field of its own has the same stop
            reason and its text.

        Raises:
            ServerError: There is no reply: the fault will not pass, or the tries or the time are used up.
        """

        async def once(seconds: int) -> ModelOutput:
            one_try = config.merge(GenerateConfig(max_retries=0, attempt_timeout=seconds))
            try:
                return self._told(await ask(input, tools, tool_choice, one_try, cache, on_stream))
            except Exception as error:
                # Every vendor's client has errors of its own, with no common root.
                fault = fault_of(error)
                if fault is None:
                    raise
                raise ServerError(fault) from None

        ask = super().generate
        try:
            return await tried(once, self.limits)
        except ServerError as error:
            if error.fault.kind == "filtered":
                return _filtered(str(self), error.fault)
            raise

    def should_retry(self, ex: BaseException) -> bool:
        """Whether Inspect counts an error as one that may pass: then it sends fewer requests at once for a while."""
        fault = fault_of(ex) if isinstance(ex, Exception) else None
        if fault is None or fault.status is None:
            return super().should_retry(ex)
        if fault.passing:
            from inspect_ai._util.retry import report_http_retry

            report_http_retry("rate_limit" if fault.status == 429 else "transient", model=self.api.qualified_model_name)
        return fault.passing

    def _told(self, output: ModelOutput) -> ModelOutput:
        """The reply as it is to be read."""
        if output.empty:
            raise ServerError(Fault(words=output.error or "a reply without choices"))
        choice = output.choices[0]
        if not self._bounded and output.usage is None and choice.stop_reason in {"model_length", "content_filter"}:
            # Inspect's providers make a reply of some errors, with the vendor's words as its text.
            fault = Fault(words=" ".join(output.completion.split())[:300])
            if choice.stop_reason == "model_length":
                raise ServerError(fault)
            return _filtered(output.model, fault)
        parts = choice.message.content
        if isinstance(parts, list) and any(isinstance(part, ContentText) and part.refusal for part in parts):
            return _with(output, choice.model_copy(update={"stop_reason": "content_filter"}))
        if len(choice.message.text) > MAX_TEXT:
            message = choice.message.model_copy(update={"content": _cut(parts)})
            return _with(output, choice.model_copy(update={"stop_reason": "max_tokens", "message": message}))
        return output


def _bound(api: Any) -> bool:
    """Put our transport under a client of OpenAI's library; False where another library sends the requests."""
    if not isinstance(getattr(api, "http_client", None), httpx2.AsyncClient):
        return False
    api.http_client = bounded_client()
    api.model_args["max_retries"] = 0
    api.initialize()
    return True


def _without_tracebacks(api: Any) -> None:
    """Have a provider give what went wrong instead of raising it.

    Inspect draws the traceback of every error into its log, which takes half a second of processor time for a chain
    through a vendor's client; of an error that was never raised there is none to draw.
    """
    ask = api.generate

    async def generate(*given: Any, **named: Any) -> Any:
        try:
            return await ask(*given, **named)
        except Exception as error:
            fault = fault_of(error)
            if fault is None:
                raise
            return ServerError(fault), None

    api.generate = generate


def _with(output: ModelOutput, choice: ChatCompletionChoice) -> ModelOutput:
    return output.model_copy(update={"choices": [choice], "completion": choice.message.text})


def _cut(parts: str | Sequence[Any]) -> str | list[Any]:
    """The text as far as `MAX_TEXT`, in a message's content."""
    if isinstance(parts, str):
        return parts[:MAX_TEXT]
    return [
        part.model_copy(update={"text": part.text[:MAX_TEXT]}) if isinstance(part, ContentText) else part
        for part in parts
    ]


def _filtered(model: str, fault: Fault) -> ModelOutput:
    """What stands for the reply to a request that a filter declined; the vendor's words are none of the model's."""
    choice = ChatCompletionChoice(message=ChatMessageAssistant(content=""), stop_reason="content_filter")
    return ModelOutput(model=model, choices=[choice], error=str(fault))


def fault_of(error: Exception) -> Fault | None:
    """What an error says of the server; None for an error that says nothing of it.

    Args:
        error: As Inspect or a vendor's client raised it.
    """
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__) is not None:
        causes.append(cause)
    ours = next((one for one in causes if isinstance(one, ServerError)), None)
    if ours is not None:
        return ours.fault
    inner = causes[-1]
    words = " ".join(str(getattr(inner, "message", None) or inner).split())[:300] or type(inner).__name__
    if any(isinstance(one, httpx2.TooManyRedirects) for one in causes):
        return Fault(words="redirects in a circle")
    if type(inner).__name__ == "AttemptTimeoutError":
        return Fault(words="no whole reply within the time of a try (--attempt-timeout)", passing=True, kind="late")
    status = next((found for one in causes if (found := status_code_of(one)) is not None), None)
    if status is not None:
        return Fault(
            status,
            words=words,
            passing=is_retryable_http_status(status),
            retry_after=parse_retry_after_from_exception(inner),
        )
    return Fault(words=words, passing=True) if isinstance(error, RetryError) else None
