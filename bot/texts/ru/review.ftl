# review: drafted
# Проверка и подтверждение.

review-title = Отправляем?
review-setting = { $number }. Что за место: { $said }
review-when = { $number }. Когда: { $said }
review-where = { $number }. Где: { $said }
review-signs = { $number }. Замечено: { $said }
review-people = { $number }. Люди: { $said }
review-vehicle = { $number }. Машина: { $said }
review-contacts = { $number }. Номера, имена: { $said }
review-media = { $number }. Фото, файлы: { $said }
review-words = { $number }. Ваши слова: { $said }
review-told = { $number }. Кому сказали: { $said }
review-may-ask = { $number }. Можно вас спросить: { $said }
review-sign = { $mark } { $sign }
review-unsaid = { $number }. { $topic }
review-missing = Не указано: { $missing }. Можно отправить и так.
review-too-little = Чтобы отправить, добавьте фразу или скажите, где, когда и что вы заметили. Пока не указано: { $missing }.
unsaid-setting = что за место
unsaid-when = когда
unsaid-where = где
unsaid-signs = что вы заметили
unsaid-people = люди
unsaid-vehicle = машина
unsaid-contacts = номера, имена
unsaid-media = фото
unsaid-words = ваши слова
unsaid-told = кому вы сказали
unsaid-may-ask = можно ли вас спросить

receipt-title = Ваше обращение принято
receipt-code = Его код: { $code }. Записывать не нужно: он в разделе «Мои обращения».
receipt-next = Дальше его прочитает человек. Самое срочное идёт первым. Новости и вопросы придут сюда.
