"""Which rows are the app's own: media left out, deleted messages, calls, and lines that nobody wrote.

Words decide only where the app has marked the row (the invisible mark on iPhones, angle brackets, a file's
name), so a
person who writes "left" or "added" is quoted, not swallowed. Languages that are not listed are told apart by shape.
"""

import re
from typing import NamedTuple

from nearer.domain.chats import Kind

_DELETED = re.compile(
    r"delet|gelöscht|eliminad|eliminó|eliminaste|apagada|apagou|supprimé|eliminat|verwijderd|удал|видал"
    r"|silindi|sildin|usunię"
    r"|smazá|smazal|zmaza|raderad|raderat|slettet|slettede|poistettu|törölt|törölve|șters|διαγρ|נמחק|מחקת"
    r"|حُذف|حذف|डिलीट|हटा"
    r"|dihapus|menghapus|dipadam|bị xóa|đã xóa|thu hồi|ถูกลบ|ลบข้อความ|削除|삭제|删除|刪除|撤回",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\bcall\b|anruf|llamada|chamada|ligação|\bappel\b|chiamata|oproep|звон|дзвін|arama|połączenie|hovor"
    r"|samtal|anrop|opkald"
    r"|puhelu|hívás|\bapel\b|κλήση|שיח|مكالمة|تماس|कॉल|panggilan|cuộc gọi|การโทร|สายที่|通話|통화|通话"
    r"|来电|來電|語音通|语音通",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"omitted|weggelassen|ausgelassen|omitid|omess|\bomis|absent|weggelaten|пропущ|отсутств|опущен"
    r"|не включ|dahil edilmedi"
    r"|pominię|vynechá|utelämna|utelat|udelad|jätetty pois|kihagy|omisă|παραλ|הושמט|مستبعد|محذوف|छोड़"
    r"|tidak disertakan"
    r"|diabaikan|dihilangkan|bỏ qua|ไม่รวม|省略|略去|忽略|含まれていません|생략|oculta|изостав|izostav"
    r"|izpušč|väljajäet|praleist"
    r"|^waiting for this message|^diese nachricht wird erwartet|^warten auf diese nachricht|^esperando (?:este|el) mensaje"
    r"|^aguardando mensagem|^en attente de ce message|^in attesa del messaggio|^wachten op dit bericht|^ожидание данного"
    r"|^location|^standort|^ubicación|^localização|^position|https?://maps\.",
    re.IGNORECASE,
)
_APP = re.compile(
    r"güvenlik kodu|security code|^you(?: |['’]re |r )|^du |^ihr |^sie |\bgroup\b|gruppe|\bgrupo\b|\bgroupe\b|\bgruppo\b"
    r"|\bgroep\b|групп|\bgrub|\bgrup|ryhm|skupin|csoport|ομάδα|群|グループ|그룹|nhóm|กลุ่ม|समूह|ग्रुप|kumpulan"
    r"|مجموعة|گروه|גרופ|קבוצ|created|added|removed|\bleft\b|joined|changed|pinned|blocked|admin|turned o[nf]"
    r"|hinzugefügt|verlassen|entfernt|beigetreten|geändert|angepinnt"
    r"|añadió|agregó|eliminó a|salió|se unió|cambió|fijó|a ajouté|a quitté|a rejoint|a modifié|a épinglé"
    r"|ha aggiunto|ha rimosso|ha abbandonato|è uscit|ha cambiato|si è unit|adicionou|removeu|saiu|entrou|mudou|fixou"
    r"|toegevoegd|verwijderde|is weggegaan|gewijzigd|neemt deel|добавил|удалил[аи]? |вышел|вышла|покинул|создал|изменил"
    r"|додав|вийшов|вийшла|створив|ekledi|çıkardı|ayrıldı|katıldı|değiştirdi|dodał|usunął|opuści|dołączył|zmienił"
    r"|přidal|odešel|odešla|změnil|pridal|lade till|lämnade|gick med|ändrade|tilføjede|forlod|la til|forlot|lisäsi|poistui"
    r"|hozzáad|kilépett|csatlakozott|a adăugat|a ieșit|s-a alăturat|πρόσθεσε|αποχώρησε"
    r"|أضاف|غادر|انضم|أنشأ|غيّر|اضافه کرد|ترک کرد|הוסיפ|הוסיף|עזב|הצטרפ|הצטרף|जोड़ा|निकल गए|बदल दिया"
    r"|menambahkan|keluar$|bergabung|mengubah|đã thêm|đã rời|đã tham gia|đã thay đổi|ออกจาก|เข้าร่วม|เพิ่มคุณ|追加しました"
    r"|退出|参加しました|초대|나갔습니다|추가했습니다|参加了|加入|移除|离开|離開|添加了|新增了|更改了"
    r"|business|disappearing|contact",
    re.IGNORECASE,
)
_SEALED = re.compile(
    r"end-to-end|ende-zu-ende|extremo a extremo|ponta a ponta|bout en bout|uçtan uca|端到端|端對端"
    r"|エンドツーエンド|종단|päästä päähän|végpont"
    r"|krypter|szyfrowan|šifrov|crittograf|κρυπτογρ|הצפנה|مشفر|مشفّر|التشفير|encript|encrypt|verschlüssel"
    r"|chiffr|versleutel|шифр|şifre"
    r"|salattu|criptat|enkripsi|mã hóa|เข้ารหัส|एन्क्रिप्ट|رمزگذاری|暗号|암호화|加密",
    re.IGNORECASE,
)
"""The notice about encryption: in every chat, under the other person's name, and it speaks of messages and calls."""
_EDITED = re.compile(
    r"edit|bearbeitet|modifi|изменен|отредакт|düzenlendi|edytow|uprav|redigera|redigert|redigeret|muokat"
    r"|szerkeszt|επεξεργ"
    r"|נערכה|عُدّل|تعديل|ویرایش|संपादित|chỉnh sửa|แก้ไข|編集|편집|编辑|編輯|已修改|bewerkt",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"<[^<>\n]{2,80}>")
_FILE = re.compile(r"[^\n/]{1,120}\.[A-Za-z0-9]{2,5} \([^()\n]{3,40}\)(?=\n|$)")
_DELETED_WORDS = """
    this message was deleted
    you deleted this message
    this message has been deleted
    diese nachricht wurde gelöscht
    du hast diese nachricht gelöscht
    se eliminó este mensaje
    eliminaste este mensaje
    este mensaje fue eliminado
    ce message a été supprimé
    vous avez supprimé ce message
    questo messaggio è stato eliminato
    hai eliminato questo messaggio
    esta mensagem foi apagada
    mensagem apagada
    você apagou esta mensagem
    dit bericht is verwijderd
    je hebt dit bericht verwijderd
    данное сообщение удалено
    вы удалили данное сообщение
    bu mesaj silindi
    bu mesajı sildiniz
    ta wiadomość została usunięta
    usunięto tę wiadomość
    tato zpráva byla odstraněna
    detta meddelande raderades
    denne meldingen ble slettet
    denne besked blev slettet
    tämä viesti poistettiin
    此消息已删除
    此訊息已刪除
    このメッセージは削除されました
    삭제된 메시지입니다
    pesan ini telah dihapus
    tin nhắn này đã bị xóa
    ข้อความนี้ถูกลบแล้ว
    """.strip().split("\n    ")
_DELETED_PLAIN = frozenset(
    first + end for words in _DELETED_WORDS for first in (words, words.capitalize()) for end in ("", ".", "。")
)
"""As Android writes it, without a mark; looked up whole, since every message passes here."""
_MARKS = "\u200e\u200f"


class Seen(NamedTuple):
    """What a row turned out to be. ``text`` is without the app's marks; ``by_app`` rows have no sender."""

    kind: Kind
    text: str
    edited: bool = False
    by_app: bool = False


def seen(text: str, sender: str, iphone: bool) -> Seen | None:
    """Tell the app's notices from speech; None for plain speech, which most rows are.

    Only iPhones mark every notice. Android puts the mark before the name of an attached file and nowhere else, so there
    a message that begins with one was written so.
    """
    if iphone and ("\u200e" in text or text[:1] == "\u200f"):
        return _marked(text, sender)
    if text[:1] == "\u200e" and _FILE.match(text, 1):
        return Seen("media", text[1:])
    last = text[-1:]
    if last == ">":
        return _in_brackets(text)
    if last == ")" and _FILE.match(text):
        return Seen("media", text)
    if text in _DELETED_PLAIN:
        return Seen("deleted", text)
    if "\n" in text and _FILE.match(text):
        return Seen("media", text)
    return None


def _in_brackets(text: str) -> Seen:
    if _BRACKETED.fullmatch(text):
        return Seen("media", text)
    start = text.rfind("<")
    edited = start > 0 and _BRACKETED.fullmatch(text, start) is not None and bool(_EDITED.search(text, start))
    return Seen("speech", text, edited=edited)


def _marked(text: str, sender: str) -> Seen:
    """A row with the app's invisible mark: at its start, or before a tag at its end."""
    start, tail = _tail(text)
    if start > 0 and tail.startswith("<") and ":" not in tail:
        body = Seen("speech", text[:start]) if text[0] not in _MARKS else _marked(text[:start], sender)
        return Seen(body.kind, body.text + tail, edited=True, by_app=body.by_app)
    if tail.startswith("<") or (start > 0 and len(tail) < 40 and _MEDIA.search(tail)):
        return Seen("media", text.replace("\u200e", "").lstrip("\u200f"))
    if text[0] not in _MARKS:
        return Seen("speech", text)
    bare = text.lstrip(_MARKS)
    kind = _kind(bare, sender)
    if kind is None and text[0] == "\u200f":
        return Seen("speech", text)
    if kind in ("media", "call", "deleted"):
        bare = bare.replace("\u200e", "")
    return Seen(kind or "media", bare, by_app=kind == "system")


def _tail(text: str) -> tuple[int, str]:
    at = max(text.rfind("\u200e"), text.rfind("\u200f<"))
    return (at, text[at + 1 :]) if at >= 0 and "\n" not in text[at:] else (-1, "")


def _kind(bare: str, sender: str) -> Kind | None:
    """None for a short notice in a language that is not listed: it replaces something the person sent."""
    if bare[:1] == "<":
        return "media"
    if _SEALED.search(bare) and "\n" not in bare:
        return "system"
    short = len(bare) < 80 and "\n" not in bare
    for words, kind in _NOTICES:
        if short and words.search(bare):
            return kind
    if "\n" in bare:
        return "media"
    sentence = bare.rstrip()[-1:] in ".。।۔!" and len(bare) > 25
    if sentence or len(bare) > 60 or (len(sender) > 1 and sender in bare) or _APP.search(bare):
        return "system"
    return None


_NOTICES: tuple[tuple[re.Pattern[str], Kind], ...] = ((_MEDIA, "media"), (_DELETED, "deleted"), (_CALL, "call"))
