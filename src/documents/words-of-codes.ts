import type { PostingKind } from '../ledger/postings.js';
import type { ScheduleRowResponse } from '../loan-statements/loan-statements.dto.js';
import type { LoanEventKind } from '../loans/loan-event.entity.js';
import type { LoanStatus } from '../loans/loan.entity.js';
import type { Method } from '../tills/till-receipt.entity.js';
import type { Words } from './words.js';

const words = (en: string, es: string, fr: string, ar: string): Words => ({ en, es, fr, ar });

export const OF_STATUS: Record<LoanStatus, Words> = {
  queued: words('Waiting for money', 'En espera de fondos', 'En attente de fonds', 'بانتظار التمويل'),
  active: words('Active', 'Vigente', 'En cours', 'نشط'),
  overdue: words('Overdue', 'Vencido', 'En retard', 'متأخر'),
  defaulted: words('In default', 'En incumplimiento', 'En défaut', 'متعثر'),
  paid: words('Paid', 'Pagado', 'Remboursé', 'مسدد'),
  written_off: words('Written off', 'Castigado', 'Passé en perte', 'مشطوب'),
  cancelled: words('Cancelled', 'Cancelado', 'Annulé', 'ملغى'),
};

export const OF_ROW: Record<ScheduleRowResponse['state'], Words> = {
  paid: words('Paid', 'Pagada', 'Payée', 'مدفوع'),
  overdue: words('Overdue', 'Vencida', 'En retard', 'متأخر'),
  due: words('Due today', 'Vence hoy', "Échue aujourd'hui", 'مستحق اليوم'),
  partly_paid: words('Partly paid', 'Pagada en parte', 'Payée en partie', 'مدفوع جزئيا'),
  upcoming: words('To come', 'Por vencer', 'À venir', 'قادم'),
};

export const OF_EVENT: Record<LoanEventKind, Words> = {
  payment: words('Payment', 'Pago', 'Paiement', 'دفعة'),
  recovery: words(
    'Payment after the write-off',
    'Pago tras el castigo',
    'Paiement après passage en perte',
    'دفعة بعد الشطب',
  ),
  payment_reversed: words('Payment reversed', 'Pago anulado', 'Paiement annulé', 'إلغاء دفعة'),
  late_interest: words('Late interest', 'Interés de demora', 'Intérêts de retard', 'فائدة تأخير'),
  overdue: words('Overdue', 'Vencido', 'En retard', 'متأخر'),
  defaulted: words('In default', 'En incumplimiento', 'En défaut', 'متعثر'),
  written_off: words('Written off', 'Castigado', 'Passé en perte', 'شطب'),
  reminder: words('Reminder', 'Recordatorio', 'Rappel', 'تذكير'),
  overdue_notice: words('Overdue notice', 'Aviso de mora', 'Avis de retard', 'إشعار تأخر'),
  queued: words('Waits for money', 'En espera de fondos', 'En attente de fonds', 'بانتظار التمويل'),
  disbursed: words('Paid out', 'Desembolso', 'Versement', 'صرف القرض'),
  cancelled: words('Cancelled', 'Cancelado', 'Annulé', 'إلغاء'),
  expired: words('Waited too long', 'Espera vencida', "Délai d'attente dépassé", 'انتهت مدة الانتظار'),
  refused: words('Refused', 'Rechazado', 'Refusé', 'رفض'),
  undone: words('Undone', 'Deshecho', 'Annulé', 'إلغاء القرض'),
  autopay_on: words('Autopay on', 'Pago automático activado', 'Prélèvement activé', 'تفعيل الدفع التلقائي'),
  promise_made: words('Promise to pay', 'Promesa de pago', 'Promesse de paiement', 'وعد بالدفع'),
  promise_kept: words('Promise kept', 'Promesa cumplida', 'Promesse tenue', 'وعد تم الوفاء به'),
  promise_broken: words('Promise broken', 'Promesa incumplida', 'Promesse non tenue', 'وعد لم يوف به'),
  autopay_off: words(
    'Autopay off',
    'Pago automático desactivado',
    'Prélèvement désactivé',
    'إيقاف الدفع التلقائي',
  ),
};

export const OF_METHOD: Record<Method, Words> = {
  cash: words('Cash', 'Efectivo', 'Espèces', 'نقدا'),
  transfer: words('Bank transfer', 'Transferencia', 'Virement', 'تحويل بنكي'),
  cheque: words('Cheque', 'Cheque', 'Chèque', 'شيك'),
  card: words('Card', 'Tarjeta', 'Carte', 'بطاقة'),
  mobile_money: words('Mobile money', 'Dinero móvil', 'Argent mobile', 'محفظة الهاتف'),
  other: words('Other', 'Otro', 'Autre', 'أخرى'),
};

/** Postings that move nothing of a provider's, so that no statement of one names them. */
type NotOfProviders =
  | 'disbursement'
  | 'principal_repayment'
  | 'interest_repayment'
  | 'penalty_repayment'
  | 'recovery'
  | 'commission'
  | 'overpayment'
  | 'settlement'
  | 'gateway_fee'
  | 'return_settlement'
  | 'dispute_fee'
  | 'credit_return'
  | 'customer_receivable'
  | 'customer_receivable_settlement'
  | 'credit_kept'
  | 'credit_refund'
  | 'receipt_return'
  | 'payout'
  | 'bank_in'
  | 'bank_out'
  | 'banked'
  | 'outside'
  | 'bank_loss';

/** A new kind of posting has words here, or is named above. */
export const OF_MOVEMENT: Record<Exclude<PostingKind, NotOfProviders>, Words> = {
  deposit: words('Deposit', 'Ingreso', 'Versement', 'إيداع'),
  withdrawal: words('Withdrawal', 'Retirada', 'Retrait', 'سحب'),
  reinvestment: words('Reinvestment', 'Reinversión', 'Réinvestissement', 'إعادة استثمار'),
  disinvestment: words('To the wallet', 'Al monedero', 'Vers le portefeuille', 'إلى المحفظة'),
  funding: words('Lent', 'Préstamo concedido', 'Prêt accordé', 'إقراض'),
  principal_share: words('Principal', 'Capital', 'Capital', 'أصل القرض'),
  interest_share: words('Interest', 'Interés', 'Intérêts', 'فائدة'),
  penalty_share: words('Late interest', 'Interés de demora', 'Intérêts de retard', 'فائدة تأخير'),
  recovery_share: words('Recovery', 'Recuperación', 'Recouvrement', 'تحصيل بعد الشطب'),
  write_off: words('Write-off', 'Castigo', 'Passage en perte', 'شطب'),
  receivable: words('Owed to the bank', 'Debido al banco', 'Dû à la banque', 'مستحق للبنك'),
  receivable_settlement: words(
    'Paid back to the bank',
    'Devuelto al banco',
    'Rendu à la banque',
    'سداد للبنك',
  ),
  deposit_return: words('Deposit returned', 'Ingreso devuelto', 'Versement retourné', 'إيداع مردود'),
  withdrawal_return: words('Withdrawal returned', 'Retirada devuelta', 'Retrait retourné', 'سحب مردود'),
};

/** The words of a provider's movement. */
export function ofMovement(kind: PostingKind): Words {
  if (!Object.hasOwn(OF_MOVEMENT, kind)) throw new Error(`a provider's statement has no words for ${kind}`);
  return OF_MOVEMENT[kind as keyof typeof OF_MOVEMENT];
}
