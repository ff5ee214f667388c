"""PTV's points are metres of ETRS-TM35FIN; the central file speaks WGS 84 degrees.

Krüger's series for the inverse Gauss–Krüger projection, as in JHS 197, appendix 2; exact to
millimetres in Finland, where ETRS89 and WGS 84 differ by less than a metre.
"""

from __future__ import annotations

from math import asin, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, tanh

_FLATTENING = 1 / 298.257222101  # GRS 80
_N = _FLATTENING / (2 - _FLATTENING)
_RADIUS = 6378137.0 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_SCALE = 0.9996
_CENTRAL_MERIDIAN = radians(27)
_FALSE_EASTING = 500000.0
_ECCENTRICITY = (_FLATTENING * (2 - _FLATTENING)) ** 0.5
_SERIES = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)

# Finland with its waters: metres north and east, and degrees.
_METRES = ((6_600_000, 7_800_000), (40_000, 760_000))
_DEGREES = ((59.0, 70.5), (18.5, 32.0))


def point(latitude: object, longitude: object) -> tuple[float, float] | None:
    """WGS 84 degrees, six decimals, of what PTV calls latitude (north) and longitude (east).

    None when they are missing, not numbers, or nowhere in Finland.
    """
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    if _inside(north, east, _METRES):
        return _to_degrees(north, east)
    if _inside(north, east, _DEGREES):
        return round(north, 6), round(east, 6)
    return None


def _inside(north: float, east: float, box: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    (south, top), (west, right) = box
    return south <= north <= top and west <= east <= right


def _to_degrees(north: float, east: float) -> tuple[float, float]:
    xi = north / (_RADIUS * _SCALE)
    eta = (east - _FALSE_EASTING) / (_RADIUS * _SCALE)
    steps = [*enumerate(_SERIES, start=1)]
    xi1 = xi - sum(h * sin(2 * k * xi) * cosh(2 * k * eta) for k, h in steps)
    eta1 = eta - sum(h * cos(2 * k * xi) * sinh(2 * k * eta) for k, h in steps)
    conformal = asin(sin(xi1) / cosh(eta1))
    from_meridian = atan2(sinh(eta1), cos(xi1))
    isometric = start = atanh(sin(conformal))
    for _ in range(5):
        isometric = start + _ECCENTRICITY * atanh(_ECCENTRICITY * tanh(isometric))
    latitude = asin(tanh(isometric))
    return round(degrees(latitude), 6), round(degrees(_CENTRAL_MERIDIAN + from_meridian), 6)
