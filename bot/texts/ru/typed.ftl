# review: drafted
# Слова, которые можно написать вместо нажатия, через |. Буквы ё и е равны; часто пишут и латиницей.

typed-back = назад | обратно | вернуться | nazad | obratno
typed-skip = пропуск | пропустить | пропусти | дальше | далее | propustit | dalshe | dalee
typed-stop = стоп | хватит | отмена | остановить | прервать | otmena | hvatit
typed-review = проверка | к проверке | обзор | проверить | закончить | proverit | zakonchit
typed-unsure = трудно сказать | не уверен | не уверена | не знаю | без понятия | хз | наверное | может быть | ne znayu | ne uveren | ne uverena | mozhet byt
typed-done = готово | всё | это всё | готов | готова | хорошо | ок | gotovo | vse | vsyo
typed-none = ничего | ничего из этого | нет | ни одного | ничего такого | nichego | net
typed-sos = сос | sos | 911 | опасность | опасно | помогите | помоги | на помощь | спасите | срочно | pomogite | pomogi | opasno | opasnost
typed-send = отправить | отправь | отправляй | отправляем | послать | да | otpravit | otprav | da
typed-yes = да | ага | угу | конечно | да да | ок | da | aga | ugu | konechno
typed-no = нет | неа | не | нет нет | net | nea | ne
typed-hide = скрыть | скрой | спрятать | быстро скрыть | skryt | spryatat
typed-saw = видел | видела | видно | увидел | увидела | videl | videla
typed-heard = слышал | слышала | слышно | услышал | услышала | slyshal | slyshala
typed-told = сказали | сказал | сказала | говорят | skazali | skazal | skazala
typed-off = убрать | убери | не | ubrat
typed-parked = на стоянке | я на стоянке | стою | припаркован | припаркована | припарковался | припарковалась | да | stoyu | na stoyanke | da
typed-driving = за рулём | я за рулём | еду | в пути | нет | ещё нет | za rulem | edu | net
typed-right = верно | правильно | да | точно | всё верно | verno | pravilno | tochno | da
typed-wrong = неверно | не верно | неправильно | нет | не то | не там | neverno | nepravilno | net
typed-nobody = никому | никто | пока никому | нет | nikomu | nikto | net
typed-keep = сохранить | сохрани | потом | позже | да | sohranit | potom | da
typed-discard = удалить | удали | выбросить | udalit
typed-go-on = продолжить | продолжаем | продолжай | да | prodolzhit | da
typed-start-over = заново | начать заново | сначала | новое | zanovo | snachala
typed-report = сообщить | обращение | сообщить о случае | начать | старт | да | soobshchit | nachat | da
typed-hello = привет | здравствуйте | здравствуй | добрый день | добрый вечер | доброе утро | здрасте | тест | privet | zdravstvuyte | zdravstvuite | dobriy den
typed-tips = мои обращения | обращения | статус | новости | отозвать
typed-help = помощь | номера | телефоны
typed-language = язык | language
typed-thanks = спасибо | спс | ок | окей | хорошо | понял | поняла | ладно | spasibo | ok
