from __future__ import annotations

import pytest

from khabar.view.shapes.within import Countries

COUNTRIES = Countries()


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "inside"),
    [
        ("Afghanistan", 34.5, 69.2, True),
        ("Afghanistan", 69.2, 34.5, False),
        ("Yemen (North Yemen)", 15.4, 44.2, True),
        ("Russia (Soviet Union)", 55.8, 37.6, True),
        ("DR Congo (Zaire)", -1.7, 29.2, True),
        ("Ivory Coast", -5.3, 29.2, False),
        ("AFG", 34.5, 69.2, True),
        ("Varia", 34.5, 69.2, None),
    ],
)
def test_a_point_lies_in_a_country_by_the_rectangle_about_it(
    country: str, latitude: float, longitude: float, inside: bool | None
) -> None:
    assert COUNTRIES.hold(country, latitude, longitude) is inside


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Yemen (North Yemen)", "YEM"),
        ("Bosnia-Herzegovina", "BIH"),
        ("IRN", "IRN"),
        ("Varia", None),
    ],
)
def test_a_country_is_known_by_all_its_names(name: str, code: str | None) -> None:
    assert COUNTRIES.code(name) == code
