import { cases, words, type LetterWords } from './letter-text.js';

type Change =
  | 'forgotten'
  | 'invitation'
  | 'password_changed'
  | 'email_changed'
  | 'email_left'
  | 'factor_on'
  | 'factor_added'
  | 'factor_removed'
  | 'factor_off'
  | 'recovery_code_used';
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
      factor_on: 'Signing in now takes a second factor',
      factor_added: 'Another second factor was added',
      factor_removed: 'A security key was removed',
      factor_off: 'Signing in takes no second factor any more',
      recovery_code_used: 'A recovery code was used',
    }),
    change({
      forgotten: 'Elija una contraseña nueva',
      invitation: 'Elija su contraseña',
      password_changed: 'Su contraseña ha cambiado',
      email_changed: 'Su correo electrónico ha cambiado',
      email_left: 'Su correo electrónico ha cambiado',
      factor_on: 'Ahora se necesita un segundo factor para entrar',
      factor_added: 'Se ha añadido otro segundo factor',
      factor_removed: 'Se ha quitado una llave de seguridad',
      factor_off: 'Ya no se necesita un segundo factor para entrar',
      recovery_code_used: 'Se ha usado un código de recuperación',
    }),
    change({
      forgotten: 'Choisissez un nouveau mot de passe',
      invitation: 'Choisissez votre mot de passe',
      password_changed: 'Votre mot de passe a changé',
      email_changed: 'Votre adresse e-mail a changé',
      email_left: 'Votre adresse e-mail a changé',
      factor_on: 'Un second facteur est désormais demandé à la connexion',
      factor_added: 'Un autre second facteur a été ajouté',
      factor_removed: 'Une clé de sécurité a été retirée',
      factor_off: "Aucun second facteur n'est plus demandé à la connexion",
      recovery_code_used: 'Un code de secours a été utilisé',
    }),
    change({
      forgotten: 'اختر كلمة مرور جديدة',
      invitation: 'اختر كلمة المرور',
      password_changed: 'تم تغيير كلمة المرور',
      email_changed: 'تم تغيير بريدك الإلكتروني',
      email_left: 'تم تغيير بريدك الإلكتروني',
      factor_on: 'أصبح تسجيل الدخول يتطلب عاملا ثانيا',
      factor_added: 'تمت إضافة عامل ثان آخر',
      factor_removed: 'تمت إزالة مفتاح أمان',
      factor_off: 'لم يعد تسجيل الدخول يتطلب عاملا ثانيا',
      recovery_code_used: 'تم استخدام رمز استرداد',
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
      factor_on:
        'From now on {{ username }} signs in with the password and a second factor: an authenticator app or a security key. All other sessions were ended. If that was not you, tell us at once.',
      factor_added:
        'Another second factor of {{ username }} was added: an authenticator app or a security key. It signs in together with the password. If that was not you, choose a new password below, and tell us at once.',
      factor_removed:
        'A security key of {{ username }} was removed: it signs nobody in any more. If that was not you, choose a new password below, and tell us at once.',
      factor_off:
        'From now on the password alone signs {{ username }} in: the second factor was switched off or reset. If you did not do or ask for that, choose a new password below, and tell us at once.',
      recovery_code_used:
        'A recovery code of {{ username }} was used in place of the authenticator app. It works no more. If that was not you, choose a new password below, and tell us at once.',
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
      factor_on:
        'Desde ahora {{ username }} entra con la contraseña y un segundo factor: una aplicación de autenticación o una llave de seguridad. Se cerraron todas las demás sesiones. Si no fue usted, avísenos enseguida.',
      factor_added:
        'Se añadió otro segundo factor de {{ username }}: una aplicación de autenticación o una llave de seguridad. Junto con la contraseña permite entrar. Si no fue usted, elija una contraseña nueva en el enlace y avísenos enseguida.',
      factor_removed:
        'Se quitó una llave de seguridad de {{ username }}: ya no permite entrar a nadie. Si no fue usted, elija una contraseña nueva en el enlace y avísenos enseguida.',
      factor_off:
        'Desde ahora basta la contraseña para entrar como {{ username }}: el segundo factor se desactivó o se restableció. Si usted no lo hizo ni lo pidió, elija una contraseña nueva en el enlace y avísenos enseguida.',
      recovery_code_used:
        'Se usó un código de recuperación de {{ username }} en lugar de la aplicación de autenticación. Ya no sirve más. Si no fue usted, elija una contraseña nueva en el enlace y avísenos enseguida.',
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
      factor_on:
        "Désormais, {{ username }} se connecte avec le mot de passe et un second facteur : une application d'authentification ou une clé de sécurité. Toutes les autres sessions ont été fermées. Si ce n'était pas vous, prévenez-nous tout de suite.",
      factor_added:
        "Un autre second facteur de {{ username }} a été ajouté : une application d'authentification ou une clé de sécurité. Avec le mot de passe, il permet de se connecter. Si ce n'était pas vous, choisissez un nouveau mot de passe ci-dessous et prévenez-nous tout de suite.",
      factor_removed:
        "Une clé de sécurité de {{ username }} a été retirée : elle ne connecte plus personne. Si ce n'était pas vous, choisissez un nouveau mot de passe ci-dessous et prévenez-nous tout de suite.",
      factor_off:
        "Désormais, le mot de passe suffit pour connecter {{ username }} : le second facteur a été désactivé ou réinitialisé. Si vous ne l'avez ni fait ni demandé, choisissez un nouveau mot de passe ci-dessous et prévenez-nous tout de suite.",
      recovery_code_used:
        "Un code de secours de {{ username }} a été utilisé à la place de l'application d'authentification. Il ne sert plus. Si ce n'était pas vous, choisissez un nouveau mot de passe ci-dessous et prévenez-nous tout de suite.",
    }),
    change({
      forgotten: `طلب شخص ما، ونأمل أنه أنت، كلمة مرور جديدة. ${LINK.ar}`,
      invitation: `تم فتح حساب لك. ${LINK.ar}`,
      password_changed:
        'تم تغيير كلمة مرور {{ username }}. إذا لم تكن أنت من قام بذلك فاطلب كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      email_changed: 'من الآن تصل رسائلنا إلى {{ username }} على هذا العنوان. إذا كنت لا تعرف السبب فأخبرنا.',
      email_left:
        'تم تغيير البريد الإلكتروني لحساب {{ username }}، فلم تعد رسائلنا تصل إلى هذا العنوان. إذا لم تكن أنت من قام بذلك فاطلب كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      factor_on:
        'من الآن يسجل {{ username }} الدخول بكلمة المرور وعامل ثان: تطبيق مصادقة أو مفتاح أمان. تم إنهاء كل الجلسات الأخرى. إذا لم تكن أنت من قام بذلك فأخبرنا فورا.',
      factor_added:
        'تمت إضافة عامل ثان آخر لحساب {{ username }}: تطبيق مصادقة أو مفتاح أمان. يسجل الدخول به مع كلمة المرور. إذا لم تكن أنت من قام بذلك فاختر كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      factor_removed:
        'تمت إزالة مفتاح أمان من حساب {{ username }}، فلم يعد يسجل دخول أحد. إذا لم تكن أنت من قام بذلك فاختر كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      factor_off:
        'من الآن تكفي كلمة المرور لتسجيل دخول {{ username }}: تم إيقاف العامل الثاني أو إعادة تعيينه. إذا لم تفعل ذلك ولم تطلبه فاختر كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
      recovery_code_used:
        'تم استخدام رمز استرداد لحساب {{ username }} بدلا من تطبيق المصادقة، ولم يعد صالحا. إذا لم تكن أنت من قام بذلك فاختر كلمة مرور جديدة من الرابط أدناه وأخبرنا فورا.',
    }),
  ),
};
