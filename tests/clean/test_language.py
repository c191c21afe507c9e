from __future__ import annotations

import pytest

from khabar.clean.language import detected_language
from tests.clean.make import BODY

ARABIC = (
    "غادر الجنود البلدة الشمالية يوم الاثنين بعد محادثات مع شيوخها كما قال المحافظ، "
    "وأضاف أن أحدا لم يصب بأذى وأن جسرين على الطريق إلى الساحل أغلقا ليوم واحد"
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        ("Les soldats ont quitté la ville lundi après des discussions avec les anciens.", "fr"),
        (ARABIC, "ar"),
        ("Soldiers left.", None),
        ("", None),
    ],
)
def test_a_language_is_named_where_there_is_enough_text(text: str, language: str | None) -> None:
    assert detected_language(text) == language
