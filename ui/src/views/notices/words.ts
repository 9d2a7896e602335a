/* What the bell says. */
import { words } from '../../words/words'

export const t = words({
	en: { title: 'Notices', fresh: 'new', unseen: { one: '{n} new notice', other: '{n} new notices' }, none: 'Nothing new. You are told here when somebody mentions or answers you.', mentioned: '{who} mentions you', answered: '{who} answers you' },
	pl: { title: 'Powiadomienia', fresh: 'nowe', unseen: { one: '{n} nowe powiadomienie', few: '{n} nowe powiadomienia', many: '{n} nowych powiadomień', other: '{n} nowego powiadomienia' }, none: 'Nic nowego. Tu zobaczysz, gdy ktoś o tobie wspomni lub ci odpowie.', mentioned: '{who} wspomina o tobie', answered: '{who} odpowiada ci' },
	ru: { title: 'Уведомления', fresh: 'новое', unseen: { one: '{n} новое уведомление', few: '{n} новых уведомления', many: '{n} новых уведомлений', other: '{n} нового уведомления' }, none: 'Ничего нового. Здесь будет видно, когда вас упомянут или вам ответят.', mentioned: '{who} упоминает вас', answered: '{who} отвечает вам' },
})
