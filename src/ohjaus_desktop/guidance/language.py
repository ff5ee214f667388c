"""Finnish and Swedish word forms: what makes "päihteistä", "päihde" and "paihteet" one word.

Snowball cuts the endings; the last consonants are then brought to their weak grade, because
Snowball leaves Finnish gradation alone (hoito, hoidon). Dots and rings are dropped, for those
who type without them. The valleys' speech is undone by rule: jalaka, appua, lääkärihin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

import Stemmer

from ohjaus_desktop.guidance import speech_words

_WORDS = re.compile(r"\w+")
_DOTS = str.maketrans("äöåéüæø", "aoaeuao")
LONGEST_WORD = 40
MOST_CHARACTERS = 4000
"""Nobody asks in more; what follows is not read."""

# The stemmers keep their state in themselves; the window and a background job may both ask.
_LOCK = Lock()
# Without their own memory, which takes three times as long as stemming: ``stems`` remembers.
_FINNISH = Stemmer.Stemmer("finnish", 0)
_SWEDISH = Stemmer.Stemmer("swedish", 0)

_SAYS_NOTHING = """
    mitään mikään joku jotain kaikki
    ja tai eli mutta vaan kun jos että ettei se ne tämä tuo nuo nämä hän he minä sinä mä sä mie sie
    mun sun mulla mulle minun minua minulla minulle sen sille sillä siitä on ei en et emme eivät ole
    oli ollut olla olen ollu oo joka jotka mitä mikä miten missä mihin mistä millä kuka kenen ihan
    kyllä nyt vain vielä myös jo niin kuin kanssa sekä ovat voi saa saisi haluaa haluaisi tarvitsee
    tarvii pitää pittää apua apuu appua och eller men att det den de är jag du han hon vi ni som en
    ett på av till för med inte kan vill har hur var när om mig min mitt behöver hjälp
    int ja e o å va ti sku the a of to
    and in is i my an at for from with his her their our are am be been does help please
"""
STOP_WORDS = frozenset(_SAYS_NOTHING.split())
"""Words that say nothing about the need. A phrase of needs may still be made of them."""

_NEGATIONS = "ei en et emme ette eivät eikä enkä ilman inte int itt intt ingen inget inga utan aldrig no not"
NEGATIONS = frozenset(_NEGATIONS.split())
"""Without one of them "ei rahaa" has not been said."""

_SAYS_LITTLE = """
    vuosi vuoden vuotta vuosia kuukausi kuukauden kuukautta viikko viikon viikkoa viime ensi taas aina
    enää ennää nykyään kohta heti tulossa tulee tuli tullut vie menee meni mennä mennyt lähtee lähti pois
    joutuu joutui pitäisi pitäs pitääkö pittääkö haluaisin haluan tarvitsen tarviis etsin etsii löytyykö
    mistäs kannattaako täytyy pystyy pysty osaa osaan tiedä tietää onko olisiko oisko voiko saako saanko
    jonkun joku jokin joltain kiitos moi hei asiakas asiakkaan asiakkaalla asiakkaalle
    nu igen alltid snart måste ska skulle finns får kan
    kolme kaksi yksi kymmenen kaksikymmentä sata vuosiin kertaa kerran pari päivä päivää päivästä illalla
    aamulla yöllä maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina jälkeen
    ennen sitten saakka asti kohta vaikka ehkä varmaan kai tarttee tarvis tarviin tarvin saamaan tehdä
    igår idag imorgon sedan nu igen två tre fyra fem
    eikä enkä ettei etten vaikka koska ku mut tää toi noi tälle tällä tässä täällä tuolla siellä sellainen
    semmonen semmoinen semmosen tämmöinen mahtaisin mahtaa kuinka kuinkahan mistäköhän mitenköhän tahtoisin
    tahtoo osaisitteko osaisiko sanoa sanoisitteko saada kuuluisi kaikkea kaikille kaikkien koko mää sää myö
    hyö heijän meijän teijän sitä niitä sitte jotta olis olisi oisi oisko ois ollaan olette olemme eiks eiku
    vähän hiukan aika oikein tosi tuntuu tulisi tulisiko voisi voisiko voiskos pystyisi päästä pääsisin
    pääsisi johonkin johonki mahdollista jolloin jolla jossa josta
    on hon dom dem sig sin sitt mig dig oss er så bara också nog nån nåt något någon några finns får vad vem
    vilken då här där upp ut från vid under över efter mot mycket lite blir blev bli vara varit ha
    want wants need needs has have very always again really
    son soon oon oot oomma oomme soot mulloon notta jotta ko nii tuala siäl siälä tääl tääläki kans palijo
    paljo ykskään yhtään minen mihinä mihinkä mihinkään missähän mistähän mistä millon kukahan onkohan ookko
    ookkonä edes ees eres kovasti kovaste oikeen oikeasti oikiasti vissiin jonkin jotakin jotaki jonku
    hede de tå då noo nog ju te mä tom sej mej dej ho sku sånt sån såna kanske nästan alltså också mest
    nåns nånstans varifrån vart tibaks bra ibland sådär nämligen
    mukaan kuitenkin näin tämän tästä tätä tänä näistä näitä näiden näillä noin siis itse juuri siinä
    siihen jonka kuten miksi lisäksi enemmän eri joten vastaan aikana esimerkiksi vai no todella jopa
    ainakin kautta tähän me meillä meidän meille meitä meiltä teillä teille teiltä heidän heitä heillä
    heille heiltä silloin välillä joskus muun niiden niissä niistä niillä niiltä hänen hänet hänellä
    hänelle hänestä häneltä häntä jota joita joilla joissa joista joiden jolle jolta johon joihin takia
    vuoksi usein harvoin edelleen yleensä lähes siksi sinne tänne tuonne erittäin myöhemmin muuten
    hieman kaiken kunnes kunhan mikäli paitsi melko melkein tosiaan tosin tietysti toki varsinkin
    etenkin varten lähtien mennessä puolesta puolella jotenkin jossain jostain jonnekin missään minkä
    minkään mitkä keneltä kenellä kenelle kenet kumpi kumman milloin jokainen jokaisen muutama muutaman
    mein meiän niinku niiku sitku ennenku ennenko kuhan joo juu okei kato emmä emmää enks onks voiks
    saaks pitäisikö pitäskö mites mitäs missäs mikäs kukas tollanen tommonen tällainen tällänen
    tuollainen mult multa sult kumminkin silti yhä juurikin lienee tuskin vähemmän enempää minne minnekä
    mihinkähän miltä miksei eiköhän kelle keltä kenestä kehen ketkä mones koskaan ikinä kovin myöskään
    gör göra gjort gjorde mer mera än utan allt även varför många vår våra deras hans hennes honom henne
    denna detta dessa sådan hos båda allting ingenting nånting någonting ingenstans redan endast dock
    ändå trots genom bland mellan ur enligt per via innan medan tills därför eftersom istället dessutom
    egentligen faktiskt tyvärr ungefär ganska väldigt riktigt verkligen precis ofta sällan numera strax
    senare tidigare tillbaka framför bakom bredvid runt kring ihop brukar verkar heter fanns förra hade
    haft kunde kunna skall borde bör ville fått blivit låta man din ditt dina ens väl just
"""
SAYS_LITTLE = frozenset(_SAYS_LITTLE.split())
"""Words that say nothing more about the need when others do."""
SMALL_WORDS = STOP_WORDS | SAYS_LITTLE

_WEAK_GRADE = {
    "kk": "k", "pp": "p", "tt": "t", "nk": "n", "ng": "n", "nt": "n", "nn": "n", "lt": "l", "ll": "l",
    "rt": "r", "rr": "r", "mp": "m", "mm": "m", "lk": "l", "rk": "r", "t": "d", "p": "v",
}  # fmt: skip
"""Final consonants → what both grades become; two say more than one."""
_NOUN_ENDINGS = re.compile(r"(?:uu|yy|u|y)(?:ks|s|d|t)e?$")
_ADJECTIVE = re.compile(r"in$")

_SPEECH = (
    # jalaka, kylymä, palavelu, heleppo: a vowel that slipped in after l, n, r, h
    (re.compile(r"([aeiouyäö])([lnrh])\1(?=[kmpvgjh])"), r"\1\2"),
    # appua, kottiin, rahhaa, assiaa: a consonant doubled before a long vowel or two
    (re.compile(r"([bdfghjklmnprstv])\1(?=[aeiouyäö]{2})"), r"\1"),
    # lääkärihin, kylähän, eläkkehen
    (re.compile(r"([aeiouyäö])h\1n$"), r"\1\1n"),
    # kipiä, vaikia
    (re.compile(r"i([aä])$"), r"e\1"),
    # mehtä, kahtoo
    (re.compile(r"ht(?=[aeouyäö])"), "ts"),
    # kattoo, mettä, ittensä
    (re.compile(r"tt(?=[aeouyäö])"), "ts"),
    # piäse, tiällä, piä: the long vowel of Savo, also of the upper valleys
    (re.compile(r"iä(?=[a-zäö])"), "ää"),
    # viepi, saapi, syöpi
    (re.compile(r"(ie|uo|yö|aa|ää|oi|ui|äy|yy)pi$"), r"\1"),
    # saaha, viijä, hoijetaan, meirän: what became of d
    (re.compile(r"(?<=aa|ää|uo|yö|ie|ei|oi|ui)[hj](?=[aäe])"), "d"),
    # lähteny, kuollu, juonu
    (re.compile(r"([nlrs])([uy])$"), r"\1\2t"),
    # makee, korkee, huonokuuloonen
    (re.compile(r"oonen$"), "oinen"),
    (re.compile(r"öönen$"), "öinen"),
    (re.compile(r"([kgt])ee$"), r"\1ea"),
    # kipsisä, sairaalasa
    (re.compile(r"([aeiouyäö])s([aä])$"), r"\1ss\2"),
    # selevijä, kotia: a j that glides between two vowels
    (re.compile(r"ij(?=[aä])"), "i"),
)
"""What is said in the valleys, in Ostrobothnia and its neighbours → what is written. In this order:
a word may need several of them."""

_SPEECH_OF_THE_UNKNOWN = (
    # ahistaa, tehä, yhessä, lähen: d that fell after h
    (re.compile(r"(?<=[aeiouyäö])h(?=[aeiouyäö])"), "hd"),
    # juua, tuuaan, syyä, viiä, lyyä
    (re.compile(r"uu(?=a)"), "uod"),
    (re.compile(r"yy(?=ä)"), "yöd"),
    (re.compile(r"ii(?=[aä])"), "ied"),
    # hoiettu, meiän, käyä, viiestä, kuuella
    (re.compile(r"(?<=[aeouyäö]i|[äöe]y|ii|uu)(?=[aäe])"), "d"),
    # meirän, lähre, hoiretahan: the d of Southern Ostrobothnia
    (re.compile(r"(?<=[aeiouyäöh])r(?=[aeiouyäö])"), "d"),
    # kattellaan, hoiretahan, mennähän
    (re.compile(r"([aä])h\1n$"), r"\1\1n"),
    # lääkärist, koulus, meilt, päiväl: the last vowel is left out
    (re.compile(r"(st|lt|ss|ll)$"), r"\1a"),
    (re.compile(r"(st|lt|ss|ll)$"), r"\1ä"),
    (re.compile(r"(?<=[aeiou])l$"), "lla"),
    (re.compile(r"(?<=[eiyäö])l$"), "llä"),
    # auttas, ottas, siivois, kävis, lainaks
    (re.compile(r"(?<=[aä])s$"), "isi"),
    # auttaas, pitääs
    (re.compile(r"([aä])\1s$"), r"\1isi"),
    (re.compile(r"(is|ks)$"), r"\1i"),
    # töis, humalas, pirtis: where something is, without its last vowel
    (re.compile(r"(?<=[aou])s$"), "ssa"),
    (re.compile(r"(?<=[eiyäö])s$"), "ssä"),
    # poijalla, palijo, velijet
    (re.compile(r"ij(?=[aeouyäö])"), "j"),
    # tuloo, kyselöö, haisoo
    (re.compile(r"(?:oo|öö)$"), "ee"),
    # otethan, piikitethän
    (re.compile(r"th([aä])n$"), r"t\1\1n"),
    # koulhun, hoithon, kauphan
    (re.compile(r"(?<=[klmnprstv])h([aeiouyäö])n$"), r"\1\1n"),
    # rintaha, ruokaha
    (re.compile(r"([aeiouyäö])h\1$"), r"\1\1n"),
    # nuari, miäs, tyä
    (re.compile(r"ua(?=[a-zäö])"), "uo"),
    (re.compile(r"iä"), "ie"),
    (re.compile(r"yä"), "yö"),
    # stein, bein, höig, höus
    (re.compile(r"(?<=[a-zäö])ei(?=[a-z])"), "e"),
    (re.compile(r"öi|öu"), "ö"),
    # flickon, mommon, kvinnon; gobbin, pojkin; sjukhuse, barne; penga, grannar
    (re.compile(r"on$"), "an"),
    (re.compile(r"in$"), "en"),
    (re.compile(r"(?<=[bdfgklmnprstv])e$"), "et"),
    # skrivi, falli, kommi; grannan, grannana
    (re.compile(r"(?<=[bdfgklmnprstv])i$"), "it"),
    (re.compile(r"(?<=[bdfgklmnprstv])ana?$"), "arna"),
    # tjök, kjött
    (re.compile(r"^[tk]j(?=[eiyäö])"), "k"),
)
"""Speech that may as well be a word of its own ("raha", "suru"): undone only where the word says
nothing as it is. The last ones are Ostrobothnian Swedish. Each alone."""


def words(text: str) -> list[str]:
    """The words of a text in small letters, in order; any Unicode is safe."""
    return all_words(text[:MOST_CHARACTERS])


def all_words(text: str) -> list[str]:
    """The same of a text of any length: of those that we index, not of what somebody typed."""
    return [word[:LONGEST_WORD] for word in _WORDS.findall(_normal(text).lower().replace("_", " "))]


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """``all_words`` of many short texts, in a third of the time."""
    together = "\n".join(" ".join(one.splitlines()) for one in texts)
    lines = _normal(together).lower().replace("_", " ").split("\n") if texts else []
    return [[word[:LONGEST_WORD] for word in _WORDS.findall(line)] for line in lines]


def distinct_words(text: str) -> set[str]:
    """The set of ``all_words``, in half the time: most words of a catalogue stand there often."""
    return {word[:LONGEST_WORD] for word in set(_WORDS.findall(_normal(text).lower().replace("_", " ")))}


def _normal(text: str) -> str:
    normal = text.isascii() or unicodedata.is_normalized("NFKC", text)
    return text if normal else unicodedata.normalize("NFKC", text)


def fold(word: str) -> str:
    """Without dots and rings, small letters."""
    return word.lower() if word.isascii() else word.lower().translate(_DOTS)


def plain(text: str) -> str:
    """A text as its folded words: equal for names that differ only in case, dots or marks."""
    return " ".join(fold(word) for word in words(text))


def _weakened(stem: str) -> str:
    """Bring the forms of one word together that Snowball leaves apart."""
    shorter = _NOUN_ENDINGS.sub("", stem)
    stem = shorter if len(shorter) >= 4 else stem
    shorter = stem.rstrip("aeiouyäö")
    stem = shorter if len(shorter) >= 3 else stem
    stem = _ADJECTIVE.sub("is", stem) if len(stem) >= 5 else stem  # yksinäinen, yksinäisen
    if len(stem) >= 4:
        for strong in (stem[-2:], stem[-1:]):
            if strong in _WEAK_GRADE:
                return stem[: -len(strong)] + _WEAK_GRADE[strong]
    return stem


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """The folded stems of one word in small letters, Finnish and Swedish."""
    if not word.isalpha():
        return frozenset({fold(word)})
    with _LOCK:
        finnish, swedish = _FINNISH.stemWord(word), _SWEDISH.stemWord(word)
    return frozenset({fold(_weakened(finnish)), fold(swedish)})


@lru_cache(maxsize=100_000)
def terms(word: str) -> frozenset[str]:
    """What the index keeps of a word: its stems and, for half-typed words, itself."""
    return stems(word) | {fold(word)}


@lru_cache(maxsize=100_000)
def spoken(word: str) -> tuple[str, ...]:
    """How the word may be written in books, if it looks like speech of the river valleys."""
    found: list[str] = list(speech_words.in_books(word))
    changed = word
    for pattern, book in _SPEECH:
        undone = pattern.sub(book, changed)
        if undone != changed:
            found += (undone, *speech_words.in_books(undone))
            single = pattern.sub(book, word)
            if single != undone:
                found.append(single)
            changed = undone
    return tuple(found)


def perhaps_spoken(word: str) -> tuple[str, ...]:
    """How an unknown word may be written in books; ``spoken`` gives what is more certain."""
    forms = (word, *spoken(word))
    undone = (pattern.sub(book, form) for form in forms for pattern, book in _SPEECH_OF_THE_UNKNOWN)
    return tuple(dict.fromkeys(form for form in undone if form not in forms))


def trigrams(word: str) -> frozenset[str]:
    """The three-letter pieces of a folded word, its ends marked."""
    marked = f" {word} "
    return frozenset([marked[at : at + 3] for at in range(len(marked) - 2)])


def likeness(a: str, b: str) -> float:
    """How alike two folded words are, 0–1 (Dice's coefficient of their trigrams)."""
    left, right = trigrams(a), trigrams(b)
    return 2 * len(left & right) / (len(left) + len(right))
