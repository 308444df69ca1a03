"""Values of shapes, which follow from the model alone, so that every run makes the same."""

import collections
import datetime
from email.utils import formatdate

from botocore.utils import is_json_value_header

TOKEN = "00000000-0000-4000-8000-000000000000"
SECONDS = 1770091506

# Below this many structures only members that are required are set: what all of them hold grows with each.
DEEPEST = 4

# Below this many structures a list of structures has one element.
DEEPEST_PAIR = 2

# A list has an element for each member of a union that has had no turn, up to this many.
LONGEST = 8

# How a specimen is filled.
ALL, REQUIRED, UNIONS = "All", "Required", "Unions"


class Turns:
    """Which member of a union comes next: those come first that have had no turn. What is for requests is not for responses, so each has its own."""

    def __init__(self):
        self.had, self.count = {}, {}
        # The unions of the operation that specimens are made for.
        self.met = {}

    def next(self, shape, members):
        self.met.setdefault(shape.name, set()).update(members)
        had = self.had.setdefault(shape.name, set())
        new = [name for name in members if name not in had]
        if new:
            had.add(new[0])
            return new[0]
        self.count[shape.name] = self.count.get(shape.name, 0) + 1
        return members[self.count[shape.name] % len(members)]

    def waiting(self, name):
        """How many members of a union that was met have had no turn."""
        return len(self.met.get(name, set()) - self.had.get(name, set()))

    def all_waiting(self):
        return sum(self.waiting(name) for name in self.met)


# Structures that are unions in the Smithy models, and in generated crates.
more_unions = set()


# Members with a value of their own.
parameters = {}

# Members that are times in C2J, and the text of a header in generated crates.
times_as_text = set()


def time_of(member, seconds):
    """A time, as a case says it."""
    return formatdate(seconds, usegmt=True) if member in times_as_text else seconds


def is_union(shape):
    return getattr(shape, "is_tagged_union", False) or shape.type_name == "structure" and shape.name in more_unions


def place(name, member):
    """Where a member is on the wire."""
    return member.serialization.get("location"), member.serialization.get("name", name)


class Maker:
    """Makes values: `given` for botocore, `params` for a case."""

    def __init__(self, kind, turns):
        self.kind, self.turns, self.reached = kind, turns, {}

    def structure(self, shape, open_shapes=()):
        given, params = {}, {}
        within = (*open_shapes, shape.name)
        for name in self.wanted(shape, within):
            given[name], params[name] = self.value(shape.members[name], name, within)
        return given, params

    def wanted(self, shape, within):
        """The members to set of a structure."""
        members = shape.members
        if is_union(shape):
            possible = [name for name in members if self.ends(members[name], within)]
            return [self.turns.next(shape, possible)] if possible else []
        is_set = {ALL: lambda _: True, REQUIRED: lambda _: False, UNIONS: self.has_waiting}[self.kind]
        # Members that are one on the wire, which S3 has, would be read as both.
        on_wire = collections.Counter(place(name, member) for name, member in members.items())
        return [
            name
            for name, member in members.items()
            if on_wire[place(name, member)] == 1 and self.is_wanted(shape, name, member, within, is_set)
        ]

    def is_wanted(self, shape, name, member, within, is_set):
        if name in shape.required_members:
            # A list or map without an end is empty.
            return member.type_name in ("list", "map") or self.ends(member, within)
        return len(within) <= DEEPEST and is_set(member) and self.ends(member, within)

    def ends(self, shape, within):
        """Whether a value of the shape ends: it holds what it stands in once at most, and below the deepest structure not at all."""
        while shape.type_name in ("list", "map"):
            shape = shape.member if shape.type_name == "list" else shape.value
        if shape.type_name != "structure":
            return True
        if within.count(shape.name) >= (2 if len(within) <= DEEPEST else 1):
            return False
        within = (*within, shape.name)
        if is_union(shape):
            return any(self.ends(member, within) for member in shape.members.values())
        required = (shape.members[name] for name in shape.required_members)
        # A list or map without an end is empty.
        return all(member.type_name in ("list", "map") or self.ends(member, within) for member in required)

    def has_waiting(self, shape):
        """Whether a union that can be reached from here has members that have had no turn."""
        return any(self.turns.waiting(name) for name in self.unions(shape))

    def unions(self, shape):
        if shape.name not in self.reached:
            found, pending, seen = set(), [shape], set()
            while pending:
                one = pending.pop()
                if one.name in seen:
                    continue
                seen.add(one.name)
                if is_union(one):
                    found.add(one.name)
                if one.type_name == "structure":
                    pending.extend(one.members.values())
                elif one.type_name == "list":
                    pending.append(one.member)
                elif one.type_name == "map":
                    pending.append(one.value)
            self.reached[shape.name] = found
        return self.reached[shape.name]

    def count(self, element, within):
        """How many elements a list or map has."""
        if not self.ends(element, within):
            return 0
        waiting = min(self.turns.waiting(element.name), LONGEST) if is_union(element) else 0
        is_deep = element.type_name == "structure" and (len(within) > DEEPEST_PAIR or element.name in within)
        return max(waiting, 1 if is_deep or self.kind == UNIONS else 2)

    def value(self, shape, name, within):
        kind = shape.type_name
        if is_json_value_header(shape):
            return {"key": "value"}, '{"key":"value"}'
        if getattr(shape, "is_document_type", False):
            document = {"text": "a", "list": [1, True, None]}
            return document, document
        if kind == "structure":
            return self.structure(shape, within)
        if kind == "list":
            numbers = range(1, self.count(shape.member, within) + 1)
            pairs = [self.value(shape.member, f"{name}{n}", within) for n in numbers]
            return [given for given, _ in pairs], [params for _, params in pairs]
        if kind == "map":
            keys = list(getattr(shape.key, "enum", [])) or [f"key{n}" for n in range(1, LONGEST + 1)]
            keys = keys[: self.count(shape.value, within)]
            pairs = [(key, self.value(shape.value, f"{name}{key}", within)) for key in keys]
            return {k: v[0] for k, v in pairs}, {k: v[1] for k, v in pairs}
        if kind in ("string", "character"):
            text = text_of(shape, name)
            return text, text
        if kind == "blob":
            return f"blob of {name}".encode(), f"blob of {name}"
        if kind == "timestamp":
            return datetime.datetime.fromtimestamp(SECONDS, datetime.timezone.utc), time_of(name, SECONDS)
        number = {"integer": 7, "long": 2**33 + 1, "float": 1.5, "double": 0.1, "boolean": True}[kind]
        return number, number


def text_of(shape, name):
    if shape.metadata.get("idempotencyToken"):
        return TOKEN
    if shape.enum:
        return shape.enum[0]
    if name in parameters:
        return parameters[name]
    # Endpoint rules take a part of a host too.
    if shape.serialization.get("hostLabel") or shape.metadata.get("contextParam"):
        return "label"
    # Neither a header nor a path can say everything that a body can.
    where = shape.serialization.get("location")
    if shape.serialization.get("name", "").lower() == "content-type":
        return "application/octet-stream"
    if where in ("header", "headers"):
        return f"text of {name}"
    if where == "uri":
        return f"{name} /+ü"
    return f"text of {name} & \"ü\" <€>"


def specimens(shape, turns):
    """The specimens of a structure: their kinds, `given` and `params`. After the first two come more until each member of each union has had its turn."""
    turns.met = {}
    everything = Maker(ALL, turns).structure(shape)
    yield (ALL, *everything)
    required = Maker(REQUIRED, turns).structure(shape)
    if required != everything:
        yield (REQUIRED, *required)
    number, idle = 0, 0
    while turns.all_waiting() and idle <= LONGEST:
        waiting = turns.all_waiting()
        number += 1
        yield (f"{UNIONS}{number}", *Maker(UNIONS, turns).structure(shape))
        idle = 0 if turns.all_waiting() < waiting else idle + 1
