"""The leaf of a person, the tree over all leaves, the path of one.

Implements "The leaf of a person" and "The tree" in record-format.md (RFC 6962, RFC 9162).
"""

import hashlib

from canonical import salt, write_json

OWN = ("group", "assessment", "exam", "total", "rank", "outcome", "vacancy", "preference")


def _hash(data):
    return hashlib.sha256(data).digest()


def own_result(name, result, preferences):
    """The object of a leaf: everything that `result.json` says of one candidate."""
    own = {"id": name, "preferences": preferences, "results": []}
    for sitting in result["sittings"]:
        for line in sitting["candidates"]:
            if line["id"] != name:
                continue
            entry = {"sitting": sitting["id"]}
            entry.update({key: line[key] for key in OWN if key in line})
            entry["turns"] = [{key: turn[key] for key in ("n", "event", "vacancy") if key in turn}
                              for turn in sitting["turns"] if turn["candidate"] == name]
            own["results"].append(entry)
            if "sheet" in line:
                own["sheet"] = line["sheet"]
    for line in result.get("after", []):
        if line["candidate"] == name:
            own["after"] = {key: line[key] for key in ("from", "to", "outcome") if key in line}
    return own


def leaf(own_salt, own):
    """SHA-256 over a byte 00, the salt of the candidate, and the object in its one form."""
    return _hash(b"\x00" + own_salt + write_json(own))


def root(leaves):
    """The root over some leaves."""
    if not leaves:
        return _hash(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return _hash(b"\x01" + root(leaves[:k]) + root(leaves[k:]))


def root_of(secret, result, names, lists):
    """The root over the results of everybody, in the order of the ids as bytes: hexadecimal."""
    ordered = sorted(names, key=lambda name: name.encode("utf-8"))
    leaves = [leaf(salt(secret, name), own_result(name, result, lists.get(name, [])))
              for name in ordered]
    return root(leaves).hex()


def follow(start, index, leaves, path):
    """The root to which a path leads from a leaf; None if it is not one of such a tree."""
    fn, sn, r = index, leaves - 1, start
    if fn > sn:
        return None
    for step in path:
        if sn == 0:
            return None
        if fn % 2 == 1 or fn == sn:
            r = _hash(b"\x01" + step + r)
            while fn % 2 == 0 and fn != 0:
                fn, sn = fn // 2, sn // 2
        else:
            r = _hash(b"\x01" + r + step)
        fn, sn = fn // 2, sn // 2
    return r if sn == 0 else None
