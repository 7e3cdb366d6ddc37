# review: drafted
# Говорится один раз на следующей карточке: что понято и что не получилось.

noted-sent = Ваше обращение принято. Его код: { $code }.
noted-words = Сохранено: ваши слова.
noted-place = Где: { $place }.
noted-vehicle = Машина: { $vehicle }.
noted-contacts = Сохранено: { $contacts }.
noted-signs = Замечено: { $signs }
noted-people = Люди: { $people }.
noted-setting = Что за место: { $setting }.
noted-when = Когда: { $when }.
noted-media =
    { $count ->
        [one] Сохранён { $count } файл.
        [few] Сохранено { $count } файла.
        [many] Сохранено { $count } файлов.
       *[other] Сохранено { $count } файла.
    }
noted-too-large = Этот файл больше 20 МБ, получить его мы не можем. Это отмечено. Файл покороче подойдёт.
noted-unreadable = Такие сообщения здесь не работают. Напишите, скажите голосом, пришлите фото или геопозицию.
noted-unknown-command = Такой команды здесь нет. Нажимайте кнопки.
noted-nothing-open = Начатого обращения нет.
noted-draft-kept = Ваше обращение сохранено на потом.
noted-draft-gone = Обращение удалено. Ничего не отправлено.
noted-edited = Ваше изменение сохранено, прежние слова тоже.
noted-edited-tip = Ваше изменение добавлено к обращению { $code }.
noted-added = Добавлено к обращению { $code }.
noted-withdrawn = Обращение { $code } отозвано.
noted-hidden = Сообщения старше двух дней остаются в чате. Удалить их можете только вы.
toast-old-card = Та карточка устарела. Эта действует.
