"""Batches of one model, from the files that are handed in to the results that are taken.

What is about to be handed in is journalled before it is, and a reply is kept the moment it is read (`batch_journal`,
`arrivals`): a kill at any moment costs no request a second time.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ch3ef.errors import Ch3efError, InputError, RunError, counted
from ch3ef.files import in_bytes
from ch3ef.models.batches import Batch, Http, Vendor
from ch3ef.models.chat_format import reply_in
from ch3ef.models.completions import parsed
from ch3ef.models.faults import Fault, ServerError
from ch3ef.models.limits import RequestLimits
from ch3ef.models.names import ModelName, key_variable
from ch3ef.models.picture_tokens import Counting
from ch3ef.models.sent_pictures import Pictures
from ch3ef.models.tries import in_time, tried
from ch3ef.models.waiting import standing
from ch3ef.running.arrivals import Arrivals
from ch3ef.running.batch_journal import BATCHES_FILE, BatchJournal, Made
from ch3ef.running.prices import Price, money_text
from ch3ef.running.wanted import Wanted
from ch3ef.temporaries import temporary_file

FIRST_LOOK, LONGEST_LOOK = 5.0, 60.0
"""Seconds between two looks at a batch: they grow."""
TRIES = 3
"""Batches in which a request stands at most: some expire, and some come back without a reply."""
SKEW = 86_400.0
"""Seconds by which a vendor's clock may differ from ours, generously."""
_WAITING = RequestLimits(attempt_timeout=300, timeout=30 * 86_400, max_retries=10**6)
"""Of a look at a batch: it goes on whether or not there is a network here."""
_SENDING = RequestLimits(attempt_timeout=3600, timeout=6 * 3600, max_retries=10)
_READING = RequestLimits(attempt_timeout=6 * 3600, timeout=86_400, max_retries=100)
"""Of a file of results, of which what was read is not read again."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Shared:
    """What is the same for all models of a run.

    Attributes:
        folder: The run's.
        arrivals: The replies of its folder.
        journal: Of its batches.
        pictures: As they stand in requests.
        noted: Is told of every batch.
    """

    folder: Path
    arrivals: Arrivals
    journal: BatchJournal
    pictures: Pictures
    noted: Callable[[str], None]


class Post:
    """Hands in what is wanted of a model, and takes what comes.

    Args:
        model: The model.
        vendor: Whose batches they are.
        http: Asks the vendor.
        wanted: What is wanted.
        shared: What is the same for all models.
        price: In batches; None where it is not known.
    """

    def __init__(
        self, model: ModelName, vendor: Vendor, http: Http, wanted: Wanted, shared: Shared, *, price: Price | None
    ) -> None:
        self._model, self._vendor, self._http = model, vendor, http
        self._wanted, self._shared, self._price = wanted, shared, price
        # Where a vendor takes no more at once.
        self._most, self._alone = vendor.MOST, False

    def _under_way(self) -> list[Made]:
        return [made for made in self._shared.journal.under_way.values() if made.model == self._model.name]

    async def run(self) -> None:
        """Hand in what is wanted and take what comes, until nobody waits."""
        for made in self._under_way():
            await self._recall(made)
        while True:
            await self._wanted.calm()
            if not self._wanted.by_key:
                return
            await self._hand_in()
            if self._under_way():
                await self._take()

    async def _recall(self, made: Made) -> None:
        """Go on with a batch that an earlier attempt made, or was about to make."""
        journal = self._shared.journal
        if not made.id:
            found = await self._patiently(lambda: self._found(made), made)
            if found is None:
                journal.settled(made, "never made")
                return
            journal.named(made, found.id)
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(made.at))
        self._shared.noted(f"batch {made.id} of {made.model} is gone on with: {_requests(made.keys)}, made {when}")

    async def _found(self, made: Made) -> Batch | None:
        """The batch of which it is not known whether it was made, as its vendor lists it."""
        listed = await self._vendor.listed(self._http, made.at - SKEW)
        others = self._shared.journal.names
        fits = [one for one in listed if one.id not in others and self._vendor.is_it(one, made.mark, len(made.keys))]
        return min(fits, key=lambda batch: abs(batch.created - made.at), default=None)

    async def _hand_in(self) -> None:
        """Make batches of all that is in none yet."""
        in_one = {key for made in self._under_way() for key in made.keys}
        left = [key for key in self._wanted.by_key if key not in in_one]
        while left and not (self._alone and self._under_way()):
            with temporary_file(self._shared.folder) as file:
                try:
                    written = await self._write(file, left)
                except OSError as error:
                    where = f"{self._shared.folder}: the requests of a batch cannot be written"
                    raise InputError(f"{where} ({error.strerror or error}); what was finished is kept") from error
                if written:
                    await self._make(file, written)
            in_one = {key for made in self._under_way() for key in made.keys}
            left = [key for key in left if key in self._wanted.by_key and key not in in_one]

    async def _write(self, file: Path, keys: Sequence[str]) -> list[str]:
        """Write as many requests as one batch may hold; gives which. What cannot be asked is answered so."""
        vendor, written = self._vendor, list[str]()
        size = len(vendor.BEGIN) + len(vendor.END)
        with file.open("wb") as out:
            out.write(vendor.BEGIN)
            for key in keys:
                request = self._wanted.by_key[key].request
                try:
                    body = await vendor.body(
                        self._http.server.model, request.said, request.fields, self._shared.pictures
                    )
                except Ch3efError as error:  # a picture that is not there
                    self._wanted.give(key, error)
                    continue
                entry = (vendor.BETWEEN if written else b"") + vendor.entry(key, body)
                size += len(entry)
                if written and (size > vendor.LARGEST or len(written) >= self._most):
                    break
                out.write(entry)
                written.append(key)
            out.write(vendor.END)
        return written

    async def _make(self, file: Path, keys: list[str]) -> None:
        """Make a batch of a file; where it is too large, later ones are smaller."""
        journal, size, broken_off = self._shared.journal, file.stat().st_size, list[bool]()
        made = journal.planned(self._model.name, keys)

        async def created(uploaded: str) -> Batch:
            # A try that broke off may have made it all the same.
            found = await self._found(made) if broken_off else None
            broken_off.append(True)
            return found or await self._vendor.create(self._http, uploaded, file, made.mark)

        try:
            uploaded = await self._sent(lambda: self._vendor.upload(self._http, file))
            batch = await self._sent(lambda: created(uploaded))
        except ServerError as error:
            fault = error.fault
            if not fault.passing:  # else it is not known whether there is one
                journal.settled(made, "refused")
            if fault.status != 413 or len(keys) == 1:
                raise RunError(
                    f"model {made.model!r}: no batch was made: {f'{fault}'.rstrip('.')}{self._advice(fault)}; what was "
                    "finished is kept, and the same command goes on"
                ) from error
            self._most = len(keys) // 2
            return
        journal.named(made, batch.id)
        self._shared.noted(
            f"batch {batch.id} of {made.model} is made: {_requests(keys)}, {in_bytes(size)}, {self._cost(keys)}, "
            "within a day; the same command comes back to it, whatever ends this one"
        )

    async def _take(self) -> None:
        """Wait until one batch at least has ended, and take what those that have hold."""
        pause = FIRST_LOOK
        while True:
            batches = [(made, await self._looked_at(made)) for made in self._under_way()]
            ended = [(made, batch) for made, batch in batches if batch.state != "open"]
            for made, batch in ended:
                await self._end(made, batch)
            if ended:
                return
            told = (
                f"batch {one.id}: {one.status}, {one.done} of {one.total or len(made.keys)}" for made, one in batches
            )
            with standing("; ".join(told)):
                await asyncio.sleep(pause)
            pause = min(1.5 * pause, LONGEST_LOOK)

    async def _looked_at(self, made: Made) -> Batch:
        return await self._patiently(lambda: self._vendor.look(self._http, made.id), made)

    async def _end(self, made: Made, batch: Batch) -> None:
        """Take what a batch holds that goes on no more; what may be asked again is."""
        journal = self._shared.journal
        if batch.state == "failed":
            journal.settled(made, "failed")
            self._failed(made, batch)
            return
        answered, faults = set[str](), dict[str, Fault]()
        others = await self._patiently(lambda: self._read(made, batch, answered, faults), made, _READING)
        if others and not (answered or faults):
            journal.strange(made)
            await self._recall(made)
            return
        journal.settled(made, "taken")
        again = Counter[str]()
        for key in made.keys:
            wanted, fault = self._wanted.by_key.get(key), faults.get(key, _NO_RESULT)
            if key in answered or wanted is None:
                continue
            wanted.tries += 1
            if not fault.passing or (wanted.tries >= TRIES and batch.state != "cancelled"):
                self._wanted.give(key, ServerError(fault))
            else:
                again[fault.short] += 1
        reasons = ", ".join(f"{number} x {reason}" for reason, number in again.most_common())
        told = f"batch {batch.id} of {made.model}: {len(answered)} of {_requests(made.keys)} answered"
        if again and batch.state == "cancelled":
            raise RunError(f"{told}; somebody cancelled it. What it held is kept; the same command asks the others")
        self._shared.noted(told + (f"; asked again: {reasons}" if again else ""))

    def _failed(self, made: Made, batch: Batch) -> None:
        """A batch was not taken: at another time, or a smaller one, may be."""
        others = bool(self._under_way())
        if not batch.smaller or (len(made.keys) == 1 and not others):
            raise RunError(
                f"model {made.model!r}: batch {batch.id} was not taken: {batch.fault.rstrip('.')}; nothing of it is "
                "paid, what was finished is kept, and the same command makes it again"
            )
        self._alone = True
        if not others:
            self._most = max(1, len(made.keys) // 2)
        how = "once the others have ended" if others else f"in batches of {self._most}, one after the other"
        self._shared.noted(
            f"batch {batch.id} of {made.model} was not taken: {batch.fault.rstrip('.')}; asked again {how}"
        )

    async def _read(self, made: Made, batch: Batch, answered: set[str], faults: dict[str, Fault]) -> int:
        """Keep every reply of a batch, and let those go on who wait for it.

        Args:
            made: What is in it.
            batch: As its vendor tells of it.
            answered: Takes the requests that have a reply; those that are there already are passed over.
            faults: Takes why others have none.

        Returns:
            How many results are of none of our requests.
        """
        ours, strange, arrivals = set(made.keys), 0, self._shared.arrivals
        url = self._http.url(self._vendor.CHAT)
        for path in batch.results:
            async for line in self._http.lines(path):
                record = parsed(line)
                if not isinstance(record, dict):
                    continue
                key, completion, fault = self._vendor.result(record, url)
                if key not in ours:
                    strange += 1
                elif fault is not None:
                    faults[key] = fault
                elif completion is not None and key not in answered:
                    answered.add(key)
                    reply = reply_in(completion)
                    if arrivals.find(key) is None:  # it is kept although nobody may wait for it in this attempt
                        arrivals.keep(key, reply.to_record())
                    self._wanted.give(key, (reply, completion))
        return strange

    def _cost(self, keys: Sequence[str]) -> str:
        if self._price is None:
            return "at half the price (--prices says what that is)"
        asked = [self._wanted.by_key[key].request for key in keys]
        counting = Counting.of(self._model)
        sent = sum(counting.texts(one.said) + counting.pictures(one.said) for one in asked)
        least, most = (
            self._price.of(sent, sum(one)) for one in zip(*((one.usual, one.most) for one in asked), strict=True)
        )
        return f"{money_text(least)} to {money_text(most)} at half the price"

    async def _sent(self, call: Callable[[], Awaitable[Found]]) -> Found:
        limits = replace(_SENDING, max_retries=self._http.server.limits.max_retries)
        return await tried(lambda seconds: in_time(seconds, call()), limits)

    async def _patiently(
        self, call: Callable[[], Awaitable[Found]], made: Made, limits: RequestLimits = _WAITING
    ) -> Found:
        """What concerns a batch that is made, or may be: it goes on at its vendor's, so that this may take its time."""
        try:
            return await tried(lambda seconds: in_time(seconds, call()), limits)
        except ServerError as error:
            file = self._shared.folder / BATCHES_FILE
            gone = f"; is it another key than before? Without {file} it is made, and paid for, again"
            told = f"model {made.model!r}: batch {made.id or 'that may be under way'}: {f'{error}'.rstrip('.')}"
            raise RunError(f"{told}{self._advice(error.fault) or gone}; the same command goes on") from error

    def _advice(self, fault: Fault) -> str:
        name = self._model
        return f"; is the key in {key_variable(name.provider, name.model)} right?" if fault.status in {401, 403} else ""


_NO_RESULT = Fault(words="no result in its batch", passing=True)


def _requests(keys: Sequence[str]) -> str:
    return counted(len(keys), "request")
