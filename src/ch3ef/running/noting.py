"""What is said to a local model outside of Inspect's samples, noted as the lean engine notes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ch3ef.models.messages import Message
from ch3ef.models.option_likelihood import OptionLikelihood
from ch3ef.models.reply import Reply
from ch3ef.recipes.asking import Asking
from ch3ef.recipes.recipe import Recipe
from ch3ef.running.exchanges import Exchange
from ch3ef.running.turns import Asker


@dataclass(frozen=True, slots=True)
class NotingAsker:
    """Asks as another one does.

    Attributes:
        asker: That one.
        exchanges: What was said so far.
    """

    asker: Asker
    exchanges: list[Exchange] = field(default_factory=list)

    async def reply(self, asked: Asking, recipe: Recipe, said: Sequence[Message], *, reasoning: bool) -> Reply:
        """What the model says."""
        exchange = self._begun(asked, recipe, said, {"max_tokens": recipe.max_tokens})
        exchange.reply = await self.asker.reply(asked, recipe, said, reasoning=reasoning)
        return exchange.reply

    async def likelihoods(
        self, asked: Asking, recipe: Recipe, said: Sequence[Message], options: Sequence[str], *, pmi: bool
    ) -> tuple[OptionLikelihood, ...]:
        """How likely each option is as the answer."""
        exchange = self._begun(asked, recipe, said, {"options": list(options), "answer_prefix": recipe.answer_prefix})
        found = await self.asker.likelihoods(asked, recipe, said, options, pmi=pmi)
        exchange.likelihoods = found
        return found

    def _begun(self, asked: Asking, recipe: Recipe, said: Sequence[Message], settings: dict[str, object]) -> Exchange:
        self.exchanges.append(Exchange(recipe.name, asked, tuple(said), settings))
        return self.exchanges[-1]
