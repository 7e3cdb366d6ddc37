# review: drafted
# Вопросы обращения, по порядку.

safety-title = Вы на стоянке, в безопасном месте?
safety-hint = Пишите только на стоянке, где вас не видят и не слышат.

driving-title = Сначала остановитесь
driving-hint = Всё сохранится. Вернитесь, когда встанете в безопасном месте. При опасности звоните в 911.

danger-title = Кто-нибудь в опасности прямо сейчас?
danger-hint = Насилие, оружие, кого-то заперли, продают ребёнка, кто-то ранен или просит о помощи.

setting-title = Что это было за место?
setting-hint = Нажмите кнопку или просто напишите, что вы заметили.
setting-truck-stop = Трак-стоп
setting-motel = Мотель
setting-terminal = Автовокзал
setting-roadside = Обочина, место отдыха
setting-bus = В автобусе
setting-delivery-site = Доставка, стройка
setting-oilfield-camp = Нефтепромысел, лагерь
setting-online = В интернете

when-title = Когда вы это заметили?
when-hint = Или напишите, например: вчера вечером, около 10.
when-now = Прямо сейчас
when-hour = За последний час
when-today = Сегодня, раньше
when-yesterday = Вчера
when-days = Несколько дней назад

still-there-title = Они ещё там?
still-there-hint = Насколько вы знаете. Не возвращайтесь проверять.
still-there-yes = ещё там
still-there-no = их уже нет

heading-title = В какую сторону они направились?
heading-hint = Нажмите кнопку или напишите, например: по I-80 на запад, к Kearney.
heading-north = Север
heading-south = Юг
heading-east = Восток
heading-west = Запад

where-title = Где вы это видели?
where-hint = Пришлите геопозицию через скрепку или напишите. Дорогу лучше по-английски: I-80 west, mile 272, near Kearney NE
where-online-title = Где в интернете вы это видели?
where-online-hint = Сайт, приложение, ссылка или имя пользователя. Можно вставить сюда.
where-check-title = Это то место?
where-check-place = { $place }. Верно?
where-check-hint = Если нет, напишите ещё раз или пришлите геопозицию.

place-road-north = { $road } на север
place-road-south = { $road } на юг
place-road-east = { $road } на восток
place-road-west = { $road } на запад
place-mile = миля { $value }
place-kilometer = км { $value }
place-exit = съезд { $value }
place-county = округ { $value }
place-parish = округ { $value }
place-borough = округ { $value }
place-lot = { $value }

signs-title = Что вы заметили?
signs-legend = 👁 видно  👂 слышно  💬 мне сказали
noticed = { $number } { $sign }

people-count-title = Скольким людям может быть нужна помощь?
people-count-hint = Считайте только тех, кого, возможно, принуждают или держат под контролем.
count-1 = 1
count-2 = 2
count-3 = 3
count-4 = 4 и более
people-count =
    { $count ->
        [one] { $count } человек
        [few] { $count } человека
        [many] { $count } человек
       *[other] { $count } человека
    }
people-at-least =
    { $count ->
        [one] не меньше { $count } человека
        [few] не меньше { $count } человек
        [many] не меньше { $count } человек
       *[other] не меньше { $count } человек
    }

people-ages-title = Сколько им лет на вид?
people-ages-hint = Примерно. Отметьте всё, что подходит.
age-child = Ребёнок до 13 лет
age-teen = Подросток, 13–17 лет
age-adult = Взрослый человек
age-unsure = возраст неясен

people-look-title = Как они выглядели?
people-look-hint = Волосы, рост, одежда, приметы, травмы. И кто был с ними. Например: красное худи, рост 1,6 м, хромает.

vehicle-title = Была ли машина?
vehicle-hint = Тип, цвет, номер и штат, надписи на двери. Номер лучше латиницей: чёрный Tahoe, plate NE ABC 123.

contacts-title = Видели номера телефонов или имена?
contacts-hint = Номер, имя пользователя, ссылка, комната или услышанное имя. Например: комната 214, 308-555-0142.

media-title = Есть фото, видео или голосовые?
media-hint = Присылайте только то, что у вас уже есть или что можно снять незаметно. Никогда не подходите ближе ради снимка. Никаких сексуальных снимков тех, кому может быть меньше 18 лет.
media-count =
    { $count ->
        [one] { $count } файл
        [few] { $count } файла
        [many] { $count } файлов
       *[other] { $count } файла
    }
media-lost = не удалось получить: { $count }

words-title = Что ещё, своими словами?
words-hint = Что было, по порядку, и что вас встревожило. Можно говорить: пришлите голосовое сообщение.

told-title = Вы уже кому-нибудь сказали?
told-hint = Чтобы никто не делал ту же работу дважды. Отметьте всё, что подходит.
told-nobody = Пока никому
told-emergency = В 911
told-police = В полицию
told-hotline = На линию помощи
told-manager = Менеджеру на месте
told-company = Своей компании

may-ask-title = Можно задать вам вопрос здесь?
may-ask-hint = У рабочей группы может появиться вопрос. Отвечать не обязательно.
may-ask-yes = да
may-ask-no = нет

answer-before = Уже есть: { $answer }
