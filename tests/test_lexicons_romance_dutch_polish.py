"""What a sentence of billing mail states in Italian, Portuguese, Dutch, Polish and Romanian."""

import pytest

from parsers.events import EventKind
from parsers.language.wording import cadence_in, claims, is_one_off
from tests.pages import saying

# Each as a service would write it, below the kind of event that it states; "none" where it
# states nothing: advice, conditions, negations, offers, small print.
_ITALIAN = """
= charge
Il tuo pagamento di 9,99 € è stato ricevuto.
Grazie per il tuo acquisto.
Ecco la ricevuta del tuo pagamento
Abbiamo addebitato 12,99 € sulla tua carta Visa che termina con 4242.
La tua ricevuta di Lanternino
Ti abbiamo inviato la fattura relativa al tuo pagamento di ottobre, già saldata.
Il tuo abbonamento è stato rinnovato per un altro mese.
= renewal_notice
Il tuo abbonamento si rinnoverà automaticamente il 3 dicembre 2026 al prezzo di 59,00 € all'anno.
Il tuo piano si rinnova il 12/12/2026, salvo disdetta.
Promemoria: il rinnovo del tuo dominio è previsto per il 20 novembre.
= trial_ending
Il periodo di prova gratuito terminerà il 10 novembre.
La tua prova gratuita sta per scadere.
= trial_started
La tua prova gratuita è iniziata.
Hai attivato la prova gratuita di 14 giorni.
= canceled
Ti confermiamo che il tuo abbonamento è stato annullato.
Hai disdetto il tuo abbonamento a Pianoforte Facile.
Abbiamo ricevuto la tua richiesta di disdetta e il rinnovo automatico è stato disattivato.
Conferma di cancellazione dell'abbonamento
Il tuo abbonamento non verrà rinnovato.
= refund
Abbiamo emesso un rimborso di 24,00 € sul tuo metodo di pagamento.
Il tuo ordine è stato rimborsato.
= refund_promised
Riceverai il rimborso entro 5 giorni lavorativi.
= payment_failed
Non siamo riusciti ad addebitare l'importo sulla tua carta.
Il tuo pagamento non è andato a buon fine.
= price_change
A partire dal 1° gennaio 2027 il prezzo del tuo abbonamento passerà da 9,99 € a 11,99 € al mese.
Modifica del prezzo del tuo abbonamento
= paused
Il tuo abbonamento è in pausa fino al 1° febbraio 2027.
= resumed
Il tuo abbonamento è stato riattivato.
= expired
Il tuo abbonamento è scaduto.
= plan_changed
Sei passato al piano Famiglia.
= subscription_started
Grazie per esserti abbonato!
Il tuo abbonamento è ora attivo.
= invoice_due
La tua bolletta è disponibile: scadenza 25 novembre.
Ti inviamo la fattura n. 114, da pagare entro il 30/11/2026.
= none
Puoi disdire il tuo abbonamento in qualsiasi momento.
Se annulli prima della fine della prova, non ti verrà addebitato nulla.
Per disdire l'abbonamento, accedi al tuo account.
Se il pagamento non va a buon fine, il servizio verrà sospeso.
Se hai già disdetto il tuo abbonamento, ignora questa email.
Non ti è stato addebitato alcun importo.
Il tuo abbonamento non è stato annullato.
= renewal_notice
L'importo ti verrà addebitato il 3 dicembre.
= none
Da quel momento ti verranno addebitati 9,99 € al mese.
Attiva ora la prova gratuita di 30 giorni!
Il tuo pacco è stato spedito.
Rimborso garantito entro 30 giorni se non sei soddisfatto.
Ricevi questa email perché hai effettuato un acquisto sul nostro sito.
= refund
Il rimborso è stato avviato.
Abbiamo dato il via al rimborso di 24,00 €.
Abbiamo avviato il rimborso del tuo ordine.
Il tuo rimborso di 24,00 € è stato disposto.
= none
Se il pacco non arriva entro il 12 novembre, verrai rimborsato.
Verrai rimborsato se l'articolo non arriva entro la data prevista.
In caso di mancata consegna riceverai un rimborso completo.
Qualora l'ordine non venga spedito, ti rimborseremo.
Il rimborso non è stato ancora avviato.
= refund_promised
Il rimborso verrà avviato entro 14 giorni.
Verrai rimborsato entro 5 giorni lavorativi.
= renewal_notice
Prossimo addebito: 9,99 € il 12 dicembre
In arrivo il prossimo addebito del tuo abbonamento
"""

_PORTUGUESE = """
= charge
Recebemos o seu pagamento de R$ 29,90.
Pagamento aprovado! Obrigado pela sua compra.
Seu pagamento foi confirmado.
Obrigado pelo seu pagamento.
Aqui está o recibo da sua compra
Recibo do seu pagamento à Sabiá Música
Cobramos R$ 19,90 no seu cartão de crédito com final 4242.
A sua assinatura foi renovada com sucesso.
Foi debitado o valor de 7,99 € no seu cartão.
A sua subscrição foi renovada e o pagamento foi efetuado.
Você pagou R$ 34,90 para Sabiá Música.
Fatura-recibo referente ao pagamento de novembro
= renewal_notice
Sua assinatura será renovada automaticamente em 3 de dezembro de 2026 por R$ 199,00 por ano.
A sua subscrição renova-se automaticamente a 12/12/2026.
Lembrete de renovação da sua assinatura anual
O valor será cobrado no seu cartão em 3 de dezembro.
Sua próxima cobrança de R$ 29,90 será em 10/12/2026.
= trial_ending
Seu período de teste gratuito termina em 10 de novembro.
O seu período experimental termina dentro de 3 dias.
Seu teste grátis está prestes a acabar.
= trial_started
Seu teste gratuito começou!
O seu período de avaliação gratuito foi iniciado.
Você ativou seu teste grátis de 7 dias.
= canceled
Sua assinatura foi cancelada.
A sua subscrição foi cancelada e mantém o acesso até 30 de novembro.
Você cancelou sua assinatura do Jornal do Vale.
Confirmamos o cancelamento da sua assinatura.
Confirmação de cancelamento
A renovação automática foi desativada.
Sua assinatura não será renovada.
= refund
Seu reembolso de R$ 59,90 foi processado.
Emitimos um reembolso de 14,99 € para o seu cartão.
O valor foi estornado na sua fatura.
Reembolsámos 14,99 € para o seu método de pagamento.
= refund_promised
O reembolso será efetuado no prazo de 10 dias úteis.
Você receberá o estorno em até duas faturas.
= payment_failed
Não conseguimos processar o seu pagamento.
Seu pagamento foi recusado pelo banco emissor.
O pagamento da sua mensalidade falhou.
Não foi possível cobrar o seu cartão.
= price_change
A partir de 1 de janeiro de 2027, o preço da sua assinatura passará de R$ 29,90 para R$ 34,90.
Alteração de preço da sua subscrição
O valor da sua mensalidade vai aumentar em janeiro.
= paused
Sua assinatura está pausada até 1 de fevereiro de 2027.
A sua subscrição foi suspensa temporariamente a seu pedido.
= resumed
Sua assinatura foi reativada.
A sua subscrição foi retomada.
= expired
Sua assinatura expirou.
= plan_changed
Seu plano foi alterado para Família.
= subscription_started
Obrigado por assinar a Sabiá Música!
A sua subscrição está agora ativa.
Sua assinatura foi confirmada.
Obrigado por subscrever o Diário da Serra.
= invoice_due
Sua fatura vence em 25 de novembro.
Já está disponível a sua fatura de novembro.
O boleto com vencimento em 30/11/2026 está anexo.
= none
Você pode cancelar a qualquer momento.
Pode cancelar a sua subscrição quando quiser.
Se você cancelar antes do fim do teste, nada será cobrado.
Caso não queira continuar, cancele até 9 de novembro.
Para cancelar sua assinatura, acesse sua conta.
Se o pagamento não for aprovado, o acesso será suspenso.
Nenhum valor foi cobrado no seu cartão.
Sua assinatura não foi cancelada.
Experimente grátis por 30 dias!
Seu pedido foi enviado e chega amanhã.
Garantia de reembolso de 30 dias se não ficar satisfeito.
Recebeu este e-mail porque efetuou um pagamento na nossa loja.
Se já efetuou o pagamento, desconsidere este aviso.
A sua conta foi debitada em 36,40 € na compra com cartão em Padaria Central.
= refund
O reembolso foi iniciado.
Iniciamos o reembolso de R$ 59,90.
Iniciámos o reembolso da sua encomenda.
Seu estorno foi solicitado ao banco e já foi iniciado.
= none
Se a encomenda não chegar, será reembolsado.
Caso o pedido não seja entregue, você receberá o reembolso.
Você será reembolsado se o produto não chegar.
O reembolso ainda não foi iniciado.
= refund_promised
O reembolso será iniciado em até 7 dias.
= renewal_notice
Próximo débito: 9,99 € a 12 de dezembro
O seu próximo débito está agendado para 12 de dezembro.
Aviso de débito futuro da sua subscrição
"""

_DUTCH = """
= charge
We hebben je betaling van € 9,99 ontvangen.
Bedankt voor je betaling.
Je betaling is gelukt.
Er is € 12,99 afgeschreven van je rekening.
Je abonnement is verlengd.
= renewal_notice
Je abonnement wordt op 3 december 2026 automatisch verlengd voor € 59,00 per jaar.
Je volgende betaling is op 12 december.
= trial_ending
Je gratis proefperiode eindigt op 10 november.
Uw proefabonnement loopt binnenkort af.
= trial_started
Je proefperiode is begonnen.
= canceled
Je abonnement is opgezegd.
Wij bevestigen de opzegging van uw abonnement.
Je abonnement wordt niet verlengd.
= refund
We hebben € 24,00 terugbetaald.
Je terugbetaling is verwerkt.
= refund_promised
Je ontvangt je geld binnen 5 werkdagen terug.
= payment_failed
Je betaling is mislukt.
We konden het bedrag niet afschrijven.
= price_change
Vanaf 1 januari 2027 gaat de prijs van je abonnement van € 9,99 naar € 11,99 per maand.
= paused
Je abonnement is gepauzeerd tot 1 februari.
= resumed
Je abonnement is hervat.
= expired
Je abonnement is verlopen.
= plan_changed
Je abonnement is gewijzigd naar Familie.
= subscription_started
Je abonnement is geactiveerd.
= invoice_due
Uw factuur moet voor 30 november worden betaald.
= none
Je kunt je abonnement op elk moment opzeggen.
Als je voor het einde opzegt, betaal je niets.
Je abonnement is niet opgezegd.
Er wordt niets afgeschreven.
Probeer 30 dagen gratis!
Om je abonnement op te zeggen, log je in.
Je pakket is verzonden.
= charge
Je hebt € 9,99 betaald aan Leeslamp.
Betalingsbevestiging
Je bon van Leeslamp
Hier is je betaalbewijs.
We hebben € 12,99 van je rekening afgeschreven.
Bedankt voor je aankoop!
Uw betaling is verwerkt.
Je lidmaatschap is automatisch verlengd.
Je ontvangstbewijs van Leeslamp
De factuur is betaald.
= renewal_notice
Aankomende afschrijving voor je Leeslamp-abonnement
Aankondiging van automatische incasso
Uw domein wordt op 12 december 2026 automatisch verlengd.
Je volgende betaling van € 9,99 wordt op 12 december afgeschreven.
Herinnering: je jaarabonnement wordt binnenkort verlengd
Op 3 december schrijven we € 59,00 van je rekening af.
Je abonnement wordt op 3 december verlengd, tenzij je opzegt.
= trial_ending
Nog 3 dagen tot het einde van je proefperiode.
Je proefmaand is bijna voorbij.
Je gratis maand eindigt op 10 november.
= trial_started
Je gratis proefperiode is gestart.
Welkom bij je gratis proefperiode!
= canceled
We hebben je abonnement opgezegd.
Je opzegging is verwerkt.
Opzegging bevestigd
Je hebt je abonnement opgezegd en houdt toegang tot 30 november.
Automatische verlenging is uitgeschakeld.
Je lidmaatschap is beëindigd.
Je annulering is bevestigd.
= refund
De terugbetaling is gestart.
Je terugbetaling van € 24,00 is in gang gezet.
We hebben een terugbetaling gedaan van € 24,00.
Het bedrag is teruggestort op je rekening.
Uw restitutie is uitgevoerd.
Bevestiging van je terugbetaling
Je hebt een terugbetaling ontvangen van Leeslamp.
= refund_promised
Het bedrag wordt binnen 5 werkdagen teruggestort.
We storten het bedrag binnen 5 werkdagen terug.
Je krijgt je geld binnen 14 dagen terug.
= payment_failed
Betaling mislukt
Je betaling is geweigerd.
De automatische incasso is gestorneerd.
Het is niet gelukt om € 9,99 af te schrijven.
We kunnen je betaling niet verwerken.
Er is een probleem met je betaling.
Je creditcard is geweigerd.
= price_change
De prijs van je abonnement stijgt per 1 januari 2027 van € 9,99 naar € 11,99 per maand.
Prijswijziging van je abonnement
Je abonnement wordt duurder.
We passen onze prijzen aan.
Je betaalt vanaf 1 januari € 11,99 in plaats van € 9,99.
= paused
Je hebt je abonnement gepauzeerd.
Je abonnement staat op pauze.
= resumed
Je abonnement is weer actief.
Je hebt je abonnement hervat.
= subscription_started
Bedankt voor je abonnement!
Je bent nu lid van Leeslamp.
Je abonnement is gestart.
= invoice_due
Je factuur van november staat voor je klaar.
Betalingsherinnering
We verzoeken u het bedrag voor 30 november over te maken.
= none
Als je pakket niet aankomt, krijg je je geld terug.
Niet tevreden? Dan krijg je je geld terug.
Wanneer je bestelling niet wordt geleverd, betalen we het bedrag terug.
Je bestelling is geannuleerd.
Je kunt altijd opzeggen.
Maandelijks opzegbaar.
Er is € 36,40 gepind bij Bakkerij Zonnebloem.
Er wordt geen geld afgeschreven.
Gratis retourneren binnen 30 dagen.
Bedankt dat je je hebt aangemeld voor onze nieuwsbrief.
Je betaalgegevens zijn bijgewerkt.
"""

_POLISH = """
= charge
Otrzymaliśmy Twoją płatność w wysokości 49,99 zł.
Dziękujemy za płatność.
Dziękujemy za zakup!
Twoja płatność została zrealizowana.
Potwierdzenie płatności za subskrypcję Sowa Plus
Z Twojej karty Visa kończącej się na 4242 pobraliśmy 29,99 zł.
Pobrano opłatę w wysokości 19,00 zł.
Twoja subskrypcja została odnowiona.
Twój rachunek od Sowa Audio
Obciążyliśmy Twoją kartę kwotą 12,30 zł.
Zapłaciłeś 34,00 zł na rzecz Sowa Audio.
Twój abonament został automatycznie przedłużony na kolejny miesiąc.
Państwa wpłata w wysokości 61,50 zł została zaksięgowana.
Faktura została opłacona.
= renewal_notice
Twoja subskrypcja odnowi się automatycznie 3 grudnia 2026 r. za 199,00 zł rocznie.
Abonament zostanie automatycznie przedłużony 12.12.2026.
Przypomnienie o odnowieniu subskrypcji
Następna płatność: 12 grudnia 2026
Najbliższa płatność w kwocie 29,99 zł zostanie pobrana 3 grudnia.
Zbliża się termin odnowienia Twojej domeny.
Opłata zostanie pobrana 3 grudnia.
Twoja domena wygasa 20 grudnia i zostanie odnowiona automatycznie, o ile nie zrezygnujesz.
= trial_ending
Twój bezpłatny okres próbny kończy się 10 listopada.
Okres próbny wygaśnie za 3 dni.
Twoja wersja próbna wkrótce się skończy.
Bezpłatny okres próbny dobiega końca
= trial_started
Twój bezpłatny okres próbny właśnie się rozpoczął.
Twój okres próbny został aktywowany.
Rozpocząłeś 14-dniowy okres próbny.
= canceled
Twoja subskrypcja została anulowana.
Twój abonament został wypowiedziany i wygaśnie 30 listopada.
Anulowaliśmy Twoją subskrypcję.
Potwierdzamy rezygnację z subskrypcji.
Potwierdzenie anulowania subskrypcji
Twoja subskrypcja nie zostanie odnowiona.
Automatyczne odnawianie zostało wyłączone.
Anulowałaś subskrypcję Sowa Plus.
Przyjęliśmy wypowiedzenie umowy nr 4471.
Twoje członkostwo zostało anulowane.
= refund
Zwróciliśmy 24,00 zł na Twoją kartę.
Zwrot środków został zrealizowany.
Zwrot w wysokości 24,00 zł został rozpoczęty.
Dokonaliśmy zwrotu płatności.
Zleciliśmy zwrot pieniędzy na Twoje konto.
Kwota 24,00 zł została zwrócona.
Potwierdzenie zwrotu środków
= refund_promised
Otrzymasz zwrot w ciągu 5 dni roboczych.
Pieniądze zostaną zwrócone na Twoją kartę.
Zwrócimy Ci 24,00 zł.
= payment_failed
Nie udało nam się pobrać płatności za Twoją subskrypcję.
Twoja płatność nie powiodła się.
Płatność została odrzucona przez bank.
Nie mogliśmy obciążyć Twojej karty.
Mamy problem z Twoją płatnością.
Płatność nie została zrealizowana.
Nieudana płatność za pakiet Sowa Plus
= price_change
Od 1 stycznia 2027 r. cena Twojej subskrypcji wzrośnie z 29,99 zł do 34,99 zł miesięcznie.
Zmiana ceny Twojej subskrypcji
Podnosimy cenę abonamentu.
Nowa cena będzie obowiązywać od 1 stycznia 2027.
= paused
Twoja subskrypcja jest wstrzymana do 1 lutego 2027.
Twój abonament został zawieszony.
= resumed
Twoja subskrypcja została wznowiona.
Twoja subskrypcja jest ponownie aktywna.
= expired
Twoja subskrypcja wygasła.
Twój abonament dobiegł końca.
= plan_changed
Twój plan został zmieniony na Rodzinny.
= subscription_started
Twoja subskrypcja jest już aktywna.
Dziękujemy za wykupienie subskrypcji!
Twój abonament został aktywowany.
= invoice_due
Prosimy o zapłatę faktury do 30 listopada.
Wystawiliśmy fakturę za listopad, termin płatności: 30.11.2026.
Twoja e-faktura jest już dostępna.
Kwota do zapłaty: 84,50 zł.
= none
Możesz anulować subskrypcję w dowolnym momencie.
Jeśli zrezygnujesz przed końcem okresu próbnego, nie zapłacisz nic.
Aby anulować subskrypcję, zaloguj się na swoje konto.
Jeżeli płatność nie powiedzie się, usługa zostanie zawieszona.
Jeśli płatność została już dokonana, prosimy zignorować tę wiadomość.
Twoja subskrypcja nie została anulowana.
Z Twojej karty nie pobrano żadnej opłaty.
Wypróbuj za darmo przez 30 dni!
Twoja paczka została wysłana.
Gwarancja zwrotu pieniędzy w ciągu 30 dni.
Otrzymujesz tę wiadomość, ponieważ masz u nas konto.
Jak anulować subskrypcję?
Zwrot środków jest możliwy w ciągu 14 dni.
Jeśli towar nie dotrze, zwrócimy Ci pieniądze.
Twoje zamówienie zostało anulowane.
Okres próbny możesz rozpocząć w każdej chwili.
Saldo po operacji: 1 204,11 zł
= charge
Dziękujemy za skorzystanie z Google Play. Płatność zakończona sukcesem.
Twoja płatność dla Spotify została przyjęta.
Twój paragon od Google Play
Otrzymaliśmy Państwa wpłatę. Dziękujemy.
Potwierdzenie zakupu: Kurs fotografii
Wysłałeś płatność automatyczną w kwocie 29,99 PLN do Sowa Audio
Dziękujemy za opłacenie abonamentu.
Potwierdzamy otrzymanie płatności za fakturę nr 12/2026.
Twoja karta została obciążona kwotą 29,99 zł.
Twoja subskrypcja Premium została przedłużona o rok.
Odnowiliśmy Twoją subskrypcję i pobraliśmy 99,00 zł.
Zamówienie zostało opłacone.
= renewal_notice
Już 3 grudnia odnowimy Twoją subskrypcję.
Za 7 dni odnowi się Twoja subskrypcja roczna.
Najbliższa płatność: 29,99 zł
Wkrótce pobierzemy opłatę za kolejny rok: 12 grudnia 2026.
Twoje członkostwo zostanie automatycznie przedłużone o rok w dniu 12.12.2026.
Nadchodzące odnowienie usługi
= trial_ending
Za 2 dni kończy się Twój bezpłatny okres próbny.
Twój miesięczny okres próbny zakończy się 12 listopada.
Pozostały 3 dni okresu próbnego.
= canceled
Twoja rezygnacja została przyjęta.
Subskrypcja anulowana
Z przykrością informujemy, że anulowaliśmy Twoją subskrypcję.
Anulowano subskrypcję usługi Sowa Plus.
Twój plan Premium został anulowany.
Twoja subskrypcja jest anulowana i wygaśnie 3 grudnia.
Zrezygnowałeś z subskrypcji Sowa Plus.
Wyłączyłeś automatyczne odnawianie subskrypcji.
Członkostwo zostało zakończone na Twoją prośbę.
= refund
Zwrot pieniędzy od Sowa Audio
Wysłaliśmy zwrot 20,00 zł.
Twój zwrot został zatwierdzony i przekazany do realizacji.
Zwróciliśmy Ci pieniądze.
Otrzymałeś zwrot od Sowa Audio.
= refund_promised
Środki zostaną zwrócone w ciągu 14 dni.
Zwrot zostanie zaksięgowany na Twoim koncie w ciągu 5 dni.
= payment_failed
Płatność odrzucona
Niestety Twoja płatność nie doszła do skutku.
Wystąpił problem z płatnością za Twoje członkostwo.
Nie mogliśmy przetworzyć Twojej ostatniej płatności.
Nie udało się odnowić Twojej subskrypcji.
Twoja karta została odrzucona.
= price_change
Zmieniamy ceny naszych planów.
Od lutego opłata za Twój abonament wyniesie 59 zł zamiast 49 zł.
Informujemy o zmianie cennika usług.
= subscription_started
Witamy w Sowa Plus! Twoja subskrypcja jest aktywna.
Zasubskrybowałeś plan Sowa Plus.
= invoice_due
W załączniku przesyłamy fakturę za listopad z terminem płatności 14 dni.
Masz nieopłaconą fakturę.
Faktura nr 33/11/2026
= none
Nie pobierzemy żadnej opłaty, jeśli anulujesz przed 10 listopada.
Zwrot jest realizowany w ciągu 14 dni od otrzymania paczki.
Twoje dane karty zostały zaktualizowane.
Kup teraz, zapłać później.
Zamów prenumeratę już od 9,90 zł miesięcznie.
Bezpłatny zwrot i darmowa dostawa.
Sprawdź, jak działa subskrypcja.
Jeżeli chcesz otrzymać zwrot, skontaktuj się z nami.
Twoje zamówienie zostało przyjęte do realizacji.
Anulowanie rezerwacji jest bezpłatne do 48 godzin przed przyjazdem.
Gdy anulujesz subskrypcję, dostęp wygaśnie.
Twoja przesyłka została doręczona.
Twój kod weryfikacyjny to 123456.
Zwracamy uwagę, że opłata abonamentowa nie obejmuje dostawy.
= refund
Zwracamy Ci 24,00 zł.
"""

_ROMANIAN = """
= charge
Am primit plata ta de 29,99 lei.
Mulțumim pentru plată!
Vă mulțumim pentru achiziție.
Plata ta a fost procesată cu succes.
Plata a fost efectuată.
Confirmare de plată pentru abonamentul Privighetoarea Plus
Am debitat 29,99 lei de pe cardul Visa care se termină în 4242.
Ai plătit 34,00 RON către Privighetoarea.
Chitanța ta de la Privighetoarea
Abonamentul tău a fost reînnoit.
Abonamentul dumneavoastră a fost prelungit automat pentru încă o lună.
Factura a fost achitată.
Cardul tău a fost debitat cu suma de 19,99 lei.
Multumim pentru plata dvs.
Am încasat contravaloarea abonamentului lunar.
Plată confirmată
Plata a fost înregistrată.
Dovada plății pentru comanda 4471
= renewal_notice
Abonamentul tău se va reînnoi automat pe 3 decembrie 2026 pentru 199,00 lei pe an.
Abonamentul se reînnoieşte automat la data de 12.12.2026.
Domeniul dvs. va fi reînnoit automat pe 20 decembrie.
Următoarea plată: 12 decembrie 2026
Următoarea plată de 29,99 lei va fi procesată pe 3 decembrie.
Urmează reînnoirea abonamentului tău
Suma va fi debitată de pe cardul tău pe 3 decembrie.
Abonamentul tau se va reinnoi in curand.
Îți reamintim că abonamentul se reînnoiește peste 7 zile, dacă nu îl anulezi.
Vom debita 29,99 lei pe 3 decembrie.
= trial_ending
Perioada ta de probă gratuită se încheie pe 10 noiembrie.
Perioada de probă expiră peste 3 zile.
Perioada de încercare este pe cale să se termine.
Mai ai 3 zile din perioada de probă.
Perioada dvs. gratuita de proba se termina maine.
= trial_started
Perioada ta de probă a început.
Ai activat perioada de probă gratuită de 14 zile.
Perioada de probă a fost activată.
= canceled
Abonamentul tău a fost anulat.
Abonamentul dvs. a fost reziliat și rămâne activ până la 30 noiembrie.
Ți-ai anulat abonamentul Privighetoarea Plus.
Am anulat abonamentul tău.
Confirmăm anularea abonamentului.
Confirmarea rezilierii contractului
Reînnoirea automată a fost dezactivată.
Abonamentul tău nu se va mai reînnoi.
Nu vei mai fi taxat.
Ați renunțat la abonament.
Abonament anulat
Abonamentul dumneavoastra a fost anulat cu succes.
Ţi-ai anulat abonamentul şi poţi folosi serviciul până la 30 noiembrie.
= refund
Am rambursat 24,00 lei pe cardul tău.
Rambursarea a fost procesată.
Rambursarea în valoare de 24,00 lei a fost inițiată.
Am inițiat rambursarea sumei de 24,00 lei.
Suma de 24,00 lei a fost returnată în contul tău.
Ţi-am returnat banii.
Confirmarea rambursării
Ai primit o rambursare de la Privighetoarea.
= refund_promised
Vei primi rambursarea în 5 zile lucrătoare.
Suma îți va fi rambursată pe card.
Vă vom returna banii în termen de 14 zile.
= payment_failed
Nu am putut procesa plata abonamentului tău.
Plata ta nu a reușit.
Plata a fost respinsă de bancă.
Plata a eșuat.
Nu am reușit să debităm cardul tău.
Avem o problemă cu plata ta.
Cardul tău a fost refuzat.
Plată eșuată pentru Privighetoarea Plus
Plata nu a putut fi efectuata.
= price_change
Din 1 ianuarie 2027, prețul abonamentului tău va crește de la 29,99 lei la 34,99 lei pe lună.
Modificarea prețului abonamentului tău
Preţul abonamentului se modifică de la 1 ianuarie 2027.
Actualizăm prețurile planurilor noastre.
Noul preț se aplică începând cu 1 ianuarie 2027.
= paused
Abonamentul tău este suspendat până la 1 februarie 2027.
Ai pus pe pauză abonamentul.
= resumed
Abonamentul tău a fost reactivat.
Abonamentul este din nou activ.
= expired
Abonamentul tău a expirat.
Abonamentul s-a încheiat.
= plan_changed
Planul tău a fost schimbat în Familie.
Ai trecut la planul Familie.
= subscription_started
Abonamentul tău este acum activ.
Mulțumim că te-ai abonat!
Abonamentul a fost activat.
Te-ai abonat la Gazeta Munților.
= invoice_due
Factura ta pe luna noiembrie este disponibilă.
Vă rugăm să achitați factura până la 30 noiembrie.
Total de plată: 84,50 lei, scadent la 30.11.2026.
Factura fiscală nr. 4471 a fost emisă.
Ai o factură neachitată.
= none
Poți anula abonamentul oricând.
Dacă anulezi înainte de sfârșitul perioadei de probă, nu plătești nimic.
Pentru a anula abonamentul, intră în contul tău.
Dacă plata nu reușește, serviciul va fi suspendat.
În cazul în care ați efectuat deja plata, vă rugăm să ignorați acest mesaj.
Abonamentul tău nu a fost anulat.
Nu ți-am debitat cardul.
Încearcă gratuit timp de 30 de zile!
Coletul tău a fost expediat.
Garanția returnării banilor în 30 de zile.
Primești acest e-mail pentru că ai un cont la noi.
Plata se face ramburs la curier.
Daca produsul nu ajunge, iti vom rambursa banii.
Comanda ta a fost anulată.
Cum îmi anulez abonamentul?
Ai la dispoziție 14 zile pentru retur.
Sold disponibil: 1.204,11 RON
Activează acum perioada de probă gratuită!
Puteti renunta la abonament in orice moment.
Coletul va fi livrat mâine.
Codul tău de verificare este 123456.
= charge
Plata ta către Spotify a fost acceptată.
Mulțumim pentru comanda ta! Plata a fost confirmată.
Iată chitanța ta
Ai trimis o plată automată de 29,99 RON către Privighetoarea
Bonul tău de la Google Play
Suma de 45,00 lei a fost încasată de pe cardul dvs.
Plata facturii a fost înregistrată.
Ți-am reînnoit abonamentul și am încasat 99,00 lei.
Plata dvs. in valoare de 61,50 RON a fost efectuata cu succes.
Vă mulțumim! Am înregistrat plata dumneavoastră.
= renewal_notice
Abonamentul tău urmează să se reînnoiască pe 3 decembrie.
În 7 zile îți vom reînnoi abonamentul anual.
Domeniul expiră pe 20 decembrie și va fi reînnoit automat.
Notificare de reînnoire automată
Următoarea factură va fi emisă pe 12 decembrie.
Vei fi taxat cu 29,99 lei pe 3 decembrie.
= trial_ending
Au mai rămas 2 zile din perioada de probă.
Trialul tău expiră mâine.
Perioada gratuită se termină pe 12 noiembrie.
= canceled
Cererea ta de anulare a fost înregistrată.
Am înregistrat cererea de reziliere a contractului.
Abonamentul va fi închis și nu se va mai prelungi.
Ai dezactivat reînnoirea automată.
Confirmare anulare abonament
Abonamentul Premium a fost oprit la cererea ta.
= refund
Rambursare de la Privighetoarea
Banii au fost returnați în contul dvs.
Am procesat rambursarea comenzii 4471.
V-am restituit suma de 20,00 lei.
Rambursarea ta a fost aprobată.
= refund_promised
Veți primi banii înapoi în 3-5 zile lucrătoare.
Rambursarea va apărea în cont în 5 zile.
= payment_failed
Plata nu s-a putut efectua.
Nu am putut reînnoi abonamentul tău.
A apărut o problemă la procesarea plății.
Cardul dvs. a fost respins.
Plata a fost refuzată.
Ultima plată nu a reușit
= price_change
Modificăm tarifele serviciilor noastre.
Tarifele se majorează de la 1 ianuarie.
Din februarie, abonamentul tău va costa 59 de lei pe lună.
Prețul va fi actualizat începând cu 1 februarie 2027.
= subscription_started
Abonamentul dvs. a fost activat cu succes.
Bine ai venit! Ești acum membru Premium.
= invoice_due
Factura lunii noiembrie a fost emisă.
Factura dvs. este scadentă pe 25.11.2026.
Reamintire de plată: factura nr. 4471
Ti-am emis o noua factura.
= none
Nu vei fi taxat dacă anulezi până pe 10 noiembrie.
Rambursarea se face în maximum 14 zile de la primirea coletului.
Datele cardului au fost actualizate.
Comanda ta a fost preluată.
Abonează-te de la 9,90 lei pe lună.
Retur gratuit și livrare gratuită.
Află cum funcționează abonamentul.
Anularea rezervării este gratuită până la 48 de ore înainte.
După anulare, abonamentul expiră.
Coletul a fost livrat.
Vei putea returna produsul în 30 de zile.
= refund
Va informam ca am procesat rambursarea comenzii.
= charge
Va multumim, plata facturii a fost inregistrata.
= refund_promised
Rambursarea va fi procesată în 5 zile.
"""

_TABLES = {
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "pl": _POLISH,
    "ro": _ROMANIAN,
}


def _sentences() -> list[tuple[str, str, EventKind | None]]:
    found: list[tuple[str, str, EventKind | None]] = []
    for language, table in _TABLES.items():
        kind: EventKind | None = None
        for line in table.strip().splitlines():
            if line.startswith("= "):
                kind = None if line == "= none" else EventKind(line.removeprefix("= "))
            else:
                found.append((language, line, kind))
    return found


@pytest.mark.parametrize(("language", "sentence", "kind"), _sentences())
def test_a_sentence_states_what_its_writer_means(
    language: str, sentence: str, kind: EventKind | None
) -> None:
    found = claims(saying(language, sentence))
    assert (found[0].kind if found else None) == kind, [claim.kind for claim in found]


_CADENCES = [
    ("it", "9,99 € al mese", "P1M"),
    ("it", "89,90 €/anno", "P1Y"),
    ("it", "canone trimestrale", "P3M"),
    ("it", "addebito ogni 6 mesi", "P6M"),
    ("it", "2,50 € a settimana", "P1W"),
    ("it", "ogni 30 giorni", "P30D"),
    ("it", "30 giorni di garanzia", None),
    ("pt", "R$ 29,90 por mês", "P1M"),
    ("pt", "4,99 €/mês", "P1M"),
    ("pt", "R$ 199,00/ano", "P1Y"),
    ("pt", "plano anual", "P1Y"),
    ("pt", "cobrança trimestral", "P3M"),
    ("pt", "a cada 6 meses", "P6M"),
    ("pt", "semestral", "P6M"),
    ("pt", "semanalmente", "P1W"),
    ("pt", "de 30 em 30 dias", "P30D"),
    ("pt", "30 dias grátis", None),
    ("nl", "€ 9,99 per maand", "P1M"),
    ("nl", "€ 99 per jaar", "P1Y"),
    ("nl", "elk kwartaal", "P3M"),
    ("nl", "wekelijks", "P1W"),
    ("nl", "30 dagen gratis", None),
    ("pl", "29,99 zł miesięcznie", "P1M"),
    ("pl", "29,99 zł/mies.", "P1M"),
    ("pl", "199 zł/rok", "P1Y"),
    ("pl", "subskrypcja roczna", "P1Y"),
    ("pl", "plan półroczny", "P6M"),
    ("pl", "płatność co kwartał", "P3M"),
    ("pl", "9 zł tygodniowo", "P1W"),
    ("pl", "odnawiana co 30 dni", "P30D"),
    ("pl", "30 dni za darmo", None),
    ("ro", "29,99 lei pe lună", "P1M"),
    ("ro", "29,99 lei/lună", "P1M"),
    ("ro", "29,99 lei/luna", "P1M"),
    ("ro", "199 RON/an", "P1Y"),
    ("ro", "abonament anual", "P1Y"),
    ("ro", "plată trimestrială", "P3M"),
    ("ro", "la fiecare 6 luni", "P6M"),
    ("ro", "saptamanal", "P1W"),
    ("ro", "la fiecare 30 de zile", "P30D"),
    ("ro", "30 de zile gratuit", None),
    ("ro", "factura pe luna noiembrie", None),
    ("it", "9,99 euro/mese", "P1M"),
]


@pytest.mark.parametrize(("language", "text", "cadence"), _CADENCES)
def test_a_text_names_its_cadence(language: str, text: str, cadence: str | None) -> None:
    assert cadence_in(text, language) == cadence


_SINGLE = [
    ("it", "Pagamento una tantum"),
    ("pt", "Pagamento único"),
    ("pt", "Recarga de celular"),
    ("nl", "Eenmalige betaling"),
    ("pl", "Płatność jednorazowa"),
    ("pl", "Doładowanie telefonu"),
    ("ro", "Plată unică"),
    ("ro", "Reîncărcare cartelă"),
]


@pytest.mark.parametrize(("language", "text"), _SINGLE)
def test_a_text_names_a_single_payment(language: str, text: str) -> None:
    assert is_one_off(text, language)
