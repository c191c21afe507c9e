"""Which web addresses may be fetched: public hosts over http and https, and nothing else.

An address in a feed or a link is a stranger's words. It must not lead to this computer, to the
network behind it, or to a cloud's metadata service.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

import idna

LONGEST = 8_000
"""Characters of an address; browsers and servers stop far below."""

_PORTS = {"http": 80, "https": 443}
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_PLAIN_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0[xX][0-9a-fA-F]*)$")

# Names that stand for this computer or the network it is in, and need no DNS to do so.
_OWN_NAMES = (".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home",
              ".corp", ".private", ".home.arpa", ".onion")  # fmt: skip

_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Ranges that Python's `is_global` lets through, or that hold another address inside: IETF's own and
# Teredo, documentation, 6to4 and its relays. NAT64 (64:ff9b::/96) lies outside 2000::/3.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(net)
    for net in (
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4",
    )
)  # fmt: skip

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(Exception):
    """An address that must not be fetched; the message says what was expected and what found."""


@dataclass(frozen=True, slots=True)
class Own:
    """Servers of one's own that may be fetched although they are not public.

    `servers` holds IP addresses with ports. `authorities` is a file with the certificates that
    vouch for them. It is passed in code and comes from no setting: tests use it.
    """

    servers: frozenset[tuple[str, int]] = frozenset()
    authorities: str | None = None

    def has(self, ip: IPAddress, port: int) -> bool:
        """Return whether this server may be fetched."""
        return (str(ip), port) in self.servers

    def has_port(self, port: int) -> bool:
        """Return whether any of the servers listens there."""
        return any(port == one for _, one in self.servers)


NOTHING_OWN = Own()


def checked(url: str, own: Own = NOTHING_OWN) -> str:
    """Return the address as it will be fetched, without fragment. Raises RefusedError.

    This judges the words alone; `public_answers` judges where the name leads.
    """
    if len(url) > LONGEST:
        raise RefusedError(f"expected an address, found {len(url):,} characters")
    if _UNFIT.search(url):
        raise RefusedError("expected an address, found a space, control character or backslash")
    parts = _split(url)
    if parts.scheme not in _PORTS:
        raise RefusedError(f'expected http or https, found "{parts.scheme[:20]}"')
    if "@" in parts.netloc:
        raise RefusedError("expected no user name or password in the address, found one")
    host, port = _host(parts), _port(parts)
    if port not in _PORTS.values() and not own.has_port(port):
        raise RefusedError(f"expected port 80 or 443, found {port}")
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == _PORTS[parts.scheme] else f"{shown}:{port}"
    return urlunsplit((parts.scheme, where, parts.path or "/", parts.query, ""))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise RefusedError(f"expected an address, found: {error}") from error
    return parts


def _port(parts: SplitResult) -> int:
    return _PORTS[parts.scheme] if parts.port is None else parts.port


def _host(parts: SplitResult) -> str:
    """Return the host's name in ASCII, or its IP address in the plain form."""
    host = parts.hostname or ""
    if ":" in host:
        return _ipv6(host)
    name = _ascii(host).rstrip(".").lower()
    if _PLAIN_IPV4.fullmatch(name):
        return name
    if _ENDS_IN_NUMBER.search(name):
        raise RefusedError(f'expected a host name or a plain IP address, found "{host[:60]}"')
    if "." not in name or name.endswith(_OWN_NAMES):
        raise RefusedError(f'expected a public host, found "{host[:60]}"')
    return name


def _ipv6(host: str) -> str:
    try:
        ip = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise RefusedError(f'expected an IP address, found "{host[:60]}"') from error
    if ip.scope_id is not None:
        raise RefusedError(f'expected a public host, found "{host[:60]}" of one network card')
    return str(ip)


def _ascii(host: str) -> str:
    """Return the name as DNS has it: "１２７.0.0.1" is 127.0.0.1 to a resolver, so it is here."""
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise RefusedError(f'expected a host name, found "{host[:60]}"') from error


def public_answers(host: str, port: int, own: Own = NOTHING_OWN) -> None:
    """Ask DNS for the host, and raise RefusedError if any of its addresses is not public."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a part of the name is longer than DNS has room for
        raise RefusedError(f'expected a host name, found "{host[:60]}"') from error
    for *_, where in answers:
        check_ip(str(where[0]), port, own)


def check_ip(words: str, port: int, own: Own = NOTHING_OWN) -> None:
    """Raise RefusedError if the IP address is not public."""
    ip = ipaddress.ip_address(words)
    if not is_public(ip) and not own.has(ip, port):
        raise RefusedError(f"expected a public host, found one at {ip}")


def is_public(ip: IPAddress) -> bool:
    """Return whether the address is one of the public internet and holds no other inside."""
    if ip.is_multicast or any(ip in net for net in _NOT_PUBLIC):
        return False
    return ip.is_global and (ip.version == 4 or ip in _GLOBAL_UNICAST)
