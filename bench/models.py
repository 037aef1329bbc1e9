"""Random data models, the same for the same seed, of which bench/generate makes C and bench/twins makes Python."""
import random
from dataclasses import dataclass, field

TYPES = [("int64_t", ""), ("int32_t", ""), ("char", "[64]"), ("double", ""), ("bool", ""), ("uint16_t", ""),
         ("const char *", ""), ("int16_t", "")]
WORDS = ("account address amount batch carrier city code colour count currency customer depot discount district email "
         "freight height invoice kind label length level line manager method name note number owner parcel phone price "
         "quantity ratio region route score sector segment shelf shipment status stock supplier tax title total unit "
         "vendor volume weight zone").split()


@dataclass
class Column:
    """One that is no key; `kind` and `size` are C's, `column` is the name in the database."""
    kind: str
    size: str
    word: str
    column: str
    unique: bool


@dataclass
class Model:
    """A key, foreign keys to models before it (their numbers), and plain columns."""
    number: int
    parents: list
    columns: list
    children: list = field(default_factory=list)  # of models whose parent it is, where relationships are wanted

    @property
    def name(self):
        return f"m{self.number:05d}"


def model(number, columns, chance):
    """A model that may refer to any before it."""
    parents = sorted({chance.randrange(number) for _ in range(chance.randrange(3))}) if number else []
    words = chance.sample(WORDS, min(columns, len(WORDS)))
    plain = []
    for place in range(columns - 1 - len(parents)):
        kind, size = chance.choice(TYPES)
        word = words[place % len(words)] + ("" if place < len(words) else f"_{place}")
        unique = bool(size) and chance.random() < 0.3
        renamed = not unique and chance.random() < 0.1
        plain.append(Column(kind, size, word, f"{word}_value" if renamed else word, unique))
    return Model(number, parents, plain)


def models(count, columns, seed):
    """All of them, with their children."""
    chance = random.Random(seed)
    made = [model(number, columns, chance) for number in range(count)]
    for child in made:
        for parent in child.parents:
            made[parent].children.append(child)
    return made
