"""Weekdays as LINE writes them, Monday 0 to Sunday 6."""

_DAYS: tuple[str, ...] = (
    "mon monday 一 月 月曜日 週一 周一 星期一 월 월요일 จ. จันทร์ วันจันทร์ sen senin "
    "lun lunes lundi lunedì seg segunda segunda-feira montag mo пн понедельник pzt pazartesi isnin",
    "tue tues tuesday 二 火 火曜日 週二 周二 星期二 화 화요일 "
    "อ. อังคาร วันอังคาร sel selasa mar martes mardi martedì ter terça terça-feira "
    "dienstag di вт вторник salı sal",
    "wed wednesday 三 水 水曜日 週三 周三 星期三 수 수요일 "
    "พ. พุธ วันพุธ rab rabu mié miércoles mercredi mercoledì qua quarta quarta-feira "
    "mittwoch mi ср среда çar çarşamba",
    "thu thur thurs thursday 四 木 木曜日 週四 周四 星期四 목 목요일 "
    "พฤ. พฤหัสบดี วันพฤหัสบดี kam kamis jue jueves jeudi giovedì qui quinta quinta-feira "
    "donnerstag do чт четверг per perşembe khamis",
    "fri friday 五 金 金曜日 週五 周五 星期五 금 금요일 ศ. ศุกร์ วันศุกร์ jum jumat "
    "vie viernes vendredi venerdì sex sexta sexta-feira freitag fr пт пятница cum cuma jumaat",
    "sat saturday 六 土 土曜日 週六 周六 星期六 토 토요일 ส. เสาร์ วันเสาร์ sab sabtu sáb sábado samedi sabato "
    "samstag sa сб суббота cmt cumartesi",
    "sun sunday 日 日曜日 週日 周日 星期日 星期天 일 일요일 อา. อาทิตย์ วันอาทิตย์ minggu dom domingo dimanche domenica "
    "sonntag so вс воскресенье paz pazar ahad",
)
_NUMBERS = {name.rstrip("."): number for number, names in enumerate(_DAYS) for name in names.split()}


def weekday(name: str) -> int | None:
    """The number of a weekday's name or short form in a language LINE speaks; None for another word."""
    return _NUMBERS.get(name.strip(" .,()").casefold())
