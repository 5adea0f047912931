"""SM3 (GB/T 32905-2016), for machines whose hashlib has none."""

MASK = 0xFFFFFFFF
START = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
         0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)


def _left(word, by):
    by %= 32
    return (word << by | word >> (32 - by)) & MASK if by else word


def _p0(word):
    return word ^ _left(word, 9) ^ _left(word, 17)


def _p1(word):
    return word ^ _left(word, 15) ^ _left(word, 23)


def _compress(state, block):
    """One block of 64 bytes: the standard, 5.3.2 and 5.3.3."""
    w = [int.from_bytes(block[at:at + 4], "big") for at in range(0, 64, 4)]
    for j in range(16, 68):
        w.append(_p1(w[j - 16] ^ w[j - 9] ^ _left(w[j - 3], 15)) ^ _left(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _left((_left(a, 12) + e + _left(constant, j)) & MASK, 7)
        ss2 = ss1 ^ _left(a, 12)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & MASK & g)
        tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) & MASK
        tt2 = (gg + h + ss1 + w[j]) & MASK
        a, b, c, d = tt1, a, _left(b, 9), c
        e, f, g, h = _p0(tt2), e, _left(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))


def sm3(data):
    """The digest of some bytes, 32 bytes."""
    length = len(data) * 8
    data += b"\x80"
    data += b"\x00" * (-(len(data) + 8) % 64) + length.to_bytes(8, "big")
    state = START
    for at in range(0, len(data), 64):
        state = _compress(state, data[at:at + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)
