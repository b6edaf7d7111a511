"""The words that languages put beside a twelve-hour time.

Facts of the Unicode CLDR (abbreviated and wide day periods of every locale), folded: no case, spaces, dots or bidi marks.
Words that mean morning in one language and afternoon in another are left out, so that such a file is refused, not guessed.
"""

import re
from typing import Literal

Half = Literal["am", "pm", "noon", "night"]

_FOLDED = re.compile(r"[\s.\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069'’]+")

_MORNING = """
    a adduha ag am amvormittag an ankstāinan antemidí ap atm banhaet bn braxkndaax comme damanhã de delamañana
    delmatin dinda dop dopoldne dopołdnja dopołedniŏ eparadites fh fm ft förmiddag fọmọ́nin gh goöň göň
    günortadanöň hengihengi hh hoseng iarmade ib ibikɛ̂glà icheheavo idiɓa isuk iđitbeaivet iđitbeaivi kangama
    karoon ki kiroko kiɛmɛ́ɛm krn kíkíríg lb leebi lumalwak lwamilawu m ma makeo mambia manhã maná mat matin
    mañana mbaʼámbaʼ mbaꞌmbaꞌ moies muhi munkyo nd ntufat ntɔ́ngɔ́ nụtụtụ od pamilau paradite pd pg piopensuno
    priekšp priekšpusdiena priekšpusdienā priešpiet prijepodne prīškpušdīnē rn rw rũ sa saaku safiya sf sokallim
    soodo sub subaka subbaahi sárúwá taparachu tesiran tifawt to too uhrvörmiddaachs uluchelo utuko vaasisu vm
    vorm vormittag vörmeddaach wd wichishu yb zdatazal zmu àárɔ̀ àárọ̀ öö ĩyakwakya ŋdi ǁgoagas ɛnkakɛnyá
    ʊshilèkʊboɖu πμ ам апоўначы дп обедтэикеле преподне претпл пријеподне проб таңкы то тң эи үө ӕмбисбоныразмӕ
    פֿאַרמיטאָג اےایم بن تد ص صباحا صباحًا صبح،منجهند غم قبلازظهر قظ چب چۈشتىنبۇرۇن ܏ܩܛ ߛ एएम तडके दुपहरब्रोंठ
    पूर्वाह्न फुं भोर भ्यागा येएम सकाळीं सबेरे सवेर सुबुहजा এএম নুমাং ਪੂਦੁ ଏଏମ ପୂର୍ବାହ୍ନ ఎఎమ్ පෙව ก่อนเที่ยง
    ກ່ອນທ່ຽງ སྔ་ཆ་ སྔ་དྲོ་ နံနက် ማለዶ ቀደምሰርምዕል ቅቀ ጥዋት ጽባሕ ፋዱስጃብ ᏌᎾᎴ ᐁᒼ ᐊᒼ ᠦ᠂ᠥ ᱥᱮᱛᱟᱜ ⵜⵉⴼⴰⵡⵜ 上午 凌晨 午前 早上 早晨 清早 清晨
    ꎸꄑ 오전 𐐰𐑋 𐑨𐑥 𞤢𞤰
"""
_AFTERNOON = """
    ak akasuba aluula amnamittag anw banringzgvaq baubaukndaax carra ch chilo cɛɛ́nko datarde delatarde desira
    dilolo du ea eahketbeaivet eahketbeaivi eb ebongi ebyámu efiafi eftermade eftermiddag eh eigulo em ep
    epasdites ew f fi fọívnin gd gm gosoň gsoň günortadansoň hawwaro ichamthi in ip iɓugajɔp kikiiɗe kingoto
    kisɛ́ndɛ koosk kooskoliny kugú kyiukonyi lilli lk lumalwap makaaripi mchochill md mo mog mpókwa muu nabali
    nabalị nam namittag ncwònzém ngo ngəgógəle nm nommendaach nomëttes ntmeddit nyiaghuo odp ot p pamunyi
    papussideinan pasdite pashamihe piecpušdīnē pipinisuno pm pn pop popiet popodne popoldne popołdnju
    popołedniu posmidí ptg ptm pēcp pēcpusd pēcpusdiena pēcpusdienā sanje shwane sn soir tadggʷat tarde teipa
    thapama tk tŋ uhrnommendaachs uk wb wengi wótp wótpołdnja yamma yh ym zaarikayb zmw ös ĩyawĩoo ŋkambɔ́tnji
    ũg ǃuias ɔ̀sán ɛndámâ ɣetrɔ ʊshilèkʊsasʊ μμ апоўдні обедтэмейле пм попл поподне послијеподне пп слоб тк
    түштөнкийинки эк үх ӕмбисбоныфӕстӕ נאָכמיטאָג بظ بعدازظهر تك دن شام،منجهند غو م مساء مساءً منجهند،شام پیایم
    چك چۈشتىنكېيىن ܏ܒܛ ߥ अपराह्न दपैहरबाद दुपहरपतॖ पीएम बेलासे शामजा सञ सांजे सांझ सांम পিএম ਬਾਦੁ ଅପରାହ୍ନ ପିଏମ
    పిఎమ్ පව หลังเที่ยง ຫຼັງທ່ຽງ ཕྱི་ཆ་ ཕྱི་དྲོ་ ညနေ ሓቆስርምዕል ምሴት ቃማ ከሰዓት ድቀ ፋዱስደምቢ ᏒᎯᏱᎢ ᏒᎯᏱᎢᏗᏢ ᐲᒼ ᠦ᠂ᠬᠣ ᱧᱤᱫᱟᱹ
    ḍeffiraza ọ̀sán ⵜⴰⴷⴳⴳⵯⴰⵜ 下午 傍晚 午后 午後 ꁯꋒ 오후 𐐹𐑋 𐑐𐑥 𞤩𞤰
"""

# Older phones' words, and those for parts of the day that some locales write beside the hour.
_MORNINGS = """
    asubuhi damadrugada delamadrugada dellamattina dimattina dopoledne dopoludnia dopoludnie délelőtt
    ennekeskpäeva formiddag hommikul madrugada mattina morgens ngumaga pagi prepodne przedpołudniem rano reggel
    ráno sabah sáng ujutro ujutru umaga voormiddag vormittags zjutraj öğledenönce дапаўдня дополудня ранку
    сутринта утра ујутру առավոտյան կա կեսօրիցառաջ בבוקר לפנה"צ לפנה״צ صبح فجرا فجرًا فيالصباح قبلدوپہر बिहान मपू
    सकाळ सुबह পূর্বাহ্ণ পূর্বাহ্ন পূৰ্বাহ্ন ভোর সকাল ਸਵੇਰੇ પૂર્વમધ્યાહ્ન મપૂ સવારે காலை முற்பகல் ఉదయం పూర్వాహ్నం
    ಪೂರ್ವಾಹ್ನ ಬೆಳಗ್ಗೆ രാവിലെ උදේ පෙරවරු ตอนเช้า เช้า დილით დილის ព្រឹក 朝 새벽 아침
"""
_EVENINGS = """
    abends akşam akşamüstü alasiri après-midi avond chiều delaprès-midi delpomeriggio dipomeriggio disera dusoir
    délután este ettermiddag hapon jioni middag nachm nachmittag nachmittags namiddag navečer nghapon odpoledne
    petang pomeriggio popoludnie popoludní popołudniu poslijepodne pärastkeskpäeva sera sore uveče večer
    wieczorem zvečer õhtul öğledensonra вечера вечерта вечора дня пасляпаўдня послеполудня следобед увече
    երեկոյան կեսօրիցհետո կհ אחה"צ אחה״צ אחרהצהריים בערב بعدالظهر بعددوپہر شام عصر मउ शाम संध्याकाळ অপরাহ্ণ
    অপরাহ্ন অপৰাহ্ন বিকাল বিকেল সন্ধ্যা ਸ਼ਾਮ ઉત્તરમધ્યાહ્ન ઉમ સાંજે பிற்பகல் மாலை అపరాహ్నం సాయంత్రం ಅಪರಾಹ್ನ ಸಂಜೆ
    വൈകുന്നേരം පස්වරු හවස ตอนบ่าย ตอนเย็น บ่าย เย็น საღამოს ល្ងាច 夕方 黃昏 黄昏 저녁
"""
_NOONS = """
    delmediodía mediodía meio-dia mezzogiorno midi mittag mittags podne poledne południe siang tengahari
    tengahhari trưa öğle полд полдень בצהריים דצהריים ظهر ظهرًا दुपार दोपहर দুপুর બપોરે மதியம் மధ్యాహ్నం
    మధ్యాహ్నం ಮಧ್ಯಾಹ್ನ ഉച്ചയ്ക്ക് เที่ยง お昼 昼 점심 정오 中午 正午
"""
_NIGHTS = """
    danoite delanoche dinotte gabi gece geceyarısı malam medianoche meia-noite mezzanotte minuit mitternacht
    nacht nachts nggabi noc noche noite notte noću nuit tengahmalam tối usiku vnoci wnocy đêm ночи ночі полночь
    בלילה شب ليلا ليلاً منتصفالليل रात रात्र রাত রাত্রি રાત્રે இரவு రాత్రి ರಾತ್ರಿ രാത്രി රෑ กลางคืน ღამით យប់ 午夜
    夜 夜中 真夜中 밤 자정 晚上 夜晚 半夜 深夜
"""

_HALVES: dict[str, Half] = {
    **dict.fromkeys((_MORNING + _MORNINGS).split(), "am"),
    **dict.fromkeys((_AFTERNOON + _EVENINGS).split(), "pm"),
    **dict.fromkeys(_NOONS.split(), "noon"),
    **dict.fromkeys(_NIGHTS.split(), "night"),
}


def half(word: str) -> Half | None:
    """Which half of the day a word names; None where it names none."""
    return _HALVES.get(_FOLDED.sub("", word).casefold())


def hour24(hour: int, part: Half | None) -> int:
    """The hour 0-23 meant by ``hour`` beside ``part``. A clock that says 13:05 p.m. means 13:05.

    "noon" is used from eleven to two, "night" from six in the evening to five in the morning.
    """
    if part is None or hour > 12:
        return hour
    if part == "noon":
        return hour + 12 if hour < 11 else hour
    if part == "night":
        return hour % 12 + 12 if 6 <= hour < 12 else hour % 12
    return hour % 12 + (12 if part == "pm" else 0)
