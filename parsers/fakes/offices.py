"""What offices are called in many languages: words that are nobody's name."""

from parsers.merchants import fold

OFFICES_ABROAD = frozenset(
    """kundenbetreuung kundensupport zahlungsabteilung rechnungsabteilung rechnungsstelle abos
    mitgliederservice mitglieder sicherheit sicherheitsteam kontosicherheit kontoservice
    kontoverwaltung benachrichtigung mitteilung bestellung bestellungen dienst hilfe verwaltung
    vertragsservice verlängerung erinnerung mahnwesen
    abonnements abonnés abonné paiement paiements comptes sécurité équipe clientèle adhésion
    adhésions membres renouvellement renouvellements recouvrement commande commandes aide relation
    suscripción suscripciones servicio equipo ayuda seguridad cobros renovación renovaciones pedidos
    membresía centro técnico notificación notificaciones departamento
    faturamento faturação equipe equipa atendimento central segurança renovação contas cobranças
    abbonamenti abbonamento fatturazione pagamento supporto servizio sicurezza rinnovi rinnovo
    ordini ufficio reparto notifica notifiche abbonati
    abonnementen facturatie facturen betaling ondersteuning ledenservice leden lidmaatschap
    beveiliging rekeningen administratie bestellingen
    obsługa klient subskrypcje subskrypcja płatność biuro dział rozliczenia rozliczeń faktury
    bezpieczeństwo bezpieczeństwa powiadomienia pomoc abonament zamówienia
    zákaznický zákaznícky servis podpora předplatné predplatné platby oddělení oddelenie fakturace
    fakturácia účtárna bezpečnost bezpečnosť centrum objednávky členství oznámení technické
    ügyfélszolgálat számlázás előfizetések előfizetés fizetés fizetések biztonság értesítés csapat
    támogatás asistență suport abonamente facturare plăți plata clienți securitate serviciul
    serviciu
    relații notificare kundtjänst prenumeration prenumerationer betalning betalningar fakturering
    faktura medlemskap säkerhet avdelning avdelningen abonnemang meddelande
    kundesenter abonnementer betalinger regning sikkerhed sikkerhet afdeling avdeling medlemskab
    asiakaspalvelu laskutus tilaukset tilaus maksut maksu tili turvallisuus jäsenyys tuki
    asiakastuki maksupalvelu maksupalvelut laskupalvelu perintätoimisto zahlungsservice
    zahlungsdienst rechnungsservice betaltjänst betaltjänsten fakturaservice betalingstjeneste
    betaalservice
    betaaldienst
    hizmetleri hizmet destek abonelik abonelikler ödemeler faturalama güvenlik merkezi merkez ekibi
    hesap bilgi bildirim
    podrška korisnička služba pretplata pretplate plaćanje naplata sigurnost računi naročnine
    plačila
    klientų aptarnavimas prenumerata mokėjimai klientu serviss abonements maksājumi klienditugi
    tellimused maksed layanan pelanggan langganan pembayaran tagihan dukungan keamanan akun khidmat
    bantuan chăm sóc khách hàng hỗ trợ thanh toán hóa đơn dịch vụ thông báo
    служба поддержки поддержка подписка подписки оплата платежи биллинг клиентов клиентам
    безопасность отдел центр уведомления аккаунт команда сервис счета абонентов
    підтримка підтримки підписка підписки платежі клієнтів відділ безпека сповіщення сервіс
    поддръжка абонаменти абонамент плащания клиенти обслужване сигурност екип център
    υποστήριξη εξυπηρέτηση πελατών συνδρομή συνδρομές πληρωμές πληρωμή λογαριασμός ασφάλεια τμήμα
    κέντρο ομάδα ειδοποίηση τιμολόγηση
    お客様センター お客様サポート カスタマーサポート カスタマーサービス カスタマーセンター サポート
    サポートセンター 会員サービス お支払い アカウント 請求 ご請求 お知らせ
    고객센터 고객지원 결제 결제알림 결제팀 구독 멤버십 알림 지원 서비스 고객서비스 계정 보안
    客服中心 客服 客户服务 客戶服務 会员中心 會員中心 账单中心 支付中心 服务中心 账户中心
    安全中心 会员服务
    خدمة العملاء الدعم دعم فريق الفواتير الاشتراكات الاشتراك الدفع المدفوعات قسم مركز الحساب الأمان
    שירות לקוחות תמיכה חיוב מנויים תשלומים צוות
    subscriber subscribers relations licensing operations revenue admin administrator system mailer
    message messages donotreply statement statements renew autopay plan plans upgrade""".split()
)
# What a brand sells, or whom it serves, beside its name.
ABOUT = frozenset(
    """ai appeal appeals ads advertising album albums business channel cloud code content copyright
    creator creators creative design designer developer digital document documents domain
    drive education enterprise family files film films game games gaming group home hosting
    individual kids learn learning licence license licenses licensing live mail media mobile
    movie movies music partner partners personal photo photos plan plans platform player
    players plus policy pro protection review rewards safety seller sellers seats shopping
    stream streaming streams student students studio suite teams television tv usage video
    videos viewer viewers viewing watch workspace world""".split()
)

# Departments that firms bill from, and collect by: nobody who invites or shares is called so.
DEPARTMENTS = frozenset(
    map(
        fold,
        """accounts accounting finance receivable receivables collections buchhaltung inkasso
        mahnwesen finanzen comptabilité recouvrement contabilidad cobranzas contabilità recupero
        contabilidade cobrança boekhouding incasso crediteuren debiteuren księgowość windykacja
        ekonomi bokföring bogholderi regnskap kirjanpito perintä účtárna vymáhání könyvelés
        contabilitate muhasebe бухгалтерия бухгалтерія λογιστήριο 経理 会計 회계 财务""".split(),
    )
)
