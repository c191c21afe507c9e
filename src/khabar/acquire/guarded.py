"""The guard at the connection: the address that was judged is the one connected to."""

from __future__ import annotations

from typing import Any, Literal

import requests
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connectionpool import HTTPConnectionPool

from khabar.acquire.addresses import Own, check_ip, public_answers
from khabar.acquire.deadline import Deadline

_PORTS = {"http": 80, "https": 443}


class GuardedAdapter(IPFilterAdapter):  # type: ignore[misc] # it has no types
    """Connects to public hosts and one's own, and lets the deadline cut the connection.

    The base looks the name up, refuses private addresses, and connects to the one that it judged.
    Added here: every answer of DNS must be public, and forms that hold another address inside.
    """

    def __init__(self, scheme: Literal["http", "https"], own: Own, deadline: Deadline) -> None:
        super().__init__(is_https_proto=scheme == "https", allow_loopback=bool(own.servers))
        self._port = _PORTS[scheme]
        self._own = own
        self._deadline = deadline

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,
        cert: str | tuple[str, str] | None = None,
    ) -> tuple[Any, Any]:
        """Return what the connection is made from, with the host's judged IP address as its host.

        Raises RefusedError.
        """
        asked, _ = super(IPFilterAdapter, self).build_connection_pool_key_attributes(
            request, verify, cert
        )
        port = asked["port"] or self._port
        public_answers(asked["host"], port, self._own)
        host, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        check_ip(host["host"].strip("[]"), port, self._own)
        return host, tls

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """Return the pool of connections; the deadline watches each from when it has a socket."""
        pool: HTTPConnectionPool = super().get_connection_with_tls_context(*args, **kwargs)
        make: Any = pool.ConnectionCls

        def watched(*args: Any, **kwargs: Any) -> Any:
            connection = make(*args, **kwargs)
            connect = connection.connect

            def connect_watched() -> None:
                connect()
                self._deadline.watch(connection.sock)

            connection.connect = connect_watched
            return connection

        pool.ConnectionCls = watched  # type: ignore[assignment]
        return pool


class GuardedSession(HTTPSession):  # type: ignore[misc] # it has no types
    """A session for one request: no cookies, and no proxies or passwords of the environment."""

    def __init__(self, agent: str, own: Own, deadline: Deadline) -> None:
        super().__init__(
            Config(
                ip_filter_enable=False,  # by the adapters below instead
                ip_filter_allow_loopback_ips=False,
                never_redirect=True,
                default_timeout=(deadline.seconds, deadline.seconds),
                user_agent_override=agent,
            )
        )
        self.trust_env = False
        self.verify = own.authorities or True
        self.mount("http://", GuardedAdapter("http", own, deadline))
        self.mount("https://", GuardedAdapter("https", own, deadline))

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return none: requests would unpack a redirect's body, however large, to look for it."""
