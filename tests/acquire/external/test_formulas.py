from __future__ import annotations

import pytest

from khabar.acquire.external.formulas import is_formula


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-1+cmd|' /C calc'!A0", "+1+1", "-1*2", " =1+1",
        "\n=1+1", "\u200b=1+1", "\u00a0+1+1", "＝1+1", "＋1＋1", "－cmd|'/C calc'!A0", "＠SUM(A1)",
        "+-1+1", "-A1", "+$A$1*2", "-HYPERLINK(1)", "+ SUM(A1:A9)", "\rx", "-5%+1",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_a_formula(cell: str) -> None:
    assert is_formula(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "", "-", "-5", "+3.5", "-1e-05", "-34.5, -69.2", "+93 700 000", "-Taliban says",
        "- Taliban-led forces say: 'we left'", "-Taliban (TTP) | Daily Courier", "-5 killed",
        "a=b", "1+1", "Red Brigade", "+ more to come",
    ],
)  # fmt: skip
def test_a_number_or_a_sentence_after_a_dash_is_no_formula(cell: str) -> None:
    assert not is_formula(cell)
