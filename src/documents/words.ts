import type { Language } from '../auth/languages.js';

/** One message in every language: without one of them it does not compile. */
export type Words = Record<Language, string>;

const words = (en: string, es: string, fr: string, ar: string) => ({ en, es, fr, ar });

/** What documents say; `{name}` is filled in. */
export const WORDS = {
  made_on: {
    en: 'Made on {instant}',
    es: 'Emitido el {instant}',
    fr: 'Établi le {instant}',
    ar: 'صدر في {instant}',
  },
  page: {
    en: 'Page {page} of {pages}',
    es: 'Página {page} de {pages}',
    fr: 'Page {page} sur {pages}',
    ar: 'صفحة {page} من {pages}',
  },

  agreement: words('Loan agreement', 'Contrato de préstamo', 'Contrat de prêt', 'عقد القرض'),
  agreement_text: {
    en: 'The borrower received {amount} on {date} and repays it with interest in {count} instalments, as the schedule below says.',
    es: 'El prestatario recibió {amount} el {date} y lo devuelve con intereses en {count} cuotas, según el calendario siguiente.',
    fr: "L'emprunteur a reçu {amount} le {date} et rembourse cette somme avec intérêts en {count} échéances, selon l'échéancier ci-dessous.",
    ar: 'استلم المقترض {amount} في {date} ويسددها مع الفائدة على {count} من الأقساط وفقا للجدول أدناه.',
  },
  borrower: words('Borrower', 'Prestatario', 'Emprunteur', 'المقترض'),
  lender_bank: words('Bank', 'Banco', 'Banque', 'البنك'),
  loan: words('Loan', 'Préstamo', 'Prêt', 'القرض'),
  number: words('Number', 'Número', 'Numéro', 'الرقم'),
  principal: words('Principal', 'Capital', 'Capital', 'أصل القرض'),
  interest: words('Interest', 'Interés', 'Intérêts', 'الفائدة'),
  late_interest: words('Late interest', 'Interés de demora', 'Intérêts de retard', 'فائدة التأخير'),
  recovery: words(
    'Paid after the write-off',
    'Pagado tras el castigo',
    'Payé après passage en perte',
    'مدفوع بعد الشطب',
  ),
  total: words('Total', 'Total', 'Total', 'المجموع'),
  interest_rate: words(
    'Yearly interest rate',
    'Tipo de interés anual',
    "Taux d'intérêt annuel",
    'سعر الفائدة السنوي',
  ),
  late_rate: words(
    'Yearly late interest rate',
    'Tipo de interés de demora anual',
    'Taux annuel des intérêts de retard',
    'سعر فائدة التأخير السنوي',
  ),
  interest_on: words(
    'Interest is on',
    'El interés se calcula sobre',
    'Intérêts calculés sur',
    'تحسب الفائدة على',
  ),
  flat: words('the original principal', 'el capital inicial', 'le capital initial', 'أصل القرض الأول'),
  declining_balance: words(
    'the principal still owed',
    'el capital pendiente',
    'le capital restant dû',
    'الأصل المتبقي',
  ),
  day_count: words('Day count', 'Base de días', 'Base de calcul', 'أساس عد الأيام'),
  grace: words('Days of grace', 'Días de gracia', 'Jours de grâce', 'أيام السماح'),
  paid_out_on: words('Paid out on', 'Desembolsado el', 'Versé le', 'تاريخ الصرف'),
  last_due_on: words('Last instalment due on', 'Última cuota el', 'Dernière échéance le', 'تاريخ آخر قسط'),
  installments: words('Instalments', 'Cuotas', 'Échéances', 'عدد الأقساط'),
  schedule: words('Schedule', 'Calendario de pagos', 'Échéancier', 'جدول السداد'),
  nr: words('No.', 'N.º', 'N°', 'رقم'),
  due_on: words('Due on', 'Vence el', 'Échéance', 'الاستحقاق'),
  due: words('Due', 'A pagar', 'À payer', 'المستحق'),
  paid: words('Paid', 'Pagado', 'Payé', 'المدفوع'),
  left: words('Left', 'Pendiente', 'Reste', 'المتبقي'),
  principal_after: words('Principal after', 'Capital después', 'Capital après', 'الأصل بعده'),
  state: words('State', 'Estado', 'État', 'الحالة'),
  signed_borrower: words(
    'Date and signature of the borrower',
    'Fecha y firma del prestatario',
    "Date et signature de l'emprunteur",
    'تاريخ وتوقيع المقترض',
  ),
  signed_bank: words(
    'Date and signature of the bank',
    'Fecha y firma del banco',
    'Date et signature de la banque',
    'تاريخ وتوقيع البنك',
  ),
  schedule_as_of: {
    en: 'Schedule as the loan began. Later payments are in the loan statement.',
    es: 'Calendario al inicio del préstamo. Los pagos posteriores figuran en el extracto del préstamo.',
    fr: 'Échéancier au début du prêt. Les paiements ultérieurs figurent sur le relevé du prêt.',
    ar: 'الجدول عند بداية القرض. المدفوعات اللاحقة مذكورة في كشف القرض.',
  },

  receipt: words('Payment receipt', 'Recibo de pago', 'Reçu de paiement', 'إيصال دفع'),
  receipt_text: {
    en: 'We received {amount} on {date} for the loan {loan}.',
    es: 'Recibimos {amount} el {date} para el préstamo {loan}.',
    fr: 'Nous avons reçu {amount} le {date} pour le prêt {loan}.',
    ar: 'استلمنا مبلغ {amount} في {date} عن القرض {loan}.',
  },
  receipt_number: words('Receipt number', 'Número de recibo', 'Numéro de reçu', 'رقم الإيصال'),
  return_receipt_number: words(
    'Receipt for the money handed back',
    'Recibo del dinero devuelto',
    'Reçu de l’argent rendu',
    'إيصال المبلغ المردود',
  ),
  method: words('Paid by', 'Pagado con', 'Payé par', 'طريقة الدفع'),
  reference: words('Reference', 'Referencia', 'Référence', 'المرجع'),
  payment: words('Payment', 'Pago', 'Paiement', 'الدفعة'),
  amount: words('Amount', 'Importe', 'Montant', 'المبلغ'),
  counts_from: words('Counts from', 'Cuenta desde', 'Compte à partir du', 'تحتسب من'),
  entered: words('Entered', 'Registrado', 'Enregistré', 'تاريخ التسجيل'),
  what_it_paid: words('What it paid', 'Qué pagó', 'Ce qui a été payé', 'ما سددته الدفعة'),
  reversed: {
    en: 'REVERSED on {date}',
    es: 'ANULADO el {date}',
    fr: 'ANNULÉ le {date}',
    ar: 'ألغيت في {date}',
  },
  reversed_text: {
    en: 'This payment was reversed: it counts as never made, and this receipt proves no payment.',
    es: 'Este pago fue anulado: se considera no realizado, y este recibo no acredita ningún pago.',
    fr: 'Ce paiement a été annulé : il est réputé ne jamais avoir eu lieu, et ce reçu ne prouve aucun paiement.',
    ar: 'ألغيت هذه الدفعة: تعد كأنها لم تتم، ولا يثبت هذا الإيصال أي دفع.',
  },

  payoff: words(
    'Payoff letter',
    'Carta de cancelación anticipada',
    'Lettre de remboursement total',
    'خطاب السداد الكامل',
  ),
  payoff_text: {
    en: 'Paying exactly {amount} on {date} pays off the loan {loan}.',
    es: 'El pago de exactamente {amount} el {date} liquida el préstamo {loan}.',
    fr: "Le paiement d'exactement {amount} le {date} solde le prêt {loan}.",
    ar: 'دفع {amount} بالضبط في {date} يسدد القرض {loan} بالكامل.',
  },
  payoff_until: {
    en: 'This letter is valid until {date}. Afterwards ask for a new one; before that day less may be owed.',
    es: 'Esta carta es válida hasta el {date}. Después solicite otra; antes de ese día puede deberse menos.',
    fr: "Cette lettre est valable jusqu'au {date}. Ensuite, demandez-en une autre ; avant ce jour, il peut être dû moins.",
    ar: 'يسري هذا الخطاب حتى {date}. بعد ذلك اطلبوا خطابا جديدا؛ وقد يكون المستحق قبل ذلك اليوم أقل.',
  },
  payoff_under_way: {
    en: 'Money that is under way and has not arrived yet is not in this figure.',
    es: 'El dinero que está en camino y aún no ha llegado no está incluido en esta cifra.',
    fr: "L'argent en cours de transfert et pas encore arrivé n'est pas compris dans ce montant.",
    ar: 'الأموال التي في الطريق ولم تصل بعد غير داخلة في هذا المبلغ.',
  },
  payoff_reopens: {
    en: 'If a payment is returned later, the loan is open again and what that payment had paid is owed.',
    es: 'Si un pago se devuelve más tarde, el préstamo se reabre y se debe de nuevo lo que ese pago había cubierto.',
    fr: 'Si un paiement est retourné par la suite, le prêt est rouvert et ce que ce paiement avait réglé est de nouveau dû.',
    ar: 'إذا ردت دفعة لاحقا يفتح القرض من جديد ويعود ما سددته تلك الدفعة مستحقا.',
  },
  under_way: words('Under way now', 'Ahora en camino', 'En cours actuellement', 'في الطريق الآن'),
  left_of_written_off: words(
    'Left of the written-off loan',
    'Pendiente del préstamo castigado',
    'Reste du prêt passé en perte',
    'المتبقي من القرض المشطوب',
  ),

  loan_statement: words('Loan statement', 'Extracto del préstamo', 'Relevé du prêt', 'كشف القرض'),
  as_of: words('As of', 'A fecha de', 'Au', 'بتاريخ'),
  days_past_due: words('Days past due', 'Días de mora', 'Jours de retard', 'أيام التأخر'),
  next_due: words('Next due', 'Próximo vencimiento', 'Prochaine échéance', 'الاستحقاق القادم'),
  amount_on: {
    en: '{amount} on {date}',
    es: '{amount} el {date}',
    fr: '{amount} le {date}',
    ar: '{amount} في {date}',
  },
  dated: { en: '{what}, {date}', es: '{what}, {date}', fr: '{what}, {date}', ar: '{what}، {date}' },
  still_owed: words('Still owed', 'Pendiente de pago', 'Reste dû', 'المتبقي المستحق'),
  history: words('What happened', 'Movimientos', 'Historique', 'ما حدث'),
  date: words('Date', 'Fecha', 'Date', 'التاريخ'),
  what: words('What', 'Concepto', 'Opération', 'البيان'),
  owed_after: words('Owed after', 'Deuda después', 'Dû après', 'المستحق بعده'),
  undone: {
    en: 'UNDONE on {date}',
    es: 'DESHECHO el {date}',
    fr: 'ANNULÉ le {date}',
    ar: 'ألغي القرض في {date}',
  },
  undone_text: {
    en: 'This loan was undone: it counts as if it had never been granted, and nothing is owed on it.',
    es: 'Este préstamo fue deshecho: se considera nunca concedido y no se debe nada.',
    fr: "Ce prêt a été annulé : il est réputé n'avoir jamais été accordé, et rien n'est dû.",
    ar: 'ألغي هذا القرض: يعد كأنه لم يمنح، ولا شيء مستحق عليه.',
  },

  provider_statement: words(
    'Lender statement',
    'Extracto del prestamista',
    'Relevé du prêteur',
    'كشف الممول',
  ),
  provider: words('Lender', 'Prestamista', 'Prêteur', 'الممول'),
  from_to: {
    en: '{from} to {to}',
    es: 'Del {from} al {to}',
    fr: 'Du {from} au {to}',
    ar: 'من {from} إلى {to}',
  },
  period: words('Period', 'Período', 'Période', 'الفترة'),
  currency: words('Currency', 'Moneda', 'Devise', 'العملة'),
  commission: words('Commission', 'Comisión', 'Commission', 'العمولة'),
  fund: words('Fund', 'Fondo', 'Fonds', 'الرصيد المتاح'),
  wallet: words('Wallet', 'Monedero', 'Portefeuille', 'المحفظة'),
  lent: words('Lent', 'Prestado', 'Prêté', 'المقرض'),
  receivable: words('Owed to the bank', 'Debido al banco', 'Dû à la banque', 'مستحق للبنك'),
  opening: words('Opening balances', 'Saldos iniciales', "Soldes d'ouverture", 'الأرصدة الافتتاحية'),
  closing: words('Closing balances', 'Saldos finales', 'Soldes de clôture', 'الأرصدة الختامية'),
  reversal_of: { en: '{what}, reversed', es: '{what}, anulado', fr: '{what}, annulé', ar: '{what} (ملغى)' },
  interest_after_commission: {
    en: 'Interest is after the bank’s commission, which is shown beside it.',
    es: 'El interés es neto de la comisión del banco, que se indica al lado.',
    fr: 'Les intérêts sont nets de la commission de la banque, indiquée à côté.',
    ar: 'الفائدة بعد خصم عمولة البنك المذكورة بجانبها.',
  },

  year_statement: {
    en: 'Year statement {year}',
    es: 'Extracto anual {year}',
    fr: 'Relevé annuel {year}',
    ar: 'الكشف السنوي {year}',
  },
  month: words('Month', 'Mes', 'Mois', 'الشهر'),
  deposited: words('Deposited', 'Ingresado', 'Versé', 'المودع'),
  withdrawn: words('Withdrawn', 'Retirado', 'Retiré', 'المسحوب'),
  principal_back: words('Principal back', 'Capital devuelto', 'Capital remboursé', 'أصل مسترد'),
  recovered: words('Recovered', 'Recuperado', 'Recouvré', 'المحصل بعد الشطب'),
  lost: words('Lost', 'Perdido', 'Perdu', 'الخسائر'),
  all_months: words('The year', 'El año', "L'année", 'السنة'),
} as const satisfies Record<string, Words>;

export type Key = keyof typeof WORDS;
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
/** What has to be filled in: nothing, or a value for each name in the English words. */
export type ValuesOf<K extends Key> = [NamesIn<(typeof WORDS)[K]['en']>] extends [never]
  ? []
  : [Record<NamesIn<(typeof WORDS)[K]['en']>, string>];
