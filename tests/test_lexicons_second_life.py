"""Words of a second life in every language: subscribed again, started again, another plan.

A watchdog that does not read them cries wolf at the next charge: "charged after cancellation".
"""

import pytest

from parsers.language.wording import claims
from parsers.layout import lay_out
from parsers.message import Message, read_message

SENTENCES = (
    (
        "en",
        "You have resubscribed to Larkfield Plus.",
        "Your Larkfield subscription has started again.",
    ),
    ("de", "Du hast Larkfield Plus erneut abonniert.", "Dein Abo läuft wieder."),
    ("fr", "Vous vous êtes réabonné à Larkfield Plus.", "Votre abonnement a repris."),
    ("es", "Te has vuelto a suscribir a Larkfield Plus.", "Tu suscripción se ha reanudado."),
    ("pt", "Você voltou a assinar o Larkfield Plus.", "A sua assinatura foi retomada."),
    ("it", "Ti sei abbonato di nuovo a Larkfield Plus.", "Il tuo abbonamento è ripreso."),
    ("nl", "Je hebt je opnieuw geabonneerd op Larkfield Plus.", "Je abonnement is hervat."),
    ("pl", "Ponownie subskrybujesz Larkfield Plus.", "Twoja subskrypcja została wznowiona."),
    ("sv", "Du prenumererar igen på Larkfield Plus.", "Din prenumeration har återupptagits."),
    ("da", "Du abonnerer igen på Larkfield Plus.", "Dit abonnement er genoptaget."),
    ("nb", "Du abonnerer igjen på Larkfield Plus.", "Abonnementet ditt er gjenopptatt."),
    ("fi", "Olet tilannut Larkfield Plussan uudelleen.", "Tilauksesi on jatkunut jälleen."),
    ("cs", "Znovu odebíráte Larkfield Plus.", "Vaše předplatné bylo obnoveno a znovu běží."),
    ("hu", "Újra előfizettél a Larkfield Plusra.", "Az előfizetésed újraindult."),
    ("ro", "Te-ai abonat din nou la Larkfield Plus.", "Abonamentul tău a fost reluat."),
    ("tr", "Larkfield Plus'a yeniden abone oldunuz.", "Aboneliğiniz yeniden başladı."),
    ("ja", "Larkfield Plusに再登録されました。", "サブスクリプションが再開されました。"),
    ("ko", "Larkfield Plus를 다시 구독하셨습니다.", "구독이 다시 시작되었습니다."),
    ("zh", "您已重新订阅 Larkfield Plus。", "您的订阅已恢复。"),
)
CHANGES = (
    ("en", "You have changed your plan from Basic to Plus."),
    ("de", "Du hast deinen Tarif von Basic auf Plus geändert."),
    ("fr", "Vous êtes passé de la formule Basic à la formule Plus."),
    ("es", "Has cambiado tu plan de Basic a Plus."),
    ("pt", "Você mudou o seu plano de Basic para Plus."),
    ("it", "Hai cambiato il tuo piano da Basic a Plus."),
    ("nl", "Je hebt je abonnement gewijzigd van Basic naar Plus."),
    ("pl", "Twój plan został zmieniony z Basic na Plus."),
    ("sv", "Du har bytt abonnemang från Basic till Plus."),
    ("da", "Du har skiftet abonnement fra Basic til Plus."),
    ("nb", "Du har byttet abonnement fra Basic til Plus."),
    ("fi", "Olet vaihtanut tilauksesi tasolta Basic tasolle Plus."),
    ("cs", "Změnili jste tarif z Basic na Plus."),
    ("hu", "Módosítottad a csomagodat Basic csomagról Plus csomagra."),
    ("ro", "Ți-ai schimbat planul din Basic în Plus."),
    ("tr", "Planınızı Basic'ten Plus'a değiştirdiniz."),
    ("ja", "プランをBasicからPlusに変更しました。"),
    ("ko", "요금제를 Basic에서 Plus로 변경했습니다."),
    ("zh", "您已将套餐从 Basic 更改为 Plus。"),
)


@pytest.mark.parametrize(("language", "again", "running"), SENTENCES)
def test_a_second_life_is_read(language: str, again: str, running: str) -> None:
    assert said(language, again)[0] == said(language, running)[0] == "resumed"


@pytest.mark.parametrize(("language", "sentence"), CHANGES)
def test_a_change_of_plan_is_read(language: str, sentence: str) -> None:
    assert said(language, sentence)[0] == "plan_changed"


@pytest.mark.parametrize(
    "offer",
    [
        "Resubscribe today and save 50%.",
        "You can resubscribe at any time.",
        "If you change your plan from Basic to Plus, you pay the difference.",
        "Want your box to start again?",
    ],
)
def test_an_offer_of_a_second_life_is_none(offer: str) -> None:
    assert said("en", offer) == []


def said(language: str, sentence: str) -> list[str]:
    """The kinds that a sentence claims, the weightiest first."""
    raw = f"""From: Larkfield <hello@larkfield.example>
To: Pat Example <pat@example.org>
Subject: Larkfield
Date: Thu, 04 Jun 2026 10:00:00 +0000
Content-Type: text/html; charset=utf-8

<html lang="{language}"><body><p>{sentence}</p></body></html>
"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    return [str(claim.kind) for claim in claims(lay_out(message))]
