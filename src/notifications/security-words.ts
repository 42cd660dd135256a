import { cases, words, type LetterWords } from './letter-text.js';

type Change = 'forgotten' | 'invitation' | 'password_changed' | 'email_changed' | 'email_left';
const change = (of: Record<Change, string>): string => cases('what', of);

/** What letters with a link for a password say of it. */
const LINK = words(
  'The username is {{ username }}. The link below works once, within {{ hours }} h, and nobody of the bank asks you for it. If you expected no such letter, leave it.',
  'El usuario es {{ username }}. El enlace funciona una vez, durante {{ hours }} h, y nadie del banco se lo pedirá. Si no esperaba este mensaje, no haga nada.',
  "Le nom d'utilisateur est {{ username }}. Le lien ci-dessous sert une fois, pendant {{ hours }} h, et personne de la banque ne vous le demandera. Si vous n'attendiez pas ce message, ne faites rien.",
  'اسم المستخدم هو {{ username }}. الرابط أدناه يعمل مرة واحدة خلال {{ hours }} ساعة، ولن يطلبه منك أحد من المصرف. إذا لم تكن تتوقع هذه الرسالة فتجاهلها.',
);

/** Letters about the way in: links for a password, and what was changed. */
export const SECURITY: LetterWords = {
  subject: words(
    change({
      forgotten: 'Choose a new password',
      invitation: 'Choose your password',
      password_changed: 'Your password was changed',
      email_changed: 'Your e-mail address was changed',
      email_left: 'Your e-mail address was changed',
    }),
    change({
      forgotten: 'Elija una contraseña nueva',
      invitation: 'Elija su contraseña',
      password_changed: 'Su contraseña ha cambiado',
      email_changed: 'Su correo electrónico ha cambiado',
      email_left: 'Su correo electrónico ha cambiado',
    }),
    change({
      forgotten: 'Choisissez un nouveau mot de passe',
      invitation: 'Choisissez votre mot de passe',
      password_changed: 'Votre mot de passe a changé',
      email_changed: 'Votre adresse e-mail a changé',
      email_left: 'Votre adresse e-mail a changé',
    }),
    change({
      forgotten: 'اختر كلمة مرور جديدة',
      invitation: 'اختر كلمة المرور',
      password_changed: 'تم تغيير كلمة المرور',
      email_changed: 'تم تغيير بريدك الإلكتروني',
      email_left: 'تم تغيير بريدك الإلكتروني',
    }),
  ),
  text: words(
    change({
      forgotten: `Somebody, we hope you, asked for a new password. ${LINK.en}`,
      invitation: `An account was opened for you. ${LINK.en}`,
      password_changed:
        'The password of {{ username }} was changed. If that was not you, ask for a new one below, and tell us at once.',
      email_changed:
        'From now on our letters to {{ username }} come to this address. If you do not know why, tell us.',
      email_left:
        'The e-mail address of {{ username }} was changed: our letters do not come to this one any more. If that was not you, ask for a new password below, and tell us at once.',
    }),
    change({
      forgotten: `Alguien, esperamos que usted, pidió una contraseña nueva. ${LINK.es}`,
      invitation: `Se ha abierto una cuenta para usted. ${LINK.es}`,
      password_changed:
        'Se cambió la contraseña de {{ username }}. Si no fue usted, pida una nueva en el enlace y avísenos enseguida.',
      email_changed:
        'Desde ahora nuestros mensajes para {{ username }} llegan a esta dirección. Si no sabe por qué, avísenos.',
      email_left:
        'Se cambió el correo electrónico de {{ username }}: nuestros mensajes ya no llegan a esta dirección. Si no fue usted, pida una contraseña nueva en el enlace y avísenos enseguida.',
    }),
    change({
      forgotten: `Quelqu'un, vous espérons-nous, a demandé un nouveau mot de passe. ${LINK.fr}`,
      invitation: `Un compte a été ouvert pour vous. ${LINK.fr}`,
      password_changed:
        "Le mot de passe de {{ username }} a été changé. Si ce n'était pas vous, demandez-en un nouveau ci-dessous et prévenez-nous tout de suite.",
      email_changed:
        'Nos messages pour {{ username }} arrivent désormais à cette adresse. Si vous ne savez pas pourquoi, prévenez-nous.',
      email_left:
        "L'adresse e-mail de {{ username }} a été changée : nos messages n'arrivent plus à celle-ci. Si ce n'était pas vous, demandez un nouveau mot de passe ci-dessous et prévenez-nous tout de suite.",
    }),
    change({
      forgotten: `طلب شخص ما، ونأمل أنه أنت، كلمة مرور جديدة. ${LINK.ar}`,
      invitation: `تم فتح حساب لك. ${LINK.ar}`,
      password_changed:
        'تم تغيير كلمة مرور {{ username }}. إذا لم تكن أنت من قام بذلك فاطلب كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      email_changed: 'من الآن تصل رسائلنا إلى {{ username }} على هذا العنوان. إذا كنت لا تعرف السبب فأخبرنا.',
      email_left:
        'تم تغيير البريد الإلكتروني لحساب {{ username }}، فلم تعد رسائلنا تصل إلى هذا العنوان. إذا لم تكن أنت من قام بذلك فاطلب كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
    }),
  ),
};
