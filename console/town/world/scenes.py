"""The twelve scenes: how a camera looks at each, and what is worth naming in its picture.

A scene is a block of the town in its own metres: the camera stands over (0, 0) and looks along +y;
x is right, z up, the ground is flat at 0. What stands and moves there is in ``blocks/``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point on the ground of a block, inside the picture."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scene:
    """How one kind of camera looks. ``canal_x``: where the town's canal runs along y, if it does.

    ``along``: the road along y through the block, as (x, width) in metres; ``across`` along x.
    """

    id: str
    title: str
    height_m: float
    tilt_deg: float
    hfov_deg: float
    roll_deg: float
    names: tuple[str, ...]
    spots: tuple[Spot, ...]
    kinds: tuple[str, ...] = ("village", "community")
    canal_x: float | None = None
    along: tuple[float, float] | None = None
    across: tuple[float, float] | None = None


def _spots(*spots: tuple[str, float, float]) -> tuple[Spot, ...]:
    return tuple(Spot(*spot) for spot in spots)


CANAL_WIDTH_M = 16.0

SCENES: tuple[Scene, ...] = (
    Scene(
        "market", "农贸市场", 6.5, 15.0, 72.0, 0.0,
        ("农贸市场东门", "农贸市场内", "农贸市场西门", "早市", "农贸市场南门", "集市"),
        _spots(("水果摊前", -5.5, 17.0), ("水产摊前", 5.5, 21.0), ("市场通道", 0.0, 26.0),
               ("蔬菜摊前", -5.5, 27.5), ("市场大厅门口", 0.0, 40.0)),
        kinds=("community", "village"), across=(48.0, 7.0),
    ),
    Scene(
        "canal", "河道", 5.5, 12.0, 68.0, 0.6,
        ("河道水尺", "河道码头", "闸口水尺", "河道弯口", "亲水平台", "河埠头"),
        _spots(("水尺处", -1.3, 15.0), ("河埠头台阶", -1.6, 24.0), ("沿河步道", -4.5, 14.0),
               ("对岸码头", 17.0, 34.0)),
        canal_x=7.0, along=(-9.5, 5.0),
    ),
    Scene(
        "street", "老街", 6.0, 13.0, 70.0, 0.0,
        ("老街南口", "老街中段", "老街北口", "商业街", "主街路口", "老街巷口"),
        _spots(("消防通道口", 5.2, 19.0), ("早点铺门前", -5.6, 16.0), ("路中", 0.0, 24.0),
               ("公交站", -5.4, 33.0), ("巷口", 5.6, 41.0)),
        kinds=("community", "village"), along=(0.0, 8.0),
    ),
    Scene(
        "bridge", "桥头", 6.0, 9.0, 64.0, -0.5,
        ("村口桥头", "石拱桥", "桥头东", "桥头西", "老桥"),
        _spots(("桥头台阶", -9.0, 36.0), ("河埠头", -7.6, 20.0), ("沿河小路", -10.0, 16.5),
               ("东桥头", 10.5, 36.0)),
        canal_x=0.0, along=(-12.5, 4.0), across=(38.0, 4.0),
    ),
    Scene(
        "school", "小学门口", 6.0, 15.0, 74.0, 0.0,
        ("小学门口", "幼儿园门口", "中学门口", "校门口斑马线", "小学东门", "小学北门"),
        _spots(("校门", 0.0, 24.5), ("斑马线", 0.0, 15.0), ("等候区", 7.5, 21.5),
               ("路边停车处", -9.0, 19.0)),
        kinds=("community", "village"), across=(15.0, 8.0),
    ),
    Scene(
        "road", "村口", 6.0, 11.0, 66.0, 0.4,
        ("村口", "村道", "村道岔口", "进村路", "村口牌坊", "村道弯道"),
        _spots(("牌坊下", 0.0, 33.0), ("路边水沟", 4.2, 16.0), ("村道中", 0.0, 20.0),
               ("晒场", -9.0, 24.0)),
        kinds=("village", "community"), along=(0.0, 6.0),
    ),
    Scene(
        "fields", "农田", 9.0, 12.0, 68.0, 0.0,
        ("稻田", "大棚基地", "高标准农田", "菜地", "农田机耕路", "育秧基地"),
        _spots(("机耕路口", -3.0, 20.0), ("稻田中", 8.0, 30.0), ("大棚门口", -16.0, 37.0),
               ("泵站旁", 9.5, 47.0)),
        kinds=("village",), along=(-3.0, 4.0),
    ),
    Scene(
        "pond", "鱼塘", 6.5, 13.0, 70.0, 0.0,
        ("养殖场北", "鱼塘", "荷塘", "养殖场南", "塘埂路", "水产基地"),
        _spots(("增氧机旁", 3.0, 26.0), ("看护房门口", -13.5, 30.0), ("塘埂", -9.0, 18.0),
               ("钓鱼台", 8.5, 15.0)),
        kinds=("village",), along=(-10.5, 3.0),
    ),
    Scene(
        "centre", "文化礼堂", 6.5, 14.0, 72.0, 0.0,
        ("文化礼堂", "社区中心广场", "健身广场", "文化广场", "便民服务点", "礼堂门口"),
        _spots(("礼堂台阶", 0.0, 36.0), ("旗杆下", 8.0, 30.0), ("广场中央", 0.0, 20.0),
               ("宣传栏", -12.0, 24.0)),
        across=(8.0, 5.0),
    ),
    Scene(
        "lookout", "高空瞭望", 36.0, 18.5, 64.0, 0.0,
        ("高空瞭望", "瞭望塔", "制高点", "通信塔瞭望", "楼顶瞭望"),
        _spots(("十字路口", 0.0, 78.0), ("小公园", -30.0, 92.0), ("空地", 24.0, 64.0),
               ("巷子", -17.0, 66.0), ("远处路口", 0.0, 128.0)),
        kinds=("community", "village"), along=(0.0, 9.0), across=(78.0, 7.0),
    ),
    Scene(
        "parking", "停车场", 8.0, 20.0, 74.0, 0.0,
        ("停车场", "停车场入口", "公共停车场", "换乘停车场", "停车场东侧"),
        _spots(("入口道闸", 11.0, 32.0), ("充电车位", -7.5, 21.0), ("通道", 0.0, 20.0),
               ("岗亭", 13.5, 33.5)),
        kinds=("community", "village"), across=(40.0, 7.0),
    ),
    Scene(
        "factory", "厂区门口", 6.5, 13.0, 72.0, -0.4,
        ("厂区门口", "工业园入口", "物流园门口", "厂区南门", "仓库门口"),
        _spots(("厂门道闸", 0.0, 26.0), ("门卫室", 6.0, 25.0), ("堆场", -11.0, 33.0),
               ("装卸平台", 4.0, 44.0)),
        along=(0.0, 8.0), across=(14.0, 8.0),
    ),
)  # fmt: skip


def scene_of(scene_id: str) -> Scene:
    """The scene of an id; KeyError if there is none."""
    return {scene.id: scene for scene in SCENES}[scene_id]
