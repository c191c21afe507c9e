"""What a run has taken."""

from __future__ import annotations

import resource


def processor_seconds() -> float:
    """Return what this process has used, and those that it started and waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)
