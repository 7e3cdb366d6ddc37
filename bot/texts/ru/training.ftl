# review: drafted
# Обучение: курсы, уроки, сцены, экзамен, сертификат. Сам учебный материал лежит в indicators/courses/.

said = { $text }
numbered = { $number } { $text }
asked = ❓ { $text }
answer-marked = { $mark } { $answer }
training-in-english = Эта часть пока только на английском.

courses-title = Какая у вас работа?
courses-hint = Курс и список признаков зависят от вашей работы. Потом это можно изменить.

training-parts = Пройдено частей: { $done } из { $of }.
training-next = Дальше: { $title }
training-exam = Все части пройдены. Теперь итоговый экзамен: 15 вопросов.
training-exam-on = Экзамен ждёт на вопросе { $number } из { $of }.
# A day ends in «г.» already: no full stop after one.
training-passed = Сдано { $on }, действует до { $until }
training-due = Сдано { $on }, действует до { $until } Пора пройти ежегодное повторение.
training-refresher = Ежегодное повторение: три короткие части, потом экзамен.
training-partner = Вас направили сюда: { $partner }. Там видят только число людей и никогда не видят, кто это.

parts-title = Все части

scene-good = ✅ Хороший конец. Идите дальше или посмотрите другой путь.
scene-harm = Это кончилось плохо. Попробуйте другой путь.

exam-count = Верно: { $right } из { $of }.
exam-passed-title = Экзамен сдан
exam-passed-hint = Ваш сертификат готов. Имени на нём нет.
exam-failed-title = На этот раз не сдано
exam-safety = Была ошибка в вопросе о безопасности. На все такие вопросы нужно ответить верно.

certificate-title = Ваш сертификат
certificate-code = Код: { $code }
certificate-hint = Сохраните или перешлите его сейчас: он уйдёт из этого чата, когда вы нажмёте OK. Он ждёт вас в разделе «Обучение».

refresher-title = Минута о признаке, который вы заметили
refresher-none = Здесь больше нечего смотреть.

noted-exam-anew = Незаконченный экзамен отменён. Этот начинается с вопроса 1.
noted-link-open = Вы вошли по ссылке партнёра: { $partner }. Там видят только число людей и никогда не видят, кто это.
noted-link-already = Вы уже вошли раньше по ссылке партнёра: { $partner }.
noted-link-expired = Срок этой ссылки истёк. Сообщать и учиться можно и без неё.
noted-link-full = Все места по этой ссылке заняты. Сообщать и учиться можно и без неё.
noted-link-revoked = Эта ссылка больше не действует. Сообщать и учиться можно и без неё.
noted-link-unknown = Такая ссылка здесь неизвестна. Сообщать и учиться можно и без неё.
language-drafted = Эти тексты составила машина. Их ещё никто не проверял.
