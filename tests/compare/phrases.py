"""The sentences that dossiers.py makes texts of: for each language the forms of facts, and what stands between them.

The sentences are made up for this bench. `{n}` is a number that no other sentence of the text has, so that a quote occurs once.
"""

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "zh": [f"{month}月" for month in range(1, 13)],
}

DATES = {
    "fr": "le {day} {month} {year}", "en": "on {day} {month} {year}", "es": "el {day} de {month} de {year}",
    "ru": "{day} {month} {year} года", "ar": "في {day} {month} {year}", "zh": "{year}年{month}{day}日",
}

PLACES = {
    "fr": ["Port-Clair", "Val-d’Ombre", "Sainte-Aurore"], "en": ["Northmere", "Port Ellery", "Highcombe"],
    "es": ["Puerto Sereno", "Valdeluna", "Peñaflorida"], "ru": ["Светлогорье", "Камнеград", "Приозёрск-Дальний"],
    "ar": ["مدينة النور", "وادي السلام", "مرسى الخير"], "zh": ["明湖市", "青石港", "云岭城"],
}

PERSONS = {
    "fr": "Élodie Marchéval {x}", "en": "Harriet Colwood {x}", "es": "Íñigo Peñalver {x}", "ru": "Фёдор Заречный {x}",
    "ar": "سمير الوادي {x}", "zh": "林致远{x}",
}

ORGANISATIONS = {
    "fr": "Conseil des Rives {x}", "en": "Council of Shores {x}", "es": "Consejo de las Orillas {x}",
    "ru": "Совет Побережий {x}", "ar": "مجلس الشواطئ {x}", "zh": "海岸理事会{x}",
}

# What each kind of fact says: {a}, {b} actors, {who} a person, {date}, {place}.
FACTS = {
    "fr": {
        "meeting": "{date}, {a} et {b} se sont réunis à {place} (communiqué nᵒ {n} du registre)",
        "event": "{a}, selon la note nᵒ {n} du secrétariat, a fourni une aide d’urgence à {b} {date}",
        "statement": "{who} a déclaré, dans l’entretien nᵒ {n} du bulletin, que l’accord « tient toujours »",
        "commitment": "{a} s’engage, au point nᵒ {n} du procès-verbal, à former des équipes avec {b}",
        "stance": "{a} a salué, dans sa réponse nᵒ {n} du jour, l’attitude de {b}",
        "relation": "{a} et {b}, liés par le dossier nᵒ {n} du traité, restent partenaires",
    },
    "en": {
        "meeting": "{date} {a} and {b} met in {place} (release no {n} of the register)",
        "event": "{a}, says note no {n} of the secretariat, delivered emergency aid to {b} {date}",
        "statement": "{who} said in interview no {n} of the bulletin that the agreement “still holds”",
        "commitment": "{a} undertakes, under item no {n} of the minutes, to train teams with {b}",
        "stance": "{a} welcomed, in its reply no {n} of the day, the attitude of {b}",
        "relation": "{a} and {b}, bound by file no {n} of the treaty, remain partners",
    },
    "es": {
        "meeting": "{date}, {a} y {b} se reunieron en {place} (comunicado n.º {n} del registro)",
        "event": "{a}, según la nota n.º {n} de la secretaría, entregó ayuda urgente a {b} {date}",
        "statement": "{who} declaró, en la entrevista n.º {n} del boletín, que el acuerdo «sigue en pie»",
        "commitment": "{a} se compromete, en el punto n.º {n} del acta, a formar equipos con {b}",
        "stance": "{a} elogió, en su respuesta n.º {n} del día, la actitud de {b}",
        "relation": "{a} y {b}, unidos por el expediente n.º {n} del tratado, siguen siendo socios",
    },
    "ru": {
        "meeting": "{date} {a} и {b} провели встречу, {place} (сообщение № {n} по реестру)",
        "event": "{a}, как говорится в записке № {n} секретариата, предоставила срочную помощь, {b}, {date}",
        "statement": "{who} заявляет в беседе № {n} бюллетеня, что соглашение «остаётся в силе»",
        "commitment": "{a} обязуется по пункту № {n} протокола готовить группы вместе: {b}",
        "stance": "{a} приветствует в ответе № {n} за день позицию: {b}",
        "relation": "{a} и {b}, связанные делом № {n} по договору, остаются партнёрами",
    },
    "ar": {
        "meeting": "{date} اجتمعت {a} و {b} في {place} (البيان رقم {n} من السجل)",
        "event": "{a}، بحسب المذكرة رقم {n} للأمانة، قدمت مساعدة عاجلة إلى {b} {date}",
        "statement": "{who} قال في المقابلة رقم {n} من النشرة إن الاتفاق «ما زال قائما»",
        "commitment": "{a} تتعهد في البند رقم {n} من المحضر بتدريب فرق مع {b}",
        "stance": "{a} رحبت في ردها رقم {n} اليوم بموقف {b}",
        "relation": "{a} و {b}، يجمعهما الملف رقم {n} من المعاهدة، شريكان",
    },
    "zh": {
        "meeting": "{date}，{a}与{b}在{place}举行会晤（登记第{n}号公报）",
        "event": "据秘书处第{n}号照会，{a}于{date}向{b}提供紧急援助",
        "statement": "{who}在公报第{n}号访谈中说，协议“依然有效”",
        "commitment": "{a}在纪要第{n}号条目中承诺与{b}一起培训队伍",
        "stance": "{a}在当天第{n}号答复中欢迎{b}的态度",
        "relation": "{a}和{b}由条约第{n}号案卷联系在一起，仍是伙伴",
    },
}

# What a commitment says is intended.
DESCRIPTIONS = {
    "fr": "former des équipes", "en": "to train teams", "es": "formar equipos", "ru": "готовить группы",
    "ar": "تدريب فرق", "zh": "培训队伍",
}

# Sentences without facts.
FILLERS = {
    "fr": ["Les délégations sont arrivées dans la matinée, par temps clair.", "Le programme n’a pas été rendu public.",
           "Un \"livret\" de vingt pages a été remis aux journalistes.", "La salle, fermée pendant l’été, vient de rouvrir.",
           "Aucune question n’a été prise à la fin.\nLes portes se sont refermées aussitôt."],
    "en": ["The delegations arrived in the morning, in clear weather.", "The programme has not been made public.",
           "A \"booklet\" of twenty pages was handed to reporters.", "The hall, closed over the summer, has just reopened.",
           "No questions were taken at the end.\nThe doors closed at once."],
    "es": ["Las delegaciones llegaron por la mañana, con tiempo despejado.", "El programa no se ha hecho público.",
           "Se entregó a la prensa un \"cuaderno\" de veinte páginas.", "La sala, cerrada en verano, acaba de reabrir.",
           "No se admitieron preguntas al final.\nLas puertas se cerraron enseguida."],
    "ru": ["Делегации прибыли утром, при ясной погоде.", "Программа не обнародована.",
           "Журналистам раздали \"тетрадь\" в двадцать страниц.", "Зал, закрытый летом, только что открылся вновь.",
           "В конце вопросов не задавали.\nДвери тут же закрылись."],
    "ar": ["وصلت الوفود صباحا في طقس صاف.", "لم يعلن البرنامج.", "وزع على الصحفيين \"كتيب\" من عشرين صفحة.",
           "القاعة التي أغلقت في الصيف أعيد فتحها للتو.", "لم تطرح أسئلة في النهاية.\nأغلقت الأبواب على الفور."],
    "zh": ["各代表团上午抵达，天气晴朗。", "日程没有公布。", "记者拿到了一本二十页的\"手册\"。", "夏天关闭的大厅刚刚重新开放。",
           "最后没有提问。\n大门随即关上。"],
}
STOP = {"zh": "。"}
