"""Public sets on seeing (A1), reasoning (A2) and human values (A3), a file each; `PUBLIC_SETS` lists them."""

from ch3ef.scenarios.public_sets.amber import AMBER, AMBER_GENERATIVE
from ch3ef.scenarios.public_sets.cifar10 import CIFAR10
from ch3ef.scenarios.public_sets.figstep import FIGSTEP
from ch3ef.scenarios.public_sets.flickr30k import FLICKR30K
from ch3ef.scenarios.public_sets.fsc147 import FSC147
from ch3ef.scenarios.public_sets.hallusionbench import HALLUSIONBENCH
from ch3ef.scenarios.public_sets.haloquest import HALOQUEST
from ch3ef.scenarios.public_sets.mm_deceptionbench import MM_DECEPTIONBENCH
from ch3ef.scenarios.public_sets.mm_safetybench import MM_SAFETYBENCH
from ch3ef.scenarios.public_sets.mmbench import MMBENCH
from ch3ef.scenarios.public_sets.mme import MME
from ch3ef.scenarios.public_sets.mmmu import MMMU
from ch3ef.scenarios.public_sets.mossbench import MOSSBENCH
from ch3ef.scenarios.public_sets.mssbench import MSSBENCH
from ch3ef.scenarios.public_sets.msts import MSTS
from ch3ef.scenarios.public_sets.omnibenchmark import OMNIBENCHMARK
from ch3ef.scenarios.public_sets.pope import POPE
from ch3ef.scenarios.public_sets.public_set import PublicSet
from ch3ef.scenarios.public_sets.scienceqa import SCIENCEQA
from ch3ef.scenarios.public_sets.seed_bench import SEED_BENCH, SEED_BENCH_2
from ch3ef.scenarios.public_sets.siuo import SIUO, SIUO_MCQA
from ch3ef.scenarios.public_sets.vlguard import VLGUARD
from ch3ef.scenarios.public_sets.vlsbench import VLSBENCH
from ch3ef.scenarios.public_sets.voc2012 import VOC2012
from ch3ef.scenarios.public_sets.winoground import WINOGROUND

PUBLIC_SETS: tuple[PublicSet, ...] = (
    CIFAR10,
    OMNIBENCHMARK,
    VOC2012,
    FLICKR30K,
    FSC147,
    POPE,
    WINOGROUND,
    SCIENCEQA,
    MMBENCH,
    SEED_BENCH,
    SEED_BENCH_2,
    MME,
    MMMU,
    MOSSBENCH,
    MSTS,
    HALLUSIONBENCH,
    SIUO,
    SIUO_MCQA,
    VLGUARD,
    MSSBENCH,
    FIGSTEP,
    MM_SAFETYBENCH,
    VLSBENCH,
    AMBER,
    AMBER_GENERATIVE,
    HALOQUEST,
    MM_DECEPTIONBENCH,
)
"""The public sets, in the order in which they are listed. To add one: its file, and its name here."""
