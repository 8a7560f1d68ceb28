"""Whether a letter says that its sender stands in for a brand: a reseller, whoever bills for it."""

from parsers.text.bounded import Words

_NEAR = 1200  # characters of a letter in which it says so
_STANDS_IN = Words(
    r"\b(?:(?:authori[sz]ed|certified|official|accredited|licen[sc]ed|regional"
    r"|local) (?:\w+ ){0,2}?"
    r"(?:re-?sellers?|partners?|dealers?|distributors?|agents?|agency|office|provider)"
    r"|(?:billing|payments?|licen[sc]ing|collections?|renewals?) (?:partners?|agents?|office"
    r"|provider"
    r"|service) (?:of|for)|on (?:behalf|instructions?) of|in the name of|instructed by"
    r"|as agents? of"
    r"|(?:manages?|handles?|look after|administers?) (?:\w+ ){1,3}?(?:subscriptions?|customers"
    r"|renewals?|licen[sc]es|payments|billing)|(?:billing|payments?) (?:\w+ ){0,3}?(?:through"
    r"|moved to"
    r"|transferred to)|(?:has|have) (?:transferred|moved|handed over)"
    r"|(?:autorisierte|offizielle|zertifizierte|lizenzierte|regionale)\w? (?:\S+ ){0,2}?(?:händler|"
    r"fachhändler|wiederverkäufer|partner|reseller|vertretung|agentur)"
    r"|(?:abrechnungs|zahlungs|vertriebs|lizenz)partner|im (?:auftrag|namen) (?:von|der|des)"
    r"|als partner von|betreuen|übernimmt die (?:abrechnung|zahlungen)"
    r"|(?:partenaire|revendeur|distributeur|agent) (?:\w+ ){0,2}?(?:officiel|agréé|autorisé"
    r"|certifié"
    r"|de facturation|de paiement)|pour le compte de|au nom de|mandatée? par|gérons les"
    r"|encaisse désormais"
    r"|(?:socio|distribuidor|revendedor|agente|partner) (?:\w+ ){0,2}?(?:oficial|autorizado"
    r"|certificado|de facturación|de pagos|de cobros)|en nombre de|por (?:cuenta|encargo) de"
    r"|como socio de|gestiona(?:mos)? (?:\w+ ){0,2}?(?:suscripciones|clientes|pagos|cobros)"
    r"|(?:partner|rivenditore|distributore|agente) (?:\w+ ){0,2}?(?:ufficiale|autorizzato"
    r"|certificato"
    r"|di fatturazione|di pagamento)|per conto di|in nome di|gestiamo (?:\w+ ){0,2}?(?:clienti"
    r"|abbonamenti|rinnovi)"
    r"|(?:parceiro|revendedor|distribuidor|agente) (?:\w+ ){0,2}?(?:oficial|autorizado|certificado"
    r"|de faturamento|de pagamento)|em nome d[aeo]|por conta d[aeo]"
    r"|(?:geautoriseerde?|officiële|gecertificeerde?|erkende?) (?:\w+ ){0,2}?(?:partner|verkoper"
    r"|reseller|dealer|wederverkoper)|betaalpartner|in opdracht van|namens"
    r"|(?:autoryzowan\w+|oficjaln\w+|certyfikowan\w+) (?:\w+ ){0,2}?(?:partner\w*|sprzedawc\w+"
    r"|dystrybutor\w*|przedstawiciel\w*)|na zlecenie|w imieniu"
    r"|(?:auktoriserad|officiell|certifierad|autoriseret|officiel|autorisert|offisiell)\w? (?:\w+ )"
    r"{0,2}?(?:återförsäljare|partner|forhandler)|på uppdrag av|på vegne a[fv]"
    r"|(?:valtuutettu|virallinen) (?:\w+ ){0,2}?(?:jälleenmyyjä|kumppani)|puolesta"
    r"|(?:autorizovan\w+|oficiáln\w+|regionáln\w+) (?:\w+ ){0,2}?(?:prodejc\w+|predajc\w+"
    r"|partner\w*"
    r"|zastoupení|zastúpenie|distributor\w*)|jménem|v mene|z pověření"
    r"|hivatalos (?:\w+ ){0,2}?(?:partner\w*|forgalmazó\w*|viszonteladó\w*)|megbízásából|nevében"
    r"|(?:partener|distribuitor|revânzător) (?:\w+ ){0,2}?(?:oficial|autorizat)|în numele"
    r"|yetkili (?:\w+ ){0,2}?(?:satici\w*|bayi\w*|temsilci\w*)|resmi (?:iş )?ortağ\w*|adina)\b"
    r"|επίσημο\w* (?:συνεργάτη|αντιπρόσωπο|μεταπωλητή)|εξουσιοδοτημένο|εκ μέρουσ|για λογαριασμό"
    r"|официальн\w+ (?:партн[её]р|дилер|представител|реселлер)|авторизованн\w+|по поручению"
    r"|от имени"
    r"|офіційн\w+ (?:партнер|представник)|уповноважен|від імені|официален партн|от името на"
    r"|正規代理店|正規販売店|公式パートナー|代理店|공식 ?(?:대리점|파트너|판매점)|授权(?:经销商"
    r"|代理|合作)"
    r"|官方(?:合作|代理)|الموزع المعتمد|وكيل معتمد|נציג מורשה|משווק מורשה|अधिकृत (?:विक्रेता"
    r"|भागीदार)",
    most=_NEAR,
)


def stands_in(text: str) -> bool:
    """Whether it says that its sender sells or bills for somebody else."""
    return bool(_STANDS_IN.search(text))
