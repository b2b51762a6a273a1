"""Make the table of icons of `scene/icons.json` from the package @iconify-json/fluent-emoji-flat (MIT, Microsoft).

Run by hand where an icon is to be added: `npm pack @iconify-json/fluent-emoji-flat`, unpack it, and
`python tools/icons.py package/icons.json`.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/ch3ef/scenarios/generated/scene/icons.json"

GROUPS = {
    "animals": "ant badger bat bear beaver beetle boar bison butterfly camel cat chicken cow crab crocodile deer dog dolphin "
    "donkey dove dragon duck eagle elephant fish flamingo fox frog giraffe goat goose gorilla hamster hedgehog hippopotamus horse "
    "jellyfish kangaroo koala lady-beetle lion lizard llama lobster mammoth monkey moose mosquito mouse octopus otter owl ox oyster panda "
    "parrot peacock penguin pig polar-bear poodle rabbit raccoon rat rhinoceros rooster scorpion seal shark shrimp skunk sloth snail snake "
    "spider squid swan tiger tropical-fish turkey turtle whale wolf worm zebra honeybee",
    "food": "avocado bacon bagel baguette-bread banana beans bell-pepper birthday-cake blueberries broccoli burrito candy carrot "
    "cheese-wedge cherries chestnut chocolate-bar coconut cookie croissant cucumber cupcake custard doughnut dumpling ear-of-corn egg "
    "eggplant french-fries fried-shrimp garlic grapes green-apple hamburger honey-pot hot-dog hot-pepper kiwi-fruit lemon lime lollipop mango "
    "melon mushroom onion pancakes peach peanuts pear pea-pod pie pineapple pizza popcorn potato pretzel red-apple sandwich "
    "shortcake spaghetti strawberry sushi taco tangerine tomato waffle watermelon",
    "tools": "axe broom bucket carpentry-saw clamp fire-extinguisher hammer hook knot ladder magnet nut-and-bolt pick "
    "plunger safety-pin scissors screwdriver sewing-needle shield spoon toolbox wrench kitchen-knife paintbrush fishing-pole "
    "mouse-trap oil-drum wheel",
    "household": "alarm-clock basket bathtub bed bell books briefcase candle chair couch-and-lamp door envelope fountain-pen glasses "
    "hair-pick key lipstick lotion-bottle mirror money-bag pencil pushpin razor roll-of-paper soap sponge stopwatch "
    "straight-ruler sunglasses teapot telephone television thermometer toilet toothbrush umbrella wastebasket watch window "
    "wine-glass microscope telescope compass camera laptop printer radio joystick abacus balance-scale microphone",
    "play": "accordion american-football badminton balloon banjo baseball basketball boomerang bowling boxing-glove cricket-game crystal-ball "
    "curling-stone drum flute flying-disc game-die goggles guitar ice-hockey ice-skate kite lacrosse long-drum magic-wand maracas nesting-dolls "
    "parachute ping-pong puzzle-piece roller-skate rugby-football saxophone skateboard skis sled soccer-ball teddy-bear tennis trophy "
    "trumpet volleyball yo-yo",
    "clothes": "backpack ballet-shoes billed-cap clutch-bag coat crown dress flat-shoe gloves graduation-cap hiking-boot "
    "high-heeled-shoe jeans kimono lab-coat mans-shoe necktie purse ring running-shoe safety-vest sari scarf shorts socks t-shirt "
    "top-hat womans-boot womans-hat",
    "vehicles": "airplane ambulance auto-rickshaw automobile bicycle bus canoe delivery-truck ferry fire-engine flying-saucer helicopter "
    "kick-scooter locomotive monorail motor-scooter motorcycle pickup-truck racing-car rocket sailboat speedboat tractor trolleybus",
    "plants": "cactus christmas-tree deciduous-tree evergreen-tree four-leaf-clover hibiscus maple-leaf palm-tree potted-plant rose seedling "
    "sheaf-of-rice sunflower tulip",
}  # fmt: skip
"""Kinds that people name alike, by what they are."""

NAMES = {
    "hot-pepper": "chili pepper", "red-apple": "red apple", "ear-of-corn": "ear of corn", "couch-and-lamp": "couch", "mans-shoe": "men's shoe",
    "womans-boot": "women's boot", "womans-hat": "sun hat", "lady-beetle": "ladybird", "honeybee": "bee", "t-shirt": "T-shirt",
    "american-football": "American football", "carpentry-saw": "saw", "hair-pick": "comb", "straight-ruler": "ruler", "roll-of-paper": "toilet roll",
    "cricket-game": "cricket bat", "ping-pong": "table tennis bat", "badminton": "shuttlecock and racket", "tennis": "tennis racket",
    "ice-hockey": "hockey stick", "lacrosse": "lacrosse stick", "bowling": "bowling ball", "game-die": "die", "magic-wand": "magic wand",
    "flying-disc": "frisbee", "long-drum": "long drum", "billed-cap": "cap", "fountain-pen": "fountain pen", "sheaf-of-rice": "sheaf of rice",
    "oil-drum": "oil drum", "wastebasket": "waste basket", "automobile": "car", "locomotive": "steam engine",
    "deciduous-tree": "leafy tree", "evergreen-tree": "fir tree", "motor-scooter": "motor scooter",
}  # fmt: skip
"""What an icon is called where its own name is no everyday word."""


def main(file: Path) -> None:
    """Write the table: name -> group and drawing."""
    icons = json.loads(file.read_text("utf-8"))["icons"]
    table: dict[str, dict[str, str]] = {}
    for group, names in GROUPS.items():
        for name in names.split():
            body = icons.get(name, {}).get("body")
            if body is None or "Gradient" in body or "url(" in body or "<use" in body:
                print(f"left out: {name}")
                continue
            table[NAMES.get(name, name.replace("-", " "))] = {"group": group, "body": re.sub(r"\s+", " ", body)}
    lines = [f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in sorted(table.items())]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{len(table)} icons, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
