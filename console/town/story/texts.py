"""What the town's cases are about: titles, texts, limits, who does the work. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WATER = ("canal", "bridge", "pond")
STREET = ("street", "road", "school", "market", "parking")
BUILT = ("street", "centre", "factory", "school", "market")


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of case.

    ``scenes``: where it happens (ids of the town's scenes; empty: anywhere). ``levels``: drawn
    from; "" is none. Limits: minutes to respond and arrive, hours to handle and close.
    """

    code: str
    title: str
    texts: tuple[str, ...]
    unit: str
    feedback: tuple[str, ...]
    scenes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ("", "blue")
    respond_min: int = 10
    arrive_min: int = 30
    handle_h: float = 4.0
    close_h: float = 24.0
    unit_of_time: Literal["natural", "working"] = "natural"


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "0113", "河道漂浮物",
        ("{place}水面有成片水草和塑料袋，约十平方米，正往下游漂。",
         "{place}岸边聚了树枝和泡沫箱，影响行船，需要保洁船打捞。"),
        "河道保洁队", ("漂浮物已打捞上岸清运，水面干净。", "保洁船打捞两筐，已拍照留存。"),
        WATER, handle_h=4, unit_of_time="working",
    ),
    Subject(
        "0117", "水位超警",
        ("{place}水尺读数超过警戒水位 0.12 米，上游仍在来水。",
         "{place}水位一小时上涨 0.2 米，已贴近堤顶踏步。"),
        "水利站", ("闸门已开启泄水，水位回落到警戒线以下。", "已布设警示带，专人每半小时读尺。"),
        ("canal", "bridge"), ("orange", "yellow", "orange"), 5, 15, 2, 12,
    ),
    Subject(
        "0121", "围墙倒塌隐患",
        ("{place}一段老围墙向外倾斜，墙脚开裂，旁边有人行走。",
         "{place}空置房围墙雨后鼓胀，长约六米，请尽快围护。"),
        "综合治理办公室", ("已拉警戒带并支撑，通知产权人拆除。", "危险段已拆除，砖块清运完毕。"),
        BUILT, ("blue", "yellow"), 10, 40, 24, 72,
    ),
    Subject(
        "0125", "邻里纠纷",
        ("{place}两户居民因堆放杂物起争执，声音较大，围观多人。",
         "{place}两家为出水沟走向争执，请调解员到场。"),
        "矛盾调解中心", ("双方达成口头协议，三日后回访。", "已劝离现场，约定明日到调解室协商。"),
        (), ("", "blue", "yellow"), 10, 30, 8, 72,
    ),
    Subject(
        "0131", "电动车违规充电",
        ("{place}有住户从窗口拉线给电动车充电，线头裸露。",
         "{place}楼道内停放三辆电动车，其中一辆正在充电。"),
        "消防救援站", ("飞线已拆除，现场教育，引导到充电棚。", "车辆已全部移出楼道。"),
        BUILT, ("blue", "yellow"), 10, 30, 4, 24,
    ),
    Subject(
        "0137", "路面积水",
        ("{place}雨后积水约二十厘米，行人绕行，疑似雨水口堵塞。",
         "{place}低洼处积水漫过路沿，电动车难以通过。"),
        "市政养护队", ("雨水口已疏通，积水退去。", "抽水泵抽排四十分钟，路面恢复通行。"),
        STREET, ("blue", "yellow"), 10, 30, 4, 24, "working",
    ),
    Subject(
        "0201", "违停阻塞消防通道",
        ("{place}一辆小型面包车停在黄线网格内，占住消防通道，车主未留电话。",
         "{place}两辆车并排停放，消防车无法通过。"),
        "综合执法中队", ("车主已驶离，现场教育。", "已通知拖移，通道恢复畅通。"),
        STREET, ("blue", "yellow", "orange"), 5, 20, 2, 24,
    ),
    Subject(
        "0207", "占道堆物",
        ("{place}人行道上堆放建筑材料约五平方米，行人走车道。",
         "{place}商铺将货物堆到盲道上。"),
        "综合执法中队", ("当事人已自行清理。", "下发责令改正通知，两小时后复查已清。"),
        BUILT, ("", "blue"), 10, 40, 4, 24, "working",
    ),
    Subject(
        "0212", "疑似违法搭建",
        ("{place}屋顶正在搭设钢棚，现场无公示牌。", "{place}院外新砌墙体，占用公共通道。"),
        "综合执法中队", ("已责令停工，立案调查。", "核对图纸，属审批范围内修缮，已告知举报人。"),
        (), ("", "blue"), 15, 60, 48, 168, "working",
    ),
    Subject(
        "0218", "暴露垃圾",
        ("{place}垃圾桶满溢，周边散落约两平方米，有异味。", "{place}有人倾倒装修垃圾数袋。"),
        "环卫所", ("已清运并冲洗地面。", "装修垃圾已清走，加装告示。"),
        (), ("",), 10, 40, 4, 24, "working",
    ),
    Subject(
        "0223", "渣土抛洒",
        ("{place}渣土车经过后路面撒落泥土约三十米，扬尘明显。",),
        "综合执法中队", ("洒水清扫完毕，正在查找车辆。",),
        ("road", "street", "factory", "lookout"), ("", "blue"), 10, 30, 4, 24,
    ),
    Subject(
        "0229", "施工噪声扰民",
        ("{place}附近夜间切割作业，居民反映多次。", "{place}午休时间装修电锤声不断。"),
        "综合执法中队", ("已要求停止施工，约定施工时段。",),
        (), ("",), 15, 45, 8, 48,
    ),
    Subject(
        "0301", "占道经营冲突",
        ("{place}流动摊贩与商户争位置，互相推搡，围观十余人。",
         "{place}摊主不听劝离，情绪激动，请求支援。"),
        "市场监管所", ("双方已分开，摊位移入规定区域。", "摊主认识错误，自行撤摊。"),
        ("market", "street", "school"), ("red", "orange", "yellow"), 5, 15, 2, 24,
    ),
    Subject(
        "0301", "占道经营",
        ("{place}四个水果摊摆到车行道上，车辆绕行。", "{place}早餐车占用斑马线等候区。"),
        "市场监管所", ("摊位已退到线内。", "劝离三处，登记一处。"),
        ("market", "street", "school", "parking"), ("", "blue"), 10, 30, 4, 24,
    ),
    Subject(
        "0306", "食品摊点无证",
        ("{place}卤味摊未亮证经营，无防尘罩。", "{place}流动餐车现场加工，查无登记信息。"),
        "市场监管所", ("已登记备案并责令整改。", "摊主收摊，三日内补办登记。"),
        ("market", "street", "school", "centre"), ("", "blue"), 15, 60, 48, 120, "working",
    ),
    Subject(
        "0311", "缺斤短两投诉",
        ("{place}顾客称重后与摊主不符，要求复秤。",),
        "市场监管所", ("复秤差一两，已退差价并校秤。", "复秤无误，双方和解。"),
        ("market",), ("",), 15, 40, 24, 72, "working",
    ),
    Subject(
        "0315", "过期食品投诉",
        ("{place}便利店买到超过保质期的牛奶，要求处理。",),
        "市场监管所", ("货架已下架同批商品，立案核查。",),
        BUILT, ("", "blue"), 15, 60, 24, 120, "working",
    ),
    Subject(
        "0401", "独居老人求助",
        ("{place}附近独居老人按了一键呼叫，回拨无人接听。",
         "{place}一位老人说家里停电找不到人帮忙，行动不便。"),
        "便民服务中心", ("网格员入户，老人平安，电闸已合上。", "已陪同就医，家属到场。"),
        (), ("yellow", "orange", "yellow"), 5, 15, 1, 12,
    ),
    Subject(
        "0406", "路灯不亮",
        ("{place}连续三盏路灯不亮，夜间行人多。", "{place}路灯白天常亮，疑似控制箱故障。"),
        "市政养护队", ("更换灯具两套，已恢复。", "控制箱复位，观察一晚。"),
        (), ("",), 15, 60, 24, 72, "working",
    ),
    Subject(
        "0411", "井盖松动",
        ("{place}井盖翘起，车辆压过有响声。", "{place}雨水井盖移位，露出约十厘米缝隙。"),
        "市政养护队", ("井盖已归位加固。", "更换防沉降井盖一套。"),
        STREET, ("blue", "yellow"), 10, 30, 4, 24,
    ),
    Subject(
        "0416", "水管爆裂",
        ("{place}路面冒水，水流沿沟漫出，附近水压下降。",),
        "便民服务中心", ("抢修队已关阀，预计两小时恢复供水。", "接头更换完毕，恢复供水。"),
        (), ("blue", "yellow"), 10, 30, 4, 24,
    ),
    Subject(
        "0426", "老人走失",
        ("七旬老人午后出门未归，最后一次被看到在{place}，穿深蓝外套。",
         "家属称老人从{place}方向走失，随身无手机。"),
        "公安派出所（演示）", ("老人在邻村亲戚家，已平安接回。", "在公交站找到，家属接回。"),
        (), ("orange", "red"), 3, 15, 2, 12,
    ),
)  # fmt: skip

SURNAMES = "张王李陈沈徐朱周吴姚钱俞潘施严金"
HEADS = ("135", "136", "137", "138", "139", "150", "152", "158", "186", "189")
REASONS_TO_RETURN = ("不属本单位职责，建议改派。", "地点有误，现场未发现。")
REASONS_TO_SUSPEND = ("等待产权单位到场。", "等待材料，明日继续。", "需专业检测，暂缓处置。")
REASONS_TO_REJECT = ("经核实已在其他渠道办结。", "信息不全，回访未接通。")
REASONS_TO_ESCALATE = ("需上级部门协调。", "超出本级权限，上报处理。")

WARNINGS: tuple[tuple[str, str, str], ...] = (
    (
        "orange",
        "暴雨橙色预警（演练）",
        "预计三小时内雨量达五十毫米以上，请做好低洼处排水和人员转移准备。",
    ),
    ("yellow", "大风黄色预警（演练）", "阵风可达八级，请加固户外广告牌和施工围挡。"),
    ("blue", "洪水蓝色预警（演练）", "上游来水增加，运河水位缓涨，沿河各村加强巡查。"),
)
