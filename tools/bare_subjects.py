"""Mails of ours once more, each under a subject that says nothing: what happened stands in them."""

import zlib

from msgspec.structs import replace

from parsers.generic.naming import seller_name
from parsers.page import Page

# A person's mailbox is full of them; a sender's name alone is one in every language.
_SUBJECTS = {
    "cs": "Váš účet {name}; Informace o vašem účtu; Dobrý den; Důležitá informace;"
    " Zpráva od {name}",
    "da": "Din konto hos {name}; Oplysninger om din konto; Hej Pat; Vigtig information",
    "de": "Ihr Konto bei {name}; Informationen zu Ihrem Konto; Hallo Pat; Wichtige Information;"
    " Nachricht von {name}; Kundennummer 48213",
    "el": "Ο λογαριασμός σας {name}; Σημαντική ενημέρωση",
    "en": "Your {name} account; Information about your account; Hello Pat; Important information;"
    " A message from {name}; Update from {name}; Ticket 48213; Your membership at {name}; Notice",
    "es": "Tu cuenta de {name}; Información sobre tu cuenta; Hola Pat; Información importante;"
    " Mensaje de {name}; Aviso",
    "fi": "Tietoa tilistäsi; Hei Pat; Tärkeää tietoa; Viesti: {name}",
    "fr": "Votre compte {name}; Informations sur votre compte; Bonjour Pat; Information importante;"
    " Message de {name}; Dossier 48213",
    "hu": "Információ a fiókjáról; Kedves Pat; Fontos információ; Üzenet: {name}",
    "it": "Il tuo account {name}; Informazioni sul tuo account; Ciao Pat; Avviso;"
    " Informazione importante; Messaggio da {name}",
    "ja": "{name}からのお知らせ; アカウントについて; Pat様; 重要なお知らせ",
    "ko": "{name} 계정 안내; 계정 정보; 안녕하세요 Pat님; 중요 안내",
    "nb": "Kontoen din hos {name}; Informasjon om kontoen din; Hei Pat; Viktig informasjon",
    "nl": "Je account bij {name}; Informatie over je account; Hallo Pat; Belangrijke informatie;"
    " Bericht van {name}; Klantnummer 48213",
    "pl": "Twoje konto {name}; Informacje o Twoim koncie; Cześć Pat; Ważna informacja",
    "pt": "A sua conta {name}; Informações sobre a sua conta; Olá Pat; Informação importante;"
    " Mensagem de {name}; Aviso",
    "ro": "Contul tău {name}; Informații despre contul tău; Bună Pat; Informație importantă",
    "ru": "Ваш аккаунт {name}; Важная информация; Здравствуйте",
    "sk": "Váš účet {name}; Informácie o vašom účte; Dobrý deň; Dôležitá informácia",
    "sv": "Ditt konto hos {name}; Information om ditt konto; Hej Pat; Viktig information",
    "tr": "{name} hesabınız; Hesabınız hakkında bilgi; Merhaba Pat; Önemli bilgi",
    "uk": "Ваш обліковий запис {name}; Важлива інформація",
    "zh": "您的{name}账户; 关于您的账户; 您好 Pat; 重要通知",
}
_FALLBACK = "en"


def under_nothing(page: Page) -> Page:
    """A page once more under a subject that says nothing, the same one each time."""
    some = _SUBJECTS.get((page.hint.language or "")[:2], _SUBJECTS[_FALLBACK])
    subjects = ("{name}", *some.split("; "))
    place = zlib.crc32(f"{page.subject}\n{page.body}".encode()) % len(subjects)
    subject = subjects[place].format(name=seller_name(page))
    return replace(page, message=replace(page.message, subject=subject))
