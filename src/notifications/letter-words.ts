import type { Topic } from '../bank-config/letter-topics.js';
import { APPROVAL } from './approval-words.js';
import { ENDPOINT } from './endpoint-words.js';
import { AMOUNT, cases, DATE, words, type LetterWords } from './letter-text.js';
import { SECURITY } from './security-words.js';

/** What a bank without a name calls itself. */
export const YOUR_BANK = words('Your bank', 'Su banco', 'Votre banque', 'مصرفك');

export const GREETING = words(
  'Dear {{ name }},',
  'Hola, {{ name }}:',
  'Bonjour {{ name }},',
  'مرحبا {{ name }}،',
);

export const SEE = words(
  'Look here: {{ link }}',
  'Véalo aquí: {{ link }}',
  'À voir ici : {{ link }}',
  'التفاصيل هنا: {{ link }}',
);

/** Below a letter that its reader may turn off; `{url}` is filled in. */
export const TURN_OFF = words(
  'If you do not want such letters any more: {url}',
  'Si no desea recibir más mensajes como este: {url}',
  'Si vous ne voulez plus recevoir ce type de message : {url}',
  'إذا لم تعد ترغب في مثل هذه الرسائل: {url}',
);

const decision = (of: Record<'granted' | 'queued' | 'cancelled' | 'expired', string>): string =>
  cases('decision', of);

const either = (what: string, text: string, other: string): string =>
  `{% if what == '${what}' %}${text}{% else %}${other}{% endif %}`;

/** Version 0 of every template. */
export const LETTERS: Readonly<Record<Topic, LetterWords>> = {
  receipt: {
    subject: words(
      `Your payment of ${AMOUNT}`,
      `Su pago de ${AMOUNT}`,
      `Votre paiement de ${AMOUNT}`,
      `دفعتك بمبلغ ${AMOUNT}`,
    ),
    text: words(
      `We received your payment of ${AMOUNT} on loan {{ loan }}. It counts from ${DATE}.`,
      `Hemos recibido su pago de ${AMOUNT} del préstamo {{ loan }}. Cuenta desde el ${DATE}.`,
      `Nous avons reçu votre paiement de ${AMOUNT} sur le prêt {{ loan }}. Il compte à partir du ${DATE}.`,
      `استلمنا دفعتك بمبلغ ${AMOUNT} على القرض {{ loan }}. تحتسب اعتبارا من ${DATE}.`,
    ),
  },
  reminder: {
    subject: words(
      `${AMOUNT} is due on ${DATE}`,
      `${AMOUNT} vencen el ${DATE}`,
      `${AMOUNT} à payer le ${DATE}`,
      `يستحق ${AMOUNT} في ${DATE}`,
    ),
    text: words(
      `${AMOUNT} is due on loan {{ loan }} on ${DATE}. If you have paid meanwhile, there is nothing more to do.`,
      `El ${DATE} vencen ${AMOUNT} del préstamo {{ loan }}. Si ya ha pagado, no tiene que hacer nada más.`,
      `${AMOUNT} sont à payer sur le prêt {{ loan }} le ${DATE}. Si vous avez payé entre-temps, il n'y a plus rien à faire.`,
      `يستحق ${AMOUNT} على القرض {{ loan }} في ${DATE}. إذا كنت قد دفعت فلا حاجة إلى أي إجراء آخر.`,
    ),
  },
  overdue: {
    subject: words(
      `${AMOUNT} is overdue since ${DATE}`,
      `${AMOUNT} vencidos desde el ${DATE}`,
      `${AMOUNT} en retard depuis le ${DATE}`,
      `تأخر سداد ${AMOUNT} منذ ${DATE}`,
    ),
    text: words(
      `${AMOUNT} of loan {{ loan }} is overdue since ${DATE}: {{ days }} days. Please pay it, or talk to us if you cannot.`,
      `${AMOUNT} del préstamo {{ loan }} están vencidos desde el ${DATE}: {{ days }} días. Le rogamos que pague o que hable con nosotros si no puede.`,
      `${AMOUNT} du prêt {{ loan }} sont en retard depuis le ${DATE} : {{ days }} jours. Merci de payer, ou de nous parler si vous ne le pouvez pas.`,
      `تأخر سداد ${AMOUNT} من القرض {{ loan }} منذ ${DATE}، أي {{ days }} يوما. يرجى الدفع، أو التحدث إلينا إذا تعذر ذلك.`,
    ),
  },
  default: {
    subject: words(
      'Your loan {{ loan }} is in default',
      'Su préstamo {{ loan }} está en incumplimiento',
      'Votre prêt {{ loan }} est en défaut',
      'قرضك {{ loan }} متعثر',
    ),
    text: words(
      `Loan {{ loan }} is in default: ${AMOUNT} is overdue since ${DATE}. Please get in touch with us now.`,
      `El préstamo {{ loan }} está en incumplimiento: ${AMOUNT} están vencidos desde el ${DATE}. Póngase en contacto con nosotros ahora.`,
      `Le prêt {{ loan }} est en défaut : ${AMOUNT} sont en retard depuis le ${DATE}. Merci de nous contacter sans attendre.`,
      `القرض {{ loan }} متعثر: تأخر سداد ${AMOUNT} منذ ${DATE}. يرجى التواصل معنا الآن.`,
    ),
  },
  loan_decision: {
    subject: words(
      decision({
        granted: `Your loan of ${AMOUNT} is granted`,
        queued: `Your loan of ${AMOUNT} waits for money`,
        cancelled: `Your request for ${AMOUNT} was cancelled`,
        expired: `Your request for ${AMOUNT} has ended`,
      }),
      decision({
        granted: `Su préstamo de ${AMOUNT} está concedido`,
        queued: `Su préstamo de ${AMOUNT} espera fondos`,
        cancelled: `Su solicitud de ${AMOUNT} fue cancelada`,
        expired: `Su solicitud de ${AMOUNT} ha terminado`,
      }),
      decision({
        granted: `Votre prêt de ${AMOUNT} est accordé`,
        queued: `Votre prêt de ${AMOUNT} attend des fonds`,
        cancelled: `Votre demande de ${AMOUNT} a été annulée`,
        expired: `Votre demande de ${AMOUNT} a pris fin`,
      }),
      decision({
        granted: `تمت الموافقة على قرضك بمبلغ ${AMOUNT}`,
        queued: `قرضك بمبلغ ${AMOUNT} بانتظار التمويل`,
        cancelled: `تم إلغاء طلبك بمبلغ ${AMOUNT}`,
        expired: `انتهى طلبك بمبلغ ${AMOUNT}`,
      }),
    ),
    text: words(
      decision({
        granted: `Your loan {{ loan }} of ${AMOUNT} was granted on ${DATE}. Its schedule is online.`,
        queued: `Your loan {{ loan }} of ${AMOUNT} waits until there is money for it. We write again when it is decided.`,
        cancelled: `Your request {{ loan }} for ${AMOUNT} was cancelled on ${DATE}.`,
        expired: `There was no money for your request {{ loan }} for ${AMOUNT} in time: it ended on ${DATE}. You may ask again.`,
      }),
      decision({
        granted: `Su préstamo {{ loan }} de ${AMOUNT} fue concedido el ${DATE}. El calendario está en línea.`,
        queued: `Su préstamo {{ loan }} de ${AMOUNT} espera hasta que haya fondos. Le escribiremos cuando se decida.`,
        cancelled: `Su solicitud {{ loan }} de ${AMOUNT} fue cancelada el ${DATE}.`,
        expired: `No hubo fondos a tiempo para su solicitud {{ loan }} de ${AMOUNT}: terminó el ${DATE}. Puede pedirlo otra vez.`,
      }),
      decision({
        granted: `Votre prêt {{ loan }} de ${AMOUNT} a été accordé le ${DATE}. L'échéancier est en ligne.`,
        queued: `Votre prêt {{ loan }} de ${AMOUNT} attend des fonds. Nous vous écrirons quand ce sera décidé.`,
        cancelled: `Votre demande {{ loan }} de ${AMOUNT} a été annulée le ${DATE}.`,
        expired: `Il n'y a pas eu de fonds à temps pour votre demande {{ loan }} de ${AMOUNT} : elle a pris fin le ${DATE}. Vous pouvez en faire une nouvelle.`,
      }),
      decision({
        granted: `تمت الموافقة على قرضك {{ loan }} بمبلغ ${AMOUNT} في ${DATE}. جدول السداد متاح على الموقع.`,
        queued: `قرضك {{ loan }} بمبلغ ${AMOUNT} بانتظار توفر التمويل. سنكتب إليك عند البت فيه.`,
        cancelled: `تم إلغاء طلبك {{ loan }} بمبلغ ${AMOUNT} في ${DATE}.`,
        expired: `لم يتوفر التمويل في الوقت المناسب لطلبك {{ loan }} بمبلغ ${AMOUNT}، فانتهى في ${DATE}. يمكنك تقديم طلب جديد.`,
      }),
    ),
  },
  autopay: {
    subject: words(
      either('announced', `We will collect ${AMOUNT} on ${DATE}`, 'Automatic payment is off'),
      either('announced', `Cobraremos ${AMOUNT} el ${DATE}`, 'El pago automático está desactivado'),
      either('announced', `Nous prélèverons ${AMOUNT} le ${DATE}`, 'Le prélèvement est désactivé'),
      either('announced', `سنحصل ${AMOUNT} في ${DATE}`, 'تم إيقاف الدفع التلقائي'),
    ),
    text: words(
      either(
        'announced',
        `We will collect ${AMOUNT} for loan {{ loan }}; it counts from ${DATE}. You need not do anything.`,
        'Nothing is collected by itself for loan {{ loan }} any more. Please pay yourself what falls due.',
      ),
      either(
        'announced',
        `Cobraremos ${AMOUNT} del préstamo {{ loan }}; cuenta desde el ${DATE}. No tiene que hacer nada.`,
        'Ya no se cobra nada automáticamente del préstamo {{ loan }}. Pague usted lo que venza.',
      ),
      either(
        'announced',
        `Nous prélèverons ${AMOUNT} pour le prêt {{ loan }} ; cela compte à partir du ${DATE}. Vous n'avez rien à faire.`,
        "Plus rien n'est prélevé automatiquement pour le prêt {{ loan }}. Merci de payer vous-même ce qui arrive à échéance.",
      ),
      either(
        'announced',
        `سنحصل ${AMOUNT} للقرض {{ loan }}، وتحتسب اعتبارا من ${DATE}. لا حاجة إلى أي إجراء منك.`,
        'لم يعد يحصل أي مبلغ تلقائيا للقرض {{ loan }}. يرجى أن تدفع بنفسك ما يستحق.',
      ),
    ),
  },
  transfer_failed: {
    subject: words(
      `A transfer of ${AMOUNT} did not work`,
      `Una transferencia de ${AMOUNT} no funcionó`,
      `Un transfert de ${AMOUNT} n'a pas abouti`,
      `لم يتم تحويل ${AMOUNT}`,
    ),
    text: words(
      `The transfer of ${AMOUNT} that was asked for on ${DATE} did not work. Please look whether something has to be done.`,
      `La transferencia de ${AMOUNT} pedida el ${DATE} no funcionó. Mire, por favor, si hay algo que hacer.`,
      `Le transfert de ${AMOUNT} demandé le ${DATE} n'a pas abouti. Merci de regarder s'il y a quelque chose à faire.`,
      `لم يتم تحويل ${AMOUNT} المطلوب في ${DATE}. يرجى التحقق مما إذا كان هناك ما يلزم فعله.`,
    ),
  },
  deposit: {
    subject: words(
      `Your deposit of ${AMOUNT}`,
      `Su ingreso de ${AMOUNT}`,
      `Votre versement de ${AMOUNT}`,
      `إيداعك بمبلغ ${AMOUNT}`,
    ),
    text: words(
      `We received your deposit of ${AMOUNT} on ${DATE}.`,
      `Recibimos su ingreso de ${AMOUNT} el ${DATE}.`,
      `Nous avons reçu votre versement de ${AMOUNT} le ${DATE}.`,
      `استلمنا إيداعك بمبلغ ${AMOUNT} في ${DATE}.`,
    ),
  },
  withdrawal: {
    subject: words(
      `Your withdrawal of ${AMOUNT}`,
      `Su retirada de ${AMOUNT}`,
      `Votre retrait de ${AMOUNT}`,
      `سحبك بمبلغ ${AMOUNT}`,
    ),
    text: words(
      `${AMOUNT} was taken out of your account on ${DATE}. If that was not you, please tell us at once.`,
      `El ${DATE} se retiraron ${AMOUNT} de su cuenta. Si no fue usted, avísenos enseguida.`,
      `${AMOUNT} ont été retirés de votre compte le ${DATE}. Si ce n'était pas vous, prévenez-nous tout de suite.`,
      `تم سحب ${AMOUNT} من حسابك في ${DATE}. إذا لم تكن أنت من قام بذلك فأخبرنا فورا.`,
    ),
  },
  share_digest: {
    subject: words(
      `Your loans brought in ${AMOUNT}`,
      `Sus préstamos aportaron ${AMOUNT}`,
      `Vos prêts ont rapporté ${AMOUNT}`,
      `حصلت قروضك ${AMOUNT}`,
    ),
    text: words(
      `On ${DATE}, ${AMOUNT} was paid to you on loans that you have a part in.`,
      `El ${DATE} se le pagaron ${AMOUNT} de préstamos en los que participa.`,
      `Le ${DATE}, ${AMOUNT} vous ont été versés sur des prêts auxquels vous participez.`,
      `في ${DATE} دفع لك ${AMOUNT} عن قروض تشارك فيها.`,
    ),
  },
  security: SECURITY,
  endpoint: ENDPOINT,
  approval: APPROVAL,
};
