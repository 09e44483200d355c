"""Numbers in a text, in Arabic or Chinese figures, exact or rounded."""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS |= {"壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_HAN_RUN = "".join(_DIGITS) + "".join(_UNITS) + "万亿"
_ROUGH_BEFORE = re.compile(r"(?:约|近|将近|接近|大约|大概|差不多|快|超过|超|不到|上)$")
_ROUGH_AFTER = re.compile(r"^(?:多|余|来|几|左右|上下|出头)")
_NUMBER = re.compile(
    rf"(?P<percent>百分之)?(?:(?P<arabic>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>[百千万亿]{{0,2}})|(?P<han>[{_HAN_RUN}几多]+(?:点[{''.join(_DIGITS)}]+)?(?:[万亿](?!\w*\d))?))(?P<sign>%|个百分点)?"
)


@dataclass(frozen=True)
class Numeral:
    """One number named in a text.

    `value` is the number in plain units (4.8亿 → 480000000; 百分之五 and 5% → 5 with `percent`); `start`/`end` are offsets into the
    text; `rough` says that the speaker rounded it (五十多, 近450, 一万四千多); `unit` is the character that follows (户, 人, 元, …) or "".
    """

    value: Decimal
    start: int
    end: int
    percent: bool
    rough: bool
    unit: str
    spelled: str

    def agrees_with(self, figure: Decimal) -> bool:
        """True when `figure` (in plain units) may be what the speaker meant.

        A number said exactly may be 2% off (1200 for 1199, but not 9856 for 10000); one said roughly may be off by one unit of its last
        significant digit (五十多 is 50 to 60, 两百来 is 100 to 300).
        """
        difference = abs(figure - self.value)
        if not self.rough:
            finer = len(self.value.normalize().as_tuple().digits) > len(figure.normalize().as_tuple().digits)
            return difference <= abs(figure) / 50 and not (difference and finer)
        exponent = self.value.normalize().as_tuple().exponent
        return difference <= Decimal(10) ** int(exponent)


def han_value(spelled: str) -> Decimal | None:
    """The value of a number in Chinese figures (一百八十四 → 184, 二〇二二 → 2022, 三千八 → 3800), or None if it is none."""
    whole, _, fraction = spelled.partition("点")
    if not whole:
        return None
    if all(char in _DIGITS for char in whole):
        value = Decimal(int("".join(str(_DIGITS[char]) for char in whole)))
    else:
        parsed = _parse_units(whole)
        if parsed is None:
            return None
        value = Decimal(parsed)
    if fraction:
        if not all(char in _DIGITS for char in fraction):
            return None
        value += Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return value


def _parse_units(spelled: str) -> int | None:
    total, section, digit, last = 0, 0, -1, 1
    for char in spelled:
        if char in _DIGITS:
            if digit > 0 and _DIGITS[char] > 0:
                return None
            digit = _DIGITS[char]
        elif char in _UNITS:
            last = _UNITS[char]
            section += (1 if digit < 0 else digit) * last
            digit = -1
        elif char in _BIG:
            last = _BIG[char]
            section += max(digit, 0)
            total = (total + section) * last if total and last > 10_000 else total + (section or 1) * last
            section, digit = 0, -1
        else:
            return None
    if digit > 0:
        # 三千八 is 3800, but 三千零八 is 3008 and 十八 is 18.
        section += digit * (last // 10 if last >= 100 and "零" not in spelled[-2:-1] and "〇" not in spelled[-2:-1] else 1)
    return total + section


def numerals(text: str) -> tuple[Numeral, ...]:
    """All numbers of a normalised text, left to right. A single Chinese digit may be part of a name (五保), which the
    caller knows."""
    found = []
    for match in _NUMBER.finditer(text):
        rough = bool(_ROUGH_BEFORE.search(text[: match.start()]))
        end = match.end()
        percent = bool(match["percent"] or match["sign"])
        if match["arabic"]:
            value = Decimal(match["arabic"].replace(",", ""))
            for char in match["scale"]:
                value *= _UNITS.get(char) or _BIG[char]
        else:
            spelled = match["han"]
            bare = re.sub("[几多]", "", spelled)
            alone = spelled[0] in "百佰千仟万亿" and not rough and not _ROUGH_AFTER.match(text[end:])  # 百合, 千家万户
            if not bare or alone or spelled[0] in "几多" or not any(char in _DIGITS or char in _UNITS for char in bare):
                continue
            rough = rough or bare != spelled
            scale = _BIG[bare[-1]] if "点" in bare and bare[-1] in _BIG else 1  # 四点八亿
            read = han_value(bare[:-1] if scale > 1 else bare)
            if len(bare) == 2 and all(char in _DIGITS for char in bare) and bare[0] not in "零〇":
                read, rough = Decimal(_DIGITS[bare[0]]), True  # 两三个, 七八户
            if read is None:
                continue
            value = read * scale
        after = text[end:]
        if loose := _ROUGH_AFTER.match(after):
            rough, after = True, after[loose.end() :]
            if after[:1] in _BIG and not match["scale"]:
                value *= _BIG[after[0]]
                after = after[1:]
        found.append(Numeral(value, match.start(), end, percent, rough, after.lstrip()[:1], match.group()))
    return tuple(found)
