"""OmniBenchmark V2 (level A1): fine-grained classification over 21 realms; the options are leaves of two branches.

Two published layouts are read:

- V2 as released: `trainid2name.json`, `annotation/REALM/meta/test.txt` (lines of a picture and a number) and
  `data/REALM/images/`. It tells realm and label. The tree between the two is Bamboo's label system, a file of its own
  (`bamboo_V4.json`), which is read where it lies in the same folder.
- The pictures chosen for ChEF: `meta_file/Classification_Omnibenchmark.json`, with a chain of four names for each
  picture, and `omnibenchmark_images/`.

One item a picture: its label, a sibling of it, and two siblings of the nearest other branch. From the options alone
none of the four stands out: each has one sibling among them. `details["paths"]` tells for every option its branch and
its name, "retriever/golden retriever". Levels of the tree on which all four agree are left out: they ask nothing, and
would be credited for nothing. An item's task is its realm; realms that were not downloaded are left out. ChEF's
pictures are of the test split.

Source: Zhang et al. 2022, arXiv 2207.07106 (OmniBenchmark) and arXiv 2203.07845 (Bamboo); Shi et al. 2023, arXiv
2311.02692 (ChEF).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeVar

import numpy as np

from ch3ef.errors import InputError
from ch3ef.files import is_file, read_json, read_lines
from ch3ef.items import Item, item_rng
from ch3ef.scenarios.public_sets.public_set import (
    Origin,
    PublicSet,
    Record,
    Records,
    each,
    list_of,
    of_records,
    text_of,
)
from ch3ef.taxonomy import Level

NAMES, CHOSEN = "trainid2name*.json", "meta_file/Classification_Omnibenchmark.json"
TREES = ("bamboo_V4.json", "sensexo_visual_add_academic_add_state_V4.visual.json")
"""Names under which Bamboo's label system was released."""

QUESTION = "What is shown in the picture?"

T = TypeVar("T")

Lineage = tuple[str, ...]
"""Names from the realm down to a label."""


def _on_hub(origin: Origin) -> Records:
    public = origin.public
    raise InputError(
        f"{public.name}: is not on the Hugging Face hub; get it from https://github.com/ZhangYuanhan-AI/OmniBenchmark "
        f"and give its folder: --scenario '{public.name}?dir=FOLDER' with {public.layout}"
    )


def _in_folder(origin: Origin, folder: Path) -> Records:
    if next(folder.glob(NAMES), None):
        return _released(origin, folder)
    if origin.split == "test":
        return _chosen(folder)
    raise InputError(f"omnibenchmark: {folder / CHOSEN} holds pictures of the test split, none of {origin.split!r}")


def _item(origin: Origin, place: str, record: Record) -> Item:
    name, lineage, tree = record["name"], record["label"], record["tree"]
    rng = item_rng(name, "omnibenchmark options")
    labels, level = tree.options(lineage, rng)
    labels = [labels[i] for i in rng.permutation(len(labels))]
    return origin.item(
        name,
        task=lineage[0],
        question=QUESTION,
        images=[origin.picture(record["image"], place, record.get("folder", ""))],
        options=[label[-1] for label in labels],
        gold=[labels.index(lineage)],
        paths=["/".join([*([] if level is None else [label[level]]), label[-1]]) for label in labels],
    )


# --- the tree -------------------------------------------------------------------------------------------------


class LabelTree:
    """Labels of a tree, and which of them are near each other.

    Args:
        labels: Their lineages; a label may have others below it.
    """

    def __init__(self, labels: Iterable[Lineage]) -> None:
        self._below: dict[Lineage, list[Lineage]] = defaultdict(list)
        for label in sorted(set(labels)):
            for depth in range(len(label)):
                self._below[label[:depth]].append(label)
        self._siblings: dict[Lineage, tuple[int, list[Lineage]]] = {}
        self._branches: dict[Lineage, dict[str, list[Lineage]]] = {}

    def options(self, label: Lineage, rng: np.random.Generator) -> tuple[list[Lineage], int | None]:
        """A label, a sibling, and two siblings of the nearest other branch; where there are none, any three others.

        Args:
            label: The right one.
            rng: Source of the draws.

        Returns:
            Four labels, the right one first, fewer where the tree has fewer; and the level on which the two branches
            part, None where there are not two.
        """
        depth, siblings = self._nearest(label)
        if siblings:
            sibling = siblings[rng.integers(len(siblings))]
            for level in reversed(range(depth)):
                branches = self._pairs_in(label[:level])
                others = [branch for name, branch in branches.items() if name != label[level]]
                if pair := self._pair(others, {label[-1], sibling[-1]}, rng):
                    return [label, sibling, *pair], level
        near_first = [other for i in reversed(range(len(label))) for other in _shuffled(self._below[label[:i]], rng)]
        return [label, *_differing(label, near_first)][:4], None

    def _nearest(self, label: Lineage) -> tuple[int, list[Lineage]]:
        """(length of what they share with it, the labels nearest to it); neither above nor below it."""
        if label not in self._siblings:
            found: tuple[int, list[Lineage]] = (0, [])
            for depth in reversed(range(len(label))):
                if near := [other for other in self._below[label[:depth]] if _differ(label, other)]:
                    found = (depth, near)
                    break
            self._siblings[label] = found
        return self._siblings[label]

    def _pairs_in(self, node: Lineage) -> dict[str, list[Lineage]]:
        """Branch of a node -> its labels that have a sibling in it."""
        if node not in self._branches:
            branches: dict[str, list[Lineage]] = defaultdict(list)
            for label in self._below[node]:
                if self._nearest(label)[0] > len(node):
                    branches[label[len(node)]].append(label)
            self._branches[node] = dict(branches)
        return self._branches[node]

    def _pair(
        self, branches: Sequence[Sequence[Lineage]], taken: set[str], rng: np.random.Generator
    ) -> list[Lineage] | None:
        """Two siblings of one of some branches, neither with a name that is taken."""
        for branch in _shuffled(branches, rng):
            for one in _shuffled(branch, rng):
                near = [other for other in self._nearest(one)[1] if other[-1] not in taken]
                if near and one[-1] not in taken:
                    return [one, near[rng.integers(len(near))]]
        return None


def _differ(label: Lineage, other: Lineage) -> bool:
    """Whether two labels exclude each other: a retriever is a dog, and a name is no other thing elsewhere."""
    shorter = min(len(label), len(other))
    return label[:shorter] != other[:shorter] and label[-1] != other[-1]


def _differing(label: Lineage, others: Iterable[Lineage]) -> Iterator[Lineage]:
    """Those of some labels that exclude the first and all before them."""
    taken = [label]
    for other in others:
        if all(_differ(other, one) for one in taken):
            taken.append(other)
            yield other


def _shuffled(values: Sequence[T], rng: np.random.Generator) -> Iterator[T]:
    return (values[i] for i in rng.permutation(len(values)))


# --- reading --------------------------------------------------------------------------------------------------


def _spelled(name: str) -> str:
    """A name as it is shown; released ones have "_" or " " between words."""
    return " ".join(name.replace("_", " ").replace("/", " ").split())


def _key(name: str) -> str:
    """What is the same for two spellings of a name: "Bichon_Frisé" and "bichon frise"."""
    plain = unicodedata.normalize("NFKD", _spelled(name)).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character))


def _chosen(folder: Path) -> Records:
    content = read_json(folder / CHOSEN)
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise InputError(f"{folder / CHOSEN}: is not a list of objects; get the file again")
    file = PurePosixPath(CHOSEN).name
    named = ((f"{file}: record {number}", record) for number, record in enumerate(content, start=1))
    records = of_records(named, _of_chain)
    tree = LabelTree(record["label"] for _, record in records)
    return [(place, {**record, "tree": tree}) for place, record in records]


def _of_chain(place: str, record: Record) -> tuple[str, Record]:
    image, realm, chain = text_of(record, "image", place), text_of(record, "realm_name", place), record["chain"]
    if not isinstance(chain, list) or not chain or not all(isinstance(name, str) and name.strip() for name in chain):
        raise InputError(f"{place}: chain is {chain!r}; expected names from the group down to the label")
    name, label = f"{realm}/{PurePosixPath(image).name}", (_spelled(realm), *map(_spelled, chain))
    return place, {"name": name, "image": image, "label": label}


def _released(origin: Origin, folder: Path) -> Records:
    name, split = origin.public.name, origin.split
    lineages = _lineages(folder)
    there = {realm: path for realm in lineages if is_file(path := folder / f"annotation/{realm}/meta/{split}.txt")}
    if not there:
        raise InputError(f"{name}: {folder} has no annotation/REALM/meta/{split}.txt")
    if missing := [realm for realm in lineages if realm not in there]:
        origin.notices.append(f"{name}: realms without {split}.txt are left out: {', '.join(missing)}")
    labels = [label for realm in there for label in lineages[realm].values()]
    if all(len(label) == 2 for label in labels):
        origin.notices.append(f"{name}: no {TREES[0]} beside it, so the tree has two levels: realm and label")
    tree = LabelTree(labels)
    for realm, annotation in there.items():
        for place, record in _of_realm(realm, annotation, lineages[realm]):
            yield place, {**record, "tree": tree}


def _of_realm(realm: str, annotation: Path, labels: Mapping[str, Lineage]) -> Records:
    seen = set()
    for place, line in read_lines(annotation):
        if line in seen:
            continue
        seen.add(line)
        picture, _, number = line.rpartition(" ")
        if not picture or number not in labels:
            raise InputError(f"{realm}: {place}: {line!r}; expected a picture and the number of a label of {realm!r}")
        name = PurePosixPath(picture).name
        pictured = {"name": f"{realm}/{name}", "image": name, "folder": f"data/{realm}/images"}
        yield f"{realm}: {place}", {**pictured, "label": labels[number]}


def _lineages(folder: Path) -> dict[str, dict[str, Lineage]]:
    """Realm -> number of a label -> its lineage."""
    path = min(folder.glob(NAMES))
    content = read_json(path)
    if not isinstance(content, dict) or not all(
        isinstance(names, dict) and all(isinstance(name, str) and _spelled(name) for name in names.values())
        for names in content.values()
    ):
        raise InputError(f"{path}: expected for each realm the names of its labels by number")
    tree = next((folder / name for name in TREES if (folder / name).is_file()), None)
    bamboo = None if tree is None else Bamboo(tree)
    lineages: dict[str, dict[str, Lineage]] = {}
    for realm, names in content.items():
        spelled: dict[str, str] = {}  # one spelling of a name that has several
        lineages[realm] = {}
        for number, name in names.items():
            below = bamboo.below(realm, name) if bamboo else ()
            lineages[realm][number] = (_spelled(realm), *(below or (spelled.setdefault(_key(name), _spelled(name)),)))
    return lineages


class Bamboo:
    """Bamboo's label system: nodes with one or more names and one or more fathers.

    Args:
        path: The file.

    Raises:
        InputError: It is not that file.
    """

    def __init__(self, path: Path) -> None:
        content = read_json(path)
        for part in ("id2name", "child2father"):
            lists = content.get(part) if isinstance(content, dict) else None
            if not isinstance(lists, dict):
                raise InputError(f"{path}: has no lists under `{part}`; get the file again")
            for node, entry in lists.items():
                list_of(str, entry, f"{path}: {part}: {node!r}")
        self._names: dict[str, list[str]] = content["id2name"]
        self._fathers: dict[str, list[str]] = content["child2father"]
        self._nodes: dict[str, list[str]] = defaultdict(list)
        for node, names in self._names.items():
            for key in {_key(name) for name in names}:
                self._nodes[key].append(node)

    def below(self, realm: str, label: str) -> Lineage:
        """The names from below a realm down to a label, on a shortest way; none where there is no way.

        A name may stand for several things (a crane). The ways from all of them are followed, so the thing is found
        that the realm knows. A thing with several names gets its first one, so that no two options mean the same.
        """
        goals = set(self._nodes.get(_key(realm), ()))
        came_from: dict[str, str | None] = dict.fromkeys(sorted(self._nodes.get(_key(label), ())))
        waiting = deque(came_from)
        while waiting:
            node = waiting.popleft()
            if node in goals:
                return tuple(self._way_down(came_from, node))
            for father in sorted(self._fathers.get(node, ())):
                if father not in came_from:
                    came_from[father] = node
                    waiting.append(father)
        return ()

    def _way_down(self, came_from: Mapping[str, str | None], goal: str) -> Iterator[str]:
        node = came_from[goal]
        while node is not None:
            yield _spelled((self._names.get(node) or [node])[0])
            node = came_from[node]


OMNIBENCHMARK = PublicSet(
    name="omnibenchmark",
    text="fine-grained classification over 21 realms, options in a tree",
    level=Level.A1,
    domain="perception",
    licence="CC-BY-NC-ND-4.0",
    recipe="coarse-to-fine",
    splits={name: name for name in ("test", "val", "train")},
    pool="split=train",
    source="github: ZhangYuanhan-AI/OmniBenchmark (a folder only)",  # its repository on the hub holds a licence alone
    layout=f"trainid2name.json, annotation/ and data/ (and {TREES[0]} for the tree), or {CHOSEN}",
    markers=(NAMES, CHOSEN),
    on_hub=_on_hub,
    in_folder=_in_folder,
    items=each(_item),
)
