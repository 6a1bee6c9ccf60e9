"""Passwords for the demonstration's sign-ins: easy to type, new for every installation."""

import secrets

_WORDS = """
acorn almond amber anchor anthem apple apron arbor aspen atlas autumn badge bagel bakery bamboo banjo barley
basil basket beacon berry birch bison blanket blossom bonnet breeze brick bridge bronze brook bucket butter
button cabin cactus camel candle canoe canyon carpet castle cedar cello chalk cherry chestnut cinnamon citrus
clay cliff clover cobalt cocoa comet copper coral cotton cradle crayon creek cricket crystal cushion cypress
dahlia daisy dolphin donkey dragon drum eagle easel echo ember emerald engine fabric falcon feather fern
fiddle field finch flannel flute forest fossil fountain garden garlic garnet geyser ginger glacier globe
gondola granite grape guitar hammer hammock harbor harvest hazel heron hickory honey horizon igloo indigo
island ivory ivy jacket jasmine jigsaw juniper kayak kettle kitten ladder lagoon lantern laurel lavender
lemon lilac linen lizard lobster locket lotus magnet mango maple marble meadow melon mesa mint mirror mitten
mosaic moss muffin mustard nectar needle nickel nutmeg oak oasis oatmeal olive onyx opal orange orchard otter
paddle panda paper parsley peach peanut pebble pepper piano pigeon pillow pine planet plaza plum pocket pollen
pony poplar poppy prairie puffin pumpkin quartz quilt rabbit radish raven reef ribbon river robin rocket
rosemary saddle saffron salmon sandal satin scarf sequoia shell silver sketch spruce squash stable summit
sunset swan tablet tangerine teapot thimble thistle thunder tiger timber toffee topaz tulip tundra turtle
valley vanilla velvet violet walnut walrus waffle willow window winter wombat yarn yogurt zebra zephyr zinnia
"""


def new_password() -> str:
    """Four words joined by hyphens, drawn by the system's random source."""
    words = _WORDS.split()
    return "-".join(secrets.choice(words) for _ in range(4))
