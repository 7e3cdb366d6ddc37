# Around the report: first contact, home, language, erasing, hiding, stopping.

language-name = English
progress = { $step } of { $steps }
page = page { $page } of { $pages }
blank = { "" }

welcome-title = Road check
welcome-what = Seen someone on the road who may be forced or controlled? Tell us. You need not be sure.
# safety
welcome-kept = We keep what you send, sealed. Only the task force reads it. It is confidential. We never ask your name.
# safety
welcome-telegram = Telegram can see this chat, so it is not anonymous. The chat also stays on your phone.
# safety
welcome-not-emergency = This is not an emergency service. In danger, call 911 first.

home-title = Road check
home-hint = What would you like to do?
home-draft = Your report is kept. You can go on where you stopped.
home-refresh = Your yearly refresher is due. It is under Training.

language-title = Which language?

erase-confirm-title = Erase all about you here?
# safety
erase-confirm-hint = We forget this chat, your open report, and the link between you and what you sent. Tips already sent stay with the task force, without you. We cannot ask you anything then.

erased-title = You are erased
# safety
erased-hint = We keep nothing that leads to you. Clear the chat on your phone too: Telegram keeps its own copy.

hidden-title = Road check
hidden-hint = Nothing new on your route.
knock-title = Road check
knock-hint = You have a new message.

stop-title = Stop the report?
stop-hint = You can keep it and go on later. Nothing is sent until you send it.

resume-title = Go on with your report?
resume-hint = You started it a while ago. It is all still here.
