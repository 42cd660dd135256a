import { AMOUNT, cases, DATE, words, type LetterWords } from './letter-text.js';

const approval = (of: Record<'resolve' | 'bank_loss', string>): string => cases('what', of);

/** Letters to staff about what a colleague has proposed and one of them has to confirm. */
export const APPROVAL: LetterWords = {
  subject: words(
    `To confirm: ${AMOUNT}`,
    `Por confirmar: ${AMOUNT}`,
    `À confirmer : ${AMOUNT}`,
    `بانتظار التأكيد: ${AMOUNT}`,
  ),
  text: words(
    approval({
      resolve: `On ${DATE} a colleague proposed where a transfer of ${AMOUNT} ended. It is booked once another member of staff says the same.`,
      bank_loss: `On ${DATE} a colleague proposed to write off ${AMOUNT} that a customer owes beside loans. It is booked once another member of staff says the same.`,
    }),
    approval({
      resolve: `El ${DATE} un colega propuso cómo terminó una transferencia de ${AMOUNT}. Se contabiliza cuando otra persona del equipo dice lo mismo.`,
      bank_loss: `El ${DATE} un colega propuso dar por perdidos ${AMOUNT} que un cliente debe aparte de sus préstamos. Se contabiliza cuando otra persona del equipo dice lo mismo.`,
    }),
    approval({
      resolve: `Le ${DATE}, un collègue a proposé comment un transfert de ${AMOUNT} s'est terminé. Ce sera comptabilisé quand un autre membre de l'équipe dira la même chose.`,
      bank_loss: `Le ${DATE}, un collègue a proposé de passer en perte ${AMOUNT} qu'un client doit en dehors de ses prêts. Ce sera comptabilisé quand un autre membre de l'équipe dira la même chose.`,
    }),
    approval({
      resolve: `اقترح أحد الزملاء في ${DATE} كيف انتهى تحويل بمبلغ ${AMOUNT}. يسجل ذلك عندما يؤكده موظف آخر.`,
      bank_loss: `اقترح أحد الزملاء في ${DATE} شطب ${AMOUNT} مستحقة على عميل خارج قروضه. يسجل ذلك عندما يؤكده موظف آخر.`,
    }),
  ),
};
