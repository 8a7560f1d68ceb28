"""Whether somebody says that what he writes of came to him for another, and that he hands it on."""

from parsers.text.bounded import Words

_NEAR = 2000  # characters of a letter in which it says so
_HANDED = Words(
    r"\b(?:(?:came|arrived|landed|turned up|ended up|sent|delivered)\b[^.!?\n]{0,30}\b(?:to|at|in"
    r"|with|for) (?:us|our|ours|me|my|mine|you|the (?:office|shared|shop))"
    r"|pass(?:ing)? (?:\w+ ){0,2}?(?:on|along)|(?:with|in|under) your name"
    r"|for you by mistake|(?:addressed|meant|intended) (?:to|for) you"
    r"|forward(?:ing)? (?:you |it |this |the )"
    r"|(?:wohl|vermutlich|eigentlich|offenbar) für (?:dich|sie|euch)"
    r"|(?:kam|landete|lag|ging|liegt)\b[^.!?\n]{0,30}\b(?:bei (?:uns|mir)|in unserem|in meinem)"
    r"|(?:leite|gebe|schicke|reiche|leiten|geben)\b[^.!?\n]{0,30}\bweiter"
    r"|auf (?:deinen|ihren|euren) namen|irrtümlich|versehentlich"
    r"|(?:vous|t['’]) ?(?:est|était) destinée?|reçue?\b[^.!?\n]{0,30}\b(?:pour vous|pour toi)"
    r"|(?:vous |te |t['’])(?:le |la |les )?(?:transmets|transfère|fais suivre)"
    r"|à (?:votre|ton) nom|par erreur"
    r"|a (?:tu|su) nombre|nombre (?:tuyo|suyo)|a nombre de (?:usted|ti)|por error"
    r"|(?:te|se) (?:lo |la )?(?:reenvío|reenvio)"
    r"|a (?:suo|tuo|vostro) nome|per errore|(?:le|ti|vi) (?:giro|inoltro)|(?:glielo|te lo) giro"
    r"|(?:em|no) (?:seu|teu|vosso) nome|por engano"
    r"|(?:encaminh|reencaminh|repass)(?:o|ando|amos)\b"
    r"|(?:kwam|kregen|ontvingen)\b[^.!?\n]{0,30}\b(?:bij ons|bij mij|binnen)"
    r"|is voor (?:jou|u)\b|stuur\b[^.!?\n]{0,30}\bdoor|op (?:jouw|uw|je) naam"
    r"|per (?:ongeluk|abuis)"
    r"|kom\b[^.!?\n]{0,20}\b(?:till (?:oss|mig)|til (?:oss|meg))|i ditt namn|av misstag"
    r"|skickar\b[^.!?\n]{0,20}\bvidare|(?:sender|sendt)\b[^.!?\n]{0,20}\bvidere"
    r"|(?:lå|kom|landede|havnede)\b[^.!?\n]{0,20}\b(?:hos|i (?:min|vores))|(?:dit|ditt) navn"
    r"|ved en (?:feil|fejl)|vidarebefordra\w*|videresend\w*"
    r"|tuli (?:meille|minulle|tänne)|vahingossa|erehdyksessä|(?:nimelläsi|nimellänne)"
    r"|(?:välitän|lähetän) (?:sen |tämän )?eteenpäin"
    r"|przysz\w+\b[^.!?\n]{0,20}\b(?:do nas|do mnie)|omyłkow\w+|pomyłkow\w+|przez pomyłkę"
    r"|na (?:pana|pani|twoje|państwa) (?:nazwisko|imię)|przesyłam dalej|przekazuj\w+ dalej"
    r"|(?:přišlo|prišlo) (?:nám|mi|k nám)|(?:omylem|omylom)"
    r"|na (?:vaše|tvoje|tvé) (?:jméno|meno)|(?:přeposílám|preposielam)"
    r"|(?:hozzánk|nekünk|hozzám) (?:érkezett|jött)|tévedésből|az ön nevére|a nevedre"
    r"|továbbít(?:om|juk)"
    r"|(?:a ajuns|a venit|am primit)\b[^.!?\n]{0,20}\b(?:la noi|din greșeală)|din greșeală"
    r"|pe numele (?:dvs|dumneavoastră|tău)|(?:vă|îți) (?:transmit|trimit) mai departe"
    r"|bize\b[^.!?\n]{0,20}\bgeldi|yanlişlikla|adiniza|iletiyorum)\b"
    r"|(?:нам|к нам|мне|на нашу)\b[^.!?\n]{0,25}\bприш[лё]|по ошибке|на ваше имя|пересыла[юе]"
    r"|(?:нам|до нас|мені)\b[^.!?\n]{0,25}\bприйш|помилково|на ваше ім|пересилаю"
    r"|(?:ήρθε|έφτασε|λάβαμε)\b[^.!?\n]{0,25}(?:σε εμάσ|σε μασ|κατά λάθοσ)|κατά λάθοσ"
    r"|στο όνομά σασ|προωθώ"
    r"|届いて(?:い|お)|届きました|転送(?:いた|し)|(?:저희|우리)[^.\n]{0,12}(?:왔|도착)"
    r"|전달(?:드|해|합)|잘못 (?:왔|전달|도착)|转(?:发|给)|轉(?:發|給)|误(?:发|送|寄)"
    r"|(?:您|你)的名字|הגיע(?:ה)? אלינו|על שמך|מעביר(?:ה)? לך|وصل(?:نا|ني|تنا)|باسمك|بالخطأ",
    most=_NEAR,
)


def is_passed_on(text: str) -> bool:
    """Whether it says that what it tells of is its reader's, and only came to its writer."""
    return bool(_HANDED.search(text))
