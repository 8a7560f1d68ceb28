"""A sender who signs mail (DKIM), and a name server that knows its key."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import dkim
import dns.message
import dns.rrset
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

Pair = tuple[bytes, bytes]  # a private key (PEM), and the record that DNS has of it
SIGNED = [b"from", b"to", b"subject", b"date", b"message-id"]


def new_pair() -> Pair:
    """A key of 2,048 bits."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)


def signed(pair: Pair, mail: bytes, **said: object) -> bytes:
    """The mail as tunely.example sends it; `said` are more words for `dkim.sign`."""
    chosen = {"domain": b"tunely.example", "include_headers": SIGNED} | said
    return bytes(dkim.sign(mail, b"s1", privkey=pair[0], **chosen)) + mail


@contextmanager
def name_server(pair: Pair) -> Iterator[tuple[str, int]]:
    """A server that knows one key, in two strings as long records come; its address and port."""
    wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    wire.bind(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            asked, client = wire.recvfrom(4096)
            if asked == b"end":
                return
            query = dns.message.from_wire(asked)
            reply = dns.message.make_response(query)
            if str(query.question[0].name) == "s1._domainkey.tunely.example.":
                text = pair[1].decode()
                parts = f'"{text[:200]}" "{text[200:]}"'
                reply.answer.append(
                    dns.rrset.from_text(query.question[0].name, 60, "IN", "TXT", parts)
                )
            wire.sendto(reply.to_wire(), client)

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        yield wire.getsockname()
    finally:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as farewell:
            farewell.sendto(b"end", wire.getsockname())
        thread.join(5)
        wire.close()
