"""How well the divider tells what a library shows from what it does not: on captioned photos.

Words that no caption mentions should bring up nothing; words of captions should bring up the
photos that at least two of their captions agree on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from photoclip.search.ranking import Criterion, Ranker

FEWEST, COMMON = 4, 0.2
"""A word counts as present from so many photos on, up to this share of all."""
AGREE = 2
"""Captions of one photo that must mention a word."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Shares in 0…1, but `median_above` and `mean_above`: photos above it for an absent word.

    `strong_absent`, `strong_present`: words with a strong hit. `confident_absent` and
    `confident_present`: words about which nothing is said. `above_present`: of the photos that
    show a word, those above the divider; the mean over the words.
    """

    photos: int
    absent: int
    present: int
    median_above: float
    mean_above: float
    strong_absent: float
    strong_present: float
    confident_absent: float
    confident_present: float
    above_present: float


def words_of(
    captions: Sequence[Sequence[str]], nouns: Sequence[str]
) -> tuple[list[str], dict[str, list[int]]]:
    """Which of `ABSENT` no caption mentions, and which photos show which of the `nouns`.

    Captions are those of each photo. A word and its plural with s are the same.
    """
    said = [
        Counter(w for c in some for w in {_root(t) for t in re.findall(r"[a-z]+", c.lower())})
        for some in captions
    ]
    ever = set().union(*said) if said else set()
    absent = [
        word
        for word in ABSENT
        if not any(_root(part) in ever for part in word.split() if len(part) > 3)
    ]
    present = {}
    for noun in dict.fromkeys(map(_root, nouns)):
        showing = [place for place, words in enumerate(said) if words[noun] >= AGREE]
        if FEWEST <= len(showing) <= COMMON * len(said):
            present[noun] = showing
    return absent, present


def measure(
    ranker: Ranker,
    criterion: Callable[[str], Criterion],
    absent: Sequence[str],
    present: Mapping[str, Sequence[int]],
    photos: int,
) -> Presence:
    """Ask for every word; photos are known to the ranker by their place in the captions."""
    nothing = [ranker.rank([criterion(word)]) for word in absent]
    something = {word: ranker.rank([criterion(word)]) for word in present}
    above = [one.matches or 0 for one in nothing]
    found = [
        len(set(one.only_above().ids.tolist()) & set(present[word])) / len(present[word])
        for word, one in something.items()
    ]
    return Presence(
        photos=photos,
        absent=len(absent),
        present=len(present),
        median_above=float(np.median(above)),
        mean_above=float(np.mean(above)),
        strong_absent=float(np.mean([one.strong.any() for one in nothing])),
        strong_present=float(np.mean([one.strong.any() for one in something.values()])),
        confident_absent=float(np.mean([one.confident for one in nothing])),
        confident_present=float(np.mean([one.confident for one in something.values()])),
        above_present=float(np.mean(found)),
    )


def _root(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


_WORDS = """
aardvark, abacus, accordion, acorn, aircraft carrier, alligator, alpaca, anchor, ant,
anteater, anvil, aquarium, armadillo, armour, astronaut, bagpipes, ballerina, bamboo forest,
banjo, baptism, barnacle, bat, beaver, beehive, bonfire, bonsai, boomerang, bouquet of
roses, bow and arrow, bowling alley, bulldozer, bullfight, bumblebee, bust of a statue,
butterfly, cactus, camel, campfire, cannon, canyon, capybara, caravan, carousel, casino,
castle, cathedral, cave, cello, chameleon, chandelier, cheetah, cherry blossom, chess,
chimney sweep, chimpanzee, cinema, circus, clarinet, cliff, cobra, cockatoo, cocoon,
compass, construction crane, coral reef, corn field, cowboy, crab, cricket match, crocodile,
crossbow, cuckoo clock, dandelion, dartboard, desert, dice, dinosaur, diving helmet,
dolphin, dragonfly, drone, drum kit, dumbbell, eagle, easel, eclipse, escalator, excavator,
falcon, fencing, fern, ferris wheel, figure skating, fireplace, fireworks, fjord, flamingo,
flood, forest fire, forklift, fountain pen, fox, frog, gargoyle, geyser, glacier, globe,
goldfish, golf course, gondola, gorilla, grasshopper, graveyard, greenhouse, gymnastics,
hammock, hamster, hang glider, harp, haystack, hedgehog, helicopter, hermit crab,
hieroglyphs, hippopotamus, hookah, hot spring, hourglass, hummingbird, hyena, iceberg,
igloo, iguana, jaguar, jellyfish, jukebox, jungle, kangaroo, kayak, kimono, koala, lacrosse,
ladybird, lantern festival, lava, lemur, leopard, lighthouse, lightning, llama, lobster,
loom, lynx, mandolin, mangrove, mannequin, maple leaf, marionette, meerkat, microscope,
minaret, mole, monastery, monk, monkey, moose, mosque, mummy, mushroom, narwhal, northern
lights, oasis, observatory, octopus, oil rig, opera house, orangutan, orchid, ostrich,
otter, owl, oyster, pagoda, panda, parachute, parrot, peacock, pearl necklace, pelican,
penguin, piano, piranha, planetarium, platypus, poker game, polar bear, porcupine, puffin,
pulpit, pyramid, quail, quarry, rabbit, raccoon, racing car, rainbow, rattlesnake, reindeer,
rhinoceros, rickshaw, rocket launch, rodeo, rowing regatta, ruins of a temple, saddle,
sailing regatta, salamander, samurai, sand dune, saxophone, scaffolding, scarecrow,
scorpion, scuba diver, sea lion, seahorse, seal on ice, sewing machine, shark, shipwreck,
shrimp, skeleton, skull, sloth, slot machine, snail, snake, snowmobile, solar eclipse, solar
panel, space shuttle, spider web, spinning wheel, squirrel, stained glass, starfish,
submarine, sumo wrestler, sunflower field, swamp, swan, sword, syringe, tank, taxidermy,
telescope, termite mound, tiger, toad, tornado, totem pole, tractor, trapeze artist, tree
house, trombone, trumpet, tuba, tulip field, turban, typewriter, uniformed soldiers,
vineyard, violin, volcano, vulture, walrus, warship, waterfall, waterwheel, wheelchair,
whale, windmill, wine cellar, wolf, woodpecker, xylophone, yacht, yak, yoga class
"""
ABSENT = tuple(" ".join(word.split()) for word in _WORDS.split(","))
"""Things that a caption would mention if a photo showed them, and that few photos show."""
