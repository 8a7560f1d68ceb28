"""What a sentence of billing mail states in Japanese, Chinese and Korean."""

import pytest

from parsers.events import EventKind
from parsers.language.lexicon import load
from parsers.language.wording import cadence_in, claims
from tests.pages import saying

# Each as a service would write it; None where it states nothing that has happened or will.
_JAPANESE = """
お支払いが完了しました。 | charge
ご購入ありがとうございます。 | charge
領収書のお知らせ | charge
1,280円をお客様のクレジットカードに請求しました。 | charge
11月分のご利用料金のお引き落としが完了いたしました。 | charge
サブスクリプションが更新されました。 | charge
ご注文ありがとうございました。 | charge
お支払期限は2026年11月30日です。 | invoice_due
11月分の請求書を発行いたしました。 | invoice_due
お客様のメンバーシップは2027年1月3日に自動更新されます。 | renewal_notice
次回のお支払い日は12月3日です。 | renewal_notice
2026年12月3日に1,280円が請求されます。 | renewal_notice
無料体験は11月10日に終了します。 | trial_ending
トライアル期間がまもなく終了します。 | trial_ending
無料トライアルが開始されました。 | trial_started
14日間の無料体験にお申し込みいただきありがとうございます。 | trial_started
サブスクリプションを解約しました。 | canceled
定期購読のキャンセルが完了しました。 | canceled
ご解約の手続きを承りました。 | canceled
自動更新をオフにしました。 | canceled
サブスクリプションの有効期限が切れました。 | expired
会員資格を一時停止しました。 | paused
サブスクリプションが再開されました。 | resumed
お支払いを処理できませんでした。 | payment_failed
クレジットカードの決済に失敗しました。 | payment_failed
カード会社により決済が承認されませんでした。 | payment_failed
2,400円を返金いたしました。 | refund
返金手続きが完了しました。 | refund
5営業日以内に返金いたします。 | refund_promised
2027年1月1日より、月額料金を980円から1,180円に改定いたします。 | price_change
料金改定のお知らせ | price_change
ファミリープランに変更しました。 | plan_changed
プランの変更が完了しました。 | plan_changed
ご登録いただきありがとうございます。プレミアム会員になりました。 | subscription_started
定期購読のお申し込みが完了しました。 | subscription_started
いつでもキャンセルできます。 |
トライアル期間中に解約した場合、料金は発生しません。 |
解約するには、アカウントページにアクセスしてください。 |
サブスクリプションは解約されていません。 |
料金は請求されません。 |
お支払いが確認できない場合、サービスを停止いたします。 |
返金はいたしかねます。 |
今なら30日間無料体験できます。 |
お支払いはまだ完了していません。 |
更新日の前日までに解約してください。 |
"""
_CHINESE = """
您的付款已成功。 | charge
感谢您的购买。 | charge
您的电子收据 | charge
我们已从您的信用卡扣款 25.00 元。 | charge
您的订阅已续订。 | charge
您的付款已收到,謝謝您。 | charge
訂單確認 | charge
您的帐单已出,请于11月30日前缴费。 | invoice_due
您的電子帳單已產生,繳費期限為11月30日。 | invoice_due
您的订阅将于2027年1月3日自动续订。 | renewal_notice
您的會員資格將於12月3日自動續約。 | renewal_notice
我们将于12月3日从您的账户扣款25元。 | renewal_notice
您的免费试用将于11月10日结束。 | trial_ending
您的免費試用期即將到期。 | trial_ending
您的免费试用已开始。 | trial_started
您已啟用 14 天免費試用。 | trial_started
您的订阅已取消。 | canceled
您已取消會員訂閱。 | canceled
已為您關閉自動續訂。 | canceled
您的订阅已到期。 | expired
您的订阅已暂停。 | paused
您的會員資格已恢復。 | resumed
付款失败 | payment_failed
我們無法處理您的付款。 | payment_failed
扣款未成功,请更新您的支付方式。 | payment_failed
我们已为您退款 68.00 元。 | refund
退款已完成。 | refund
款项将在5个工作日内退还至您的账户。 | refund_promised
自2027年1月1日起,訂閱價格將由 NT$270 調整為 NT$330。 | price_change
价格调整通知 | price_change
您已升级到家庭套餐。 | plan_changed
您的方案已變更。 | plan_changed
感谢您的订阅。 | subscription_started
您的訂閱已啟用。 | subscription_started
您可以随时取消订阅。 |
如果您在试用期结束前取消,则不会被收费。 |
如需取消訂閱,請前往帳戶頁面。 |
您的订阅尚未取消。 |
您不會被收取任何費用。 |
若付款失败,服务将被暂停。 |
已付款项恕不退款。 |
立即免费试用30天! |
請在試用期結束前取消。 |
"""
_KOREAN = """
결제가 완료되었습니다. | charge
구매해 주셔서 감사합니다. | charge
영수증 안내 | charge
등록하신 카드로 9,900원이 결제되었습니다. | charge
이용권이 갱신되었습니다. | charge
주문해 주셔서 감사합니다. | charge
11월 청구서가 발행되었습니다. | invoice_due
납부 기한은 2026년 11월 30일입니다. | invoice_due
구독은 2027년 1월 3일에 자동으로 갱신됩니다. | renewal_notice
다음 결제일은 12월 3일입니다. | renewal_notice
12월 3일에 9,900원이 결제될 예정입니다. | renewal_notice
무료 체험이 11월 10일에 종료됩니다. | trial_ending
무료 체험 기간이 곧 종료될 예정입니다. | trial_ending
무료 체험이 시작되었습니다. | trial_started
14일 무료 체험을 신청하셨습니다. | trial_started
구독이 취소되었습니다. | canceled
멤버십 해지가 완료되었습니다. | canceled
정기결제가 해지되었습니다. | canceled
자동 갱신이 해제되었습니다. | canceled
구독이 만료되었습니다. | expired
구독이 일시정지되었습니다. | paused
멤버십이 다시 시작되었습니다. | resumed
결제에 실패했습니다. | payment_failed
결제를 처리하지 못했습니다. | payment_failed
카드 승인이 거절되었습니다. | payment_failed
12,000원이 환불되었습니다. | refund
환불 처리가 완료되었습니다. | refund
영업일 기준 5일 이내에 환불될 예정입니다. | refund_promised
2027년 1월 1일부터 구독 요금이 9,900원에서 11,900원으로 인상됩니다. | price_change
요금 변경 안내 | price_change
패밀리 요금제로 변경되었습니다. | plan_changed
구독해 주셔서 감사합니다. | subscription_started
멤버십 가입이 완료되었습니다. | subscription_started
언제든지 해지할 수 있습니다. |
체험 기간 내에 해지하시면 요금이 청구되지 않습니다. |
구독을 취소하려면 계정 페이지를 방문하세요. |
구독이 취소되지 않았습니다. |
결제가 실패할 경우 서비스가 중단됩니다. |
환불이 불가능합니다. |
지금 30일 무료 체험을 시작하세요! |
요금은 청구되지 않습니다. |
"""
_TABLES = {"ja": _JAPANESE, "zh": _CHINESE, "ko": _KOREAN}
_CADENCES = (
    ("ja", "月額980円", "P1M"),
    ("ja", "年間プラン", "P1Y"),
    ("ja", "1週間ごと", "P1W"),
    ("ja", "3か月ごと", "P3M"),
    ("ja", "30日ごと", "P30D"),
    ("zh", "每月 NT$270", "P1M"),
    ("zh", "68元/年", "P1Y"),
    ("zh", "每週", "P1W"),
    ("zh", "连续包季", "P3M"),
    ("zh", "每30天", "P30D"),
    ("ko", "월 9,900원", "P1M"),
    ("ko", "연간 구독", "P1Y"),
    ("ko", "매주", "P1W"),
    ("ko", "3개월마다", "P3M"),
    ("ko", "30일마다", "P30D"),
)


def _sentences() -> list[tuple[str, str, EventKind | None]]:
    return [
        (language, text.strip(), EventKind(kind.strip()) if kind.strip() else None)
        for language, table in _TABLES.items()
        for text, kind in (line.rsplit("|", 1) for line in table.strip().splitlines())
    ]


@pytest.mark.parametrize(("language", "sentence", "kind"), _sentences())
def test_a_sentence_states_what_its_writer_means(
    language: str, sentence: str, kind: EventKind | None
) -> None:
    found = claims(saying(language, sentence))
    assert (found[0].kind if found else None) == kind, [claim.kind for claim in found]


@pytest.mark.parametrize(("language", "text", "period"), _CADENCES)
def test_a_cadence_is_named_in_many_words(language: str, text: str, period: str) -> None:
    assert cadence_in(text, language) == period


@pytest.mark.parametrize("language", sorted(_TABLES))
def test_every_kind_of_event_has_words(language: str) -> None:
    assert set(load(language).claims) == set(EventKind) - {EventKind.CANCELLATION_PENDING}
