import { cases, DATE, words, type LetterWords } from './letter-text.js';

const endpoint = (of: Record<'failing' | 'off' | 'gone', string>): string => cases('what', of);

/** Letters about webhook endpoints, to those who look after them. */
export const ENDPOINT: LetterWords = {
  subject: words(
    endpoint({
      failing: 'A webhook endpoint cannot be reached',
      off: 'A webhook endpoint was switched off',
      gone: 'A webhook endpoint was switched off',
    }),
    endpoint({
      failing: 'No se llega a un destino de webhooks',
      off: 'Se desactivó un destino de webhooks',
      gone: 'Se desactivó un destino de webhooks',
    }),
    endpoint({
      failing: 'Une adresse de webhook est injoignable',
      off: 'Une adresse de webhook a été désactivée',
      gone: 'Une adresse de webhook a été désactivée',
    }),
    endpoint({
      failing: 'تعذر الوصول إلى وجهة webhook',
      off: 'تم إيقاف وجهة webhook',
      gone: 'تم إيقاف وجهة webhook',
    }),
  ),
  text: words(
    endpoint({
      failing: `Nothing has reached {{ url }} since ${DATE}. New events are still tried; after five days it is switched off.`,
      off: `Nothing has reached {{ url }} since ${DATE}, so it was switched off, and what waited for it was dropped. When it works again, switch it on and ask for what it missed.`,
      gone: '{{ url }} answered that it is gone (410), so nothing is sent to it any more.',
    }),
    endpoint({
      failing: `Nada ha llegado a {{ url }} desde el ${DATE}. Los eventos nuevos se siguen intentando; a los cinco días se desactiva.`,
      off: `Nada ha llegado a {{ url }} desde el ${DATE}; por eso se desactivó y se descartó lo que esperaba. Cuando funcione, actívelo y pida lo que le falta.`,
      gone: '{{ url }} respondió que ya no existe (410); no se le envía nada más.',
    }),
    endpoint({
      failing: `Rien n'est arrivé à {{ url }} depuis le ${DATE}. Les nouveaux événements sont encore essayés ; après cinq jours l'adresse est désactivée.`,
      off: `Rien n'est arrivé à {{ url }} depuis le ${DATE} ; l'adresse a donc été désactivée et ce qui attendait a été abandonné. Quand elle fonctionnera, réactivez-la et demandez ce qui lui manque.`,
      gone: "{{ url }} a répondu qu'elle n'existe plus (410) ; plus rien ne lui est envoyé.",
    }),
    endpoint({
      failing: `لم يصل شيء إلى {{ url }} منذ ${DATE}. تستمر محاولة إرسال الأحداث الجديدة، ويتم إيقاف الوجهة بعد خمسة أيام.`,
      off: `لم يصل شيء إلى {{ url }} منذ ${DATE}، لذلك تم إيقاف الوجهة وإسقاط ما كان بانتظارها. عندما تعمل من جديد أعد تشغيلها واطلب ما فاتها.`,
      gone: 'أجاب {{ url }} بأنه لم يعد موجودا (410)، فلن يرسل إليه شيء بعد الآن.',
    }),
  ),
};
