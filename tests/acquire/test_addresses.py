from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.acquire.addresses import Own, RefusedError, check_ip, checked, is_public, public_answers

# Each leads, or could lead, to this computer, the network it is in, or a cloud's metadata service.
HOSTILE = """
http://127.0.0.1/
http://127.0.0.1:80/
http://127.1/
http://127.0.1/
http://2130706433/
http://0x7f000001/
http://0x7f.0.0.1/
http://0177.0.0.1/
http://017700000001/
http://0x7f.1/
http://127.000.000.001/
http://0/
http://0.0.0.0/
http://0x0/
http://10.0.0.1/
http://10.255.255.255/
http://172.16.0.1/
http://172.31.255.254/
http://192.168.1.1/
http://169.254.169.254/latest/meta-data/
http://0xa9fea9fe/
http://2852039166/
http://169.254.1/
http://100.64.0.1/
http://100.127.255.254/
http://192.0.0.8/
http://192.0.2.1/
http://198.18.0.1/
http://198.51.100.7/
http://203.0.113.9/
http://192.88.99.1/
http://224.0.0.1/
http://239.255.255.250/
http://240.0.0.1/
http://255.255.255.255/
http://[::]/
http://[::1]/
http://[0:0:0:0:0:0:0:1]/
http://[::127.0.0.1]/
http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/
http://[::ffff:10.0.0.1]/
http://[::ffff:169.254.169.254]/
http://[::ffff:8.8.8.8]/
http://[0:0:0:0:0:ffff:7f00:1]/
http://[64:ff9b::7f00:1]/
http://[64:ff9b::10.0.0.1]/
http://[64:ff9b:1::a00:1]/
http://[2002:7f00:1::]/
http://[2002:a00:1::1]/
http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
http://[2001::1]/
http://[2001:20::1]/
http://[2001:db8::1]/
http://[3fff::1]/
http://[fc00::1]/
http://[fd00:ec2::254]/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fec0::1]/
http://[ff02::1]/
http://[5f00::1]/
http://[100::1]/
http://localhost/
http://localhost./
http://LOCALHOST/
http://sub.localhost/
http://printer.local/
http://wiki.internal/
http://router.lan/
http://nas.home.arpa/
http://intranet/
http://ip6-localhost/
http://\N{FULLWIDTH DIGIT ONE}\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT SEVEN}.0.0.1/
http://127\N{IDEOGRAPHIC FULL STOP}0.0.1/
http://\N{CIRCLED DIGIT ONE}27.0.0.1/
http://127.0.0.1./
http://user@example.org/
http://user:word@127.0.0.1/
http://example.org@127.0.0.1/
http://127.0.0.1#@example.org/
http://127.0.0.1\\@example.org/
http://example.org:22/
http://example.org:6379/
http://example.org:0/
http://example.org:99999/
http:///etc/passwd
http://
http:127.0.0.1
//example.org/
file:///etc/passwd
ftp://example.org/
gopher://example.org/
data:text/html,hello
javascript:alert(1)
example.org
"""
FORMS = HOSTILE.split("\n")[1:-1]


def leads(url: str) -> None:
    """Judge an address as a fetch does: its words, then where it leads. Nothing is connected to."""
    checked_url = checked(url)
    host = checked_url.split("/")[2].strip("[]")
    public_answers(host, 80)


@pytest.mark.parametrize("url", FORMS)
def test_no_form_of_a_private_address_passes(url: str) -> None:
    with pytest.raises(RefusedError, match="expected"):
        leads(url)


def test_over_sixty_forms_are_tried() -> None:
    assert len(set(FORMS)) >= 90


@pytest.mark.parametrize(
    ("url", "as_fetched"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org.:80/a", "http://example.org/a"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("http://example.org:/:80@127.0.0.1/", "http://example.org/:80@127.0.0.1/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:4700:4700::1111]/", "http://[2606:4700:4700::1111]/"),
    ],
)
def test_a_public_address_is_written_one_way(url: str, as_fetched: str) -> None:
    assert checked(url) == as_fetched


def test_one_private_answer_among_public_ones_refuses_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        public_answers("news.example", 80)


def test_a_server_of_ones_own_is_its_address_and_port_and_no_other() -> None:
    own = Own(frozenset({("127.0.0.1", 8080)}))
    check_ip("127.0.0.1", 8080, own)
    for ip, port in (("127.0.0.1", 80), ("127.0.0.2", 8080), ("10.0.0.1", 8080)):
        with pytest.raises(RefusedError):
            check_ip(ip, port, own)


def test_an_endless_address_is_refused() -> None:
    with pytest.raises(RefusedError, match="characters"):
        checked("http://example.org/" + "a" * 100_000)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_ipv6_is_never_public(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for prefix, shift in ((0, 0), (0xFFFF << 32, 0), (0x64FF9B << 96, 0), (0x2002 << 112, 80)):
        assert not is_public(ipaddress.IPv6Address(prefix + (number << shift)))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert not (is_public(ip) and (ip.is_private or ip.is_multicast or ip.is_reserved))


@given(st.text(max_size=60))
def test_any_words_are_refused_or_written_as_an_address(words: str) -> None:
    try:
        url = checked(f"http://{words}")
    except RefusedError:
        return
    assert checked(url) == url
