# review: drafted
# Отправленные обращения: что с ними, дополнить, отозвать, и новости от рабочей группы.

tips-title = Мои обращения
tips-none = Вы ещё ничего не отправляли.
tips-line = { $code } · { $day } · { $status }

tip-title = Обращение { $code }
tip-question = Вас спросили: { $words }
status-new = В очереди, ещё не прочитано.
status-in-review = Его изучают.
status-action-taken = Нужные люди уже действуют.
status-closed = Готово. Обращение закрыто.
status-withdrawn = Вы его отозвали.

adding-title = Дополнить обращение { $code }
adding-hint = Пишите, говорите или пришлите фото, файл или геопозицию. Всё добавляется сразу.

withdraw-confirm-title = Отозвать обращение { $code }?
withdraw-confirm-hint = Рабочая группа увидит, что вы его отозвали. Присланное останется в записях.

notice-title = Новости об обращении { $code }
notice-general = О вашем обращении есть новости.
notice-words = { $words }
question-title = Вопрос об обращении { $code }
question-words = Вас спрашивают: { $words }
question-hint = Ответьте здесь: словами, голосом или фото. Отвечать не обязательно. Не ходите ничего выяснять.
