from __future__ import annotations

import pytest

from khabar.view.shapes.within import in_country


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "inside"),
    [
        ("Afghanistan", 34.5, 69.2, True),
        ("Afghanistan", 69.2, 34.5, False),
        ("Yemen (North Yemen)", 15.4, 44.2, True),
        ("Russia (Soviet Union)", 55.8, 37.6, True),
        ("AFG", 34.5, 69.2, True),
        ("Varia", 34.5, 69.2, None),
    ],
)
def test_a_point_lies_in_a_country_by_the_rectangle_about_it(
    country: str, latitude: float, longitude: float, inside: bool | None
) -> None:
    assert in_country(country, latitude, longitude) is inside
