// The page that the links of e-mails lead to. It runs in the browser; the token stands behind the "#", so that no server sees it before the button is pressed.
const words = {
  fr: {
    'verify-email': ['Confirmer votre adresse', 'Confirmer', 'Votre adresse est confirmée. Vous pouvez vous connecter.'],
    'reset-password': ['Choisir un mot de passe', 'Enregistrer', 'Votre mot de passe est enregistré. Vous pouvez vous connecter.'],
    'change-email': ['Confirmer votre nouvelle adresse', 'Confirmer', 'Votre adresse a changé.'],
    invitation: ['Ouvrir votre compte', 'Ouvrir', 'Votre compte est ouvert. Vous pouvez vous connecter.'],
    'first-administrator': [
      'Le premier administrateur',
      'Ouvrir',
      'Votre compte d’administrateur est ouvert. Connectez-vous et ajoutez tout de suite un second facteur.',
    ],
    nom: 'Nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    newPassword: 'Nouveau mot de passe (12 caractères ou plus)',
    noLink: 'Ce lien n’est pas complet. Copiez-le en entier.',
    away: 'Le répondeur ne répond pas. Réessayez dans un instant.',
  },
  en: {
    'verify-email': ['Confirm your address', 'Confirm', 'Your address is confirmed. You can sign in.'],
    'reset-password': ['Choose a password', 'Save', 'Your password is saved. You can sign in.'],
    'change-email': ['Confirm your new address', 'Confirm', 'Your address has changed.'],
    invitation: ['Open your account', 'Open', 'Your account is open. You can sign in.'],
    'first-administrator': ['The first administrator', 'Open', 'Your administrator account is open. Sign in and add a second factor at once.'],
    nom: 'Name',
    email: 'E-mail address',
    password: 'Password',
    newPassword: 'New password (12 characters or more)',
    noLink: 'This link is not complete. Copy all of it.',
    away: 'The answering service does not answer. Try again in a moment.',
  },
};

/** By the link's purpose: what is asked for, and where it goes. */
const forms = {
  'verify-email': { fields: ['password'], path: 'verify-email', token: 'token' },
  'reset-password': { fields: ['newPassword'], path: 'password/reset', token: 'token' },
  'change-email': { fields: [], path: 'email/confirm', token: 'token' },
  invitation: { fields: ['nom', 'email', 'newPassword'], path: 'register', token: 'invitation' },
  'first-administrator': { fields: ['nom', 'email', 'newPassword'], path: 'register', token: 'invitation' },
};

const language = navigator.language.startsWith('fr') ? 'fr' : 'en';
const texts = words[language];
const link = new URLSearchParams(location.hash.slice(1));
const purpose = link.get('purpose') ?? '';
const token = link.get('token') ?? '';
const form = Object.hasOwn(forms, purpose) && token !== '' ? forms[purpose] : undefined;
const main = document.querySelector('main');

document.documentElement.lang = language;
history.replaceState(null, '', location.pathname);

const element = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};

function field(name) {
  const input = element('input', { name, required: true, id: name, ...attributes[name] });
  if (name === 'email') input.value = link.get('email') ?? '';
  return element('p', {}, element('label', { htmlFor: name, textContent: texts[name] }), input);
}

const attributes = {
  nom: { type: 'text', autocomplete: 'name', maxLength: 100 },
  email: { type: 'email', autocomplete: 'username' },
  password: { type: 'password', autocomplete: 'current-password' },
  newPassword: { type: 'password', autocomplete: 'new-password', minLength: 12 },
};

async function send(values) {
  const { newPassword, ...rest } = values;
  const body = { ...rest, ...(newPassword && { password: newPassword }), [form.token]: token, ...(purpose === 'invitation' && { language }) };
  const answer = await fetch(`api/v1/auth/${form.path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.ok) return undefined;
  const problem = await answer.json();
  return [problem.detail, ...(problem.errors ?? []).map(({ pointer, detail }) => `${pointer ?? ''} ${detail}`)].join(' ');
}

if (form) {
  const [title, button, done] = texts[purpose];
  const told = element('p', { role: 'status' });
  const asked = element('form', {}, ...form.fields.map(field), element('button', { textContent: button }));
  document.title = title;
  main.append(element('h1', { textContent: title }), asked, told);
  asked.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fault = await send(Object.fromEntries(new FormData(asked))).catch(() => texts.away);
    told.textContent = fault ?? done;
    if (fault === undefined) asked.remove();
  });
} else main.append(element('p', { textContent: texts.noLink }));
