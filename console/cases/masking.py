"""Personal data as everybody may see it: names, telephone and identity numbers masked, also where
they stand inside a text. Pure.

What is masked already stays as it is. Rather too much is masked than too little: who needs a number
may have it shown, with a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from console.cases.case import Case, Step

STAR = "*"
LONGEST_NAME = 30
_DIGIT = "0-9０-９"
_GAP = r"[\s\-‐-―－·.]?"
# 15 or 18 places, the last one of 18 may be an X
_IDENTITY = re.compile(
    rf"(?<![{_DIGIT}A-Za-z])(?:[{_DIGIT}]{_GAP}){{14}}(?:(?:[{_DIGIT}]{_GAP}){{3}}[{_DIGIT}XxＸｘ]"
    rf"|[{_DIGIT}])(?![{_DIGIT}A-Za-z])"
)
_MOBILE = re.compile(
    rf"(?<![{_DIGIT}])(?:(?:\+|00)?86{_GAP})?[1１][3-9３-９](?:{_GAP}[{_DIGIT}]){{9}}(?![{_DIGIT}])"
)
_LANDLINE = re.compile(
    rf"(?<![{_DIGIT}])[(（]?0[{_DIGIT}]{{2,3}}[)）]?{_GAP}[{_DIGIT}]{{3,4}}{_GAP}[{_DIGIT}]{{4}}(?![{_DIGIT}])"
)
_HAN = "\u3007\u3400-\u9fff"
# a name after the word that says that one follows
_NAMED = re.compile(
    r"(?P<word>(?:姓名|当事人|报案人|举报人|投诉人|来电人|联系人|住户|业主|房东|租客|患者|死者|伤者|反映人)"
    rf"(?:[是为叫]|[:：\s]){{0,2}})(?P<name>[{_HAN}](?:[{_HAN}·]{{1,3}}))(?=[^{_HAN}]|$)"
)
_CALLED = re.compile(
    rf"(?P<name>[{_HAN}][{_HAN}]{{0,2}})(?P<word>(?:先生|女士|小姐|大爷|大妈|阿姨|师傅))"
)
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
    "奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康"
    "伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵"
    "席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗"
    "丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印"
    "宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍桑桂濮牛寿通边"
    "扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广"
    "禄阙东欧沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关查后荆红游竺权逯盖益"
    "桓公"
)


def mask_name(name: str) -> str:
    """The surname, the rest as stars: 王小明 is 王**."""
    name = name.strip()
    return name[:1] + STAR * min(max(len(name) - 1, 1), 3) if name else ""


def mask_number(number: str) -> str:
    """Three digits before and four after, of a short number only the last two."""
    if STAR in number:
        return number
    digits = [place for place, sign in enumerate(number) if sign.isdigit() or sign in "XxＸｘ"]
    before, after = (3, 4) if len(digits) >= 11 else (0, 2)
    hidden = set(digits[before : max(len(digits) - after, before)])
    return "".join(STAR if place in hidden else sign for place, sign in enumerate(number))


def mask_identity(number: str) -> str:
    """The county's six digits tell where somebody is from: only the first three and the last."""
    digits = [place for place, sign in enumerate(number) if sign.isdigit() or sign in "XxＸｘ"]
    hidden = set(digits[3:-1])
    return "".join(STAR if place in hidden else sign for place, sign in enumerate(number))


def mask_text(text: str, names: Iterable[str] = ()) -> str:
    """A free text without the numbers in it, the ``names`` that are known, and those that the text
    itself says to be names."""
    for name in sorted({n for n in map(str.strip, names) if _is_name(n)}, key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    text = _IDENTITY.sub(lambda found: mask_identity(found[0]), text)
    text = _MOBILE.sub(lambda found: mask_number(found[0]), text)
    text = _LANDLINE.sub(lambda found: mask_number(found[0]), text)
    text = _NAMED.sub(lambda found: found["word"] + mask_name(found["name"]), text)
    return _CALLED.sub(_addressed, text)


def masked(case: Case) -> Case:
    """The case as it is shown until somebody asks for more."""
    names = names_of(case)
    return replace(
        case,
        title=mask_text(case.title, names),
        text=mask_text(case.text, names),
        address=mask_text(case.address, names),
        place=replace(case.place, address=mask_text(case.place.address, names))
        if case.place is not None
        else None,
        person=mask_name(case.person),
        reporter=mask_name(case.reporter),
        reporter_phone=mask_number(case.reporter_phone),
        timeline=tuple(_masked_step(step, names) for step in case.timeline),
    )


def public(case: Case) -> Case:
    """What stands on walls, maps and in lists is the title: the case with that masked alone, and
    the same one where there is nothing to mask."""
    title = mask_text(case.title, names_of(case))
    return case if title == case.title else replace(case, title=title)


def names_of(case: Case) -> set[str]:
    """The names that a case tells as such."""
    return {
        name for name in (case.reporter, case.person, *(s.actor for s in case.timeline)) if name
    }


def is_personal(case: Case) -> bool:
    """Whether there is anything to show that is masked."""
    return masked(case) != case


def _masked_step(step: Step, names: Iterable[str]) -> Step:
    return replace(step, actor=mask_name(step.actor), text=mask_text(step.text, names))


def _is_name(name: str) -> bool:
    """A name of one character would be found everywhere."""
    return 2 <= len(name) <= LONGEST_NAME and STAR not in name


def _addressed(found: re.Match[str]) -> str:
    """王小明先生 and 王先生: the surname is where the name begins."""
    name = found["name"]
    begin = next((at for at, sign in enumerate(name) if sign in _SURNAMES), None)
    if begin is None or begin == len(name) - 1:
        return found[0]  # 王先生 tells no more than 王**
    return name[:begin] + mask_name(name[begin:]) + found["word"]
