"""What a run is to ask, as `run.json` says it: the plan that makes it the run that it is, and what is told beside."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from operator import index
from pathlib import Path
from typing import Any, NamedTuple

from ch3ef.errors import InputError
from ch3ef.files import read_json, write_text_whole
from ch3ef.models.names import changed_files
from ch3ef.models.settings import ROOM, GenerationSettings, difference, settings_from
from ch3ef.results import RESULTS_FILE
from ch3ef.running.prices import Price
from ch3ef.running.shards import Share, share_from_record
from ch3ef.secrets import without_keys

PLAN_FILE = "run.json"


def read_plan(file: Path) -> dict[str, Any]:
    """What `run.json` holds: `run_id`, `plan`; `askings`, unless an earlier version wrote it; of a shard, `shard`.

    Raises:
        InputError: It cannot be read, or is something else.
    """
    found = read_json(file, str(file), "choose another --out")
    kinds = {"plan": dict, "askings": list, "technical": list, "prices": dict, "shard": dict}
    wrong = [
        name
        for name, kind in kinds.items()
        if not isinstance(found, dict) or not isinstance(found.get(name, kind()), kind)
    ]
    if wrong or not {"run_id", "plan"} <= set(found):
        what = f"`{wrong[0]}` is not as we write it" if wrong else "it has no `run_id` or no `plan`"
        raise InputError(f"{file}: not the plan of a run ({what}); choose another --out")
    return {**found, "run_id": str(found["run_id"])}


def check_same_plan(path: Path, its: Mapping[str, Any], own: Mapping[str, Any], what: str = "this command's") -> None:
    """Check that a folder is of a run.

    Args:
        path: The folder.
        its: The plan that lies there.
        own: The run's.
        what: Whose that is, to name in an error what stands in it.

    Raises:
        InputError: It is of another run; the message names the first thing in which they differ.
    """
    for name in {**own, **its}:
        if its.get(name) != own.get(name):
            other = _other(name, its.get(name), own.get(name), what)
            by_version = name == "rules" or (name == "settings" and ROOM in other)
            go_on = "go on with the version of ch3ef that began it" if by_version else "repeat the earlier command"
            raise InputError(f"{path}: belongs to another run: {other}; choose another --out, or {go_on}")


def _other(name: str, its: Any, own: Any, what: str) -> str:
    """In words, in what a run's plan differs from another one's."""
    if name == "settings":
        return difference(its or {}, own or {})
    its, own = _differing(its, own)
    if name == "checkpoints" and isinstance(its, dict) and isinstance(own, dict) and its.keys() == own.keys():
        model = next(iter(its))
        files = changed_files(str(its[model]), str(own[model]))
        return f"the checkpoint of {model!r} was written anew since it began ({', '.join(files[:3])})"
    if name in ("models", "judges", "reader"):
        its, own = (_called(each) if isinstance(each, dict) else each for each in (its, own))
    verb = "is" if name in ("seed", "limit", "suite", "selection", "reader", "until_width") else "are"
    return f"its {name} {verb} {_short(its)}, {what} {_short(own)}"


def _called(models: Mapping[str, str]) -> str | list[str]:
    """Models by name, with what they are where the name does not say it."""
    names = [name if name == identity else f"{name} ({identity})" for name, identity in models.items()]
    return names[0] if len(names) == 1 else names


def _differing(one: Any, other: Any) -> tuple[Any, Any]:
    """A fact of two plans; where it has entries, those alone that differ."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return one, other
    alike = {name for name in one if name in other and one[name] == other[name]}
    first, second = ({name: each[name] for name in each if name not in alike} for each in (one, other))
    return first, second


def _short(value: object, most: int = 120) -> str:
    text = "none" if value in (None, {}, []) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else text[: most - 3] + "..."


class Told(NamedTuple):
    """What a plan holds beside what makes it the run that it is."""

    askings: Sequence[int]
    technical: Sequence[Mapping[str, Mapping[str, str]]]
    prices: Mapping[str, Price]

    def beside(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """With what was found there: each way in which a part of the rows was computed stays written down."""
        ways = [*found.get("technical", []), *self.technical]
        prices = found.get("prices", {}) | {name: [price.sent, price.received] for name, price in self.prices.items()}
        distinct = [way for place, way in enumerate(ways) if way not in ways[:place]]
        return {"askings": list(self.askings), "technical": distinct, **({"prices": prices} if prices else {})}


def keep_plan(
    file: Path,
    facts: Mapping[str, object],
    told: Told,
    share: Share | None,
    *,
    free: bool,
) -> tuple[str, bool]:
    """The run's id, and whether it begins here; a plan that lies there must be this one, unless the folder is free."""
    wanted = json.loads(json.dumps(facts))
    piece = {} if share is None else {"shard": share.to_record()}
    found = read_plan(file) if file.is_file() else {}
    if free and (found.get("plan"), found.get("shard")) != (wanted, piece.get("shard")):
        run_id = uuid.uuid4().hex[:12]
        _write_plan(file, {"run_id": run_id, "plan": facts, **told.beside({}), **piece})
        return run_id, True
    found = read_plan(file)
    check_same_plan(file.parent, found["plan"], wanted)
    if found.get("shard") != piece.get("shard"):
        its = share_in(file, found)
        what = "a whole run" if its is None else f"shard {its.shard}"
        own = "the whole run" if share is None else f"shard {share.shard}, or cuts otherwise"
        raise InputError(f"{file.parent}: holds {what}, and this command asks {own}; choose another --out")
    kept = told.beside(found)
    if found != found | kept:
        _write_plan(file, found | kept)
    return str(found["run_id"]), False


def _write_plan(file: Path, record: Mapping[str, object]) -> None:
    write_text_whole(file, json.dumps(record, indent=1, ensure_ascii=False))


def suite_of(path: Path) -> str:
    """The suite that a run asked; "" for none, and for a results table elsewhere.

    Args:
        path: As for `read_run`.

    Raises:
        InputError: The run's plan cannot be read.
    """
    folder = path.parent if path.name == RESULTS_FILE else path
    return suite_in(folder / PLAN_FILE) if (folder / PLAN_FILE).is_file() else ""


def until_width_of(path: Path) -> float | None:
    """Half the width at which a run stops asking; None for one that asks all, and for a results table elsewhere.

    Args:
        path: As for `read_run`.

    Raises:
        InputError: The run's plan cannot be read, or holds something else there.
    """
    file = (path.parent if path.name == RESULTS_FILE else path) / PLAN_FILE
    width = read_plan(file)["plan"].get("until_width") if file.is_file() else None
    if width is not None and not isinstance(width, float):
        raise InputError(f"{file}: not the plan of a run (`until_width` is no number); choose another --out")
    return width


def suite_in(file: Path) -> str:
    """The suite of a plan; "" for none."""
    return str(read_plan(file)["plan"].get("suite", ""))


def settings_in(file: Path) -> dict[str, GenerationSettings]:
    """The settings of every model of a plan; earlier versions knew none."""
    plan = read_plan(file)["plan"]
    try:
        given = plan.get("settings", {})
        return {without_keys(model): settings_from(given.get(model, {})) for model in plan["models"]}
    except (InputError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def prices_in(file: Path) -> dict[str, Price]:
    """What tokens cost by a plan, by model."""
    try:
        return {
            without_keys(model): Price(float(sent), float(received))
            for model, (sent, received) in read_plan(file).get("prices", {}).items()
        }
    except (ValueError, TypeError) as error:
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def expected_in(file: Path) -> dict[tuple[str, str, str], int]:
    """Askings per model, recipe and scenario; none where an earlier version wrote the plan."""
    found = read_plan(file)
    if "askings" not in found:
        return {}
    try:
        parts = list(zip(found["plan"]["parts"], found["askings"], strict=True))
        return {
            (without_keys(model), recipe, scenario): index(askings)
            for model in found["plan"]["models"]
            for (scenario, recipe, _), askings in parts
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:  # the last of a name that is no text
        raise InputError(f"{file}: not the plan of a run ({error}); expected what `ch3ef run` wrote there") from error


def share_in(file: Path, found: Mapping[str, Any]) -> Share | None:
    """What a plan says of a shard; None of a whole run."""
    return share_from_record(found["shard"], str(file)) if "shard" in found else None
