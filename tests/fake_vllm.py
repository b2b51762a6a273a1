"""A server that speaks vLLM's wire format for prompt log-probabilities, over a tiny model.

vLLM itself cannot be had here. The fields are those of its OpenAI-compatible chat endpoint: the request's
`add_generation_prompt`, `continue_final_message` and `prompt_logprobs`; the reply's top-level `prompt_logprobs`,
a list with null for the first token and then, per token, an object from token id to logprob, rank and
decoded_token, the prompt's own token first and the likeliest one after it where it is another.
"""

from __future__ import annotations

import base64
import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import torch
import uvicorn
from fastapi import FastAPI
from PIL import Image
from transformers import PreTrainedModel, ProcessorMixin


class Completes(Protocol):
    """What answers requests to a chat endpoint."""

    def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer one request to /v1/chat/completions."""
        ...


class VllmServer:
    """A model behind vLLM's wire format.

    Attributes:
        requests: Bodies of the requests so far.
        silent: Whether prompt log-probabilities are left out, as servers do that do not know the field.
        template: A chat template in place of the processor's own.
        stale: Whether log-probabilities of what was read before are those of another prompt, as with prefix caching
            (vllm#42019); a salt of its own keeps a request apart.
        blind: Whether pictures are left out.
    """

    def __init__(self, model: PreTrainedModel, processor: ProcessorMixin) -> None:
        self.requests: list[dict[str, Any]] = []
        self.silent = False
        self.template: str | None = None
        self.stale = self.blind = False
        self._before: dict[tuple[str | None, int], torch.Tensor] = {}
        self._model, self._processor = model, processor
        self._lock = threading.Lock()

    def complete(self, body: dict[str, Any]) -> dict[str, Any]:
        """Answer one request to /v1/chat/completions."""
        with self._lock, torch.inference_mode():
            self.requests.append(body)
            inputs = self._inputs(body)
            ids = inputs["input_ids"][0]
            log_probs = self._model(**inputs).logits[0].float().log_softmax(-1)
            if self.stale:
                salt, kept = body.get("cache_salt"), len(ids)
                earlier = self._before.setdefault((salt, kept), log_probs)
                log_probs = log_probs if earlier is log_probs else earlier.roll(1, 0)
        reply = self._processor.tokenizer.decode([int(log_probs[-1].argmax())])
        answer: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": body["model"],
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": reply},
                    "logprobs": None,
                    "finish_reason": "length",
                }
            ],
            "usage": {"prompt_tokens": len(ids), "completion_tokens": 1, "total_tokens": len(ids) + 1},
        }
        if body.get("prompt_logprobs") is not None and not self.silent:
            rows = zip(ids[1:].tolist(), log_probs[:-1], strict=True)
            answer["prompt_logprobs"] = [None, *(self._entry(token, row) for token, row in rows)]
        return answer

    def _entry(self, token: int, row: torch.Tensor) -> dict[str, Any]:
        shown = dict.fromkeys((token, int(row.argmax())))
        return {
            str(one): {
                "logprob": float(row[one]),
                "rank": int((row > row[one]).sum()) + 1,
                "decoded_token": self._processor.tokenizer.decode([one]),
            }
            for one in shown
        }

    def _inputs(self, body: dict[str, Any]) -> Any:
        images: list[Image.Image] = []

        def part(content: dict[str, Any]) -> dict[str, str]:
            if content["type"] == "text":
                return {"type": "text", "text": content["text"]}
            encoded = content["image_url"]["url"].split(",", 1)[1]
            picture = Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGB")
            images.append(Image.new("RGB", picture.size) if self.blind else picture)
            return {"type": "image"}

        def parts(content: str | list[dict[str, Any]]) -> list[dict[str, str]]:
            return [{"type": "text", "text": content}] if isinstance(content, str) else [part(c) for c in content]

        conversation = [{"role": m["role"], "content": parts(m["content"])} for m in body["messages"]]
        text = self._processor.apply_chat_template(
            conversation,
            chat_template=self.template,
            tokenize=False,
            add_generation_prompt=body.get("add_generation_prompt", True),
            continue_final_message=body.get("continue_final_message", False),
        )
        return self._processor(text=[text], images=[images] if images else None, return_tensors="pt")


@contextmanager
def serve(server: Completes) -> Iterator[str]:
    """Serve on a free port of this machine while open; yields the base URL."""
    app = FastAPI()
    app.post("/v1/chat/completions")(server.complete)
    app.get("/v1/models")(lambda: {"object": "list", "data": [{"id": "tiny", "object": "model"}]})
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="error")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        finally:
            running.should_exit = True
            thread.join()
