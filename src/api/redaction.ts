/** A shorter text would be found everywhere by chance, and is no secret. */
const SHORTEST = 8;

/**
 * Gives a function that replaces secrets in text from elsewhere by `[secret]`, in every form in which it may repeat them: as
 * they are, escaped for JSON or a URL, and in base64, alone or inside something longer. Texts below eight characters are no secrets.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(formsOf));
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text);
}

function formsOf(secret: string): string[] {
  const escaped = encodeURIComponent(secret.toWellFormed());
  const lowerCase = escaped.replace(/%../g, (code) => code.toLowerCase());
  const encoded = [0, 1, 2].flatMap((offset) => [inBase64(secret, offset, 'base64'), inBase64(secret, offset, 'base64url')]);
  return [secret, secret.replaceAll('/', '\\/'), escaped, lowerCase, ...encoded];
}

/** The characters of base64 that a secret alone decides when it starts `offset` bytes into a group of three. */
function inBase64(secret: string, offset: number, alphabet: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  return bytes.toString(alphabet).slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}
