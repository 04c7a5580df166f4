/** Where a secret was found: which one, by its place in the list, and in which form. */
export interface FoundSecret {
  readonly secret: number;
  readonly form: 'plain' | 'URL-encoded' | 'base64';
}

/** Characters of a secret that are too many to stand somewhere by chance. */
const TELLING = 12;

/**
 * Looks for secrets in whatever a program put out: as they are, percent-encoded, and in base64 at any offset. A dozen
 * characters of a secret in a row count as the secret; escape sequences and line ends between them do not hide it.
 */
export function findSecrets(output: string, secrets: readonly string[]): FoundSecret[] {
  const texts = [output, withoutSequences(output)];
  const unescaped = texts.map(percentDecoded);
  const decoded = texts.flatMap(base64Decoded);
  return secrets.flatMap((secret, index): FoundSecret[] => {
    const among = (places: readonly string[]) => piecesOf(secret).some((piece) => places.some((place) => place.includes(piece)));
    return [
      ...(among(texts) ? [{ secret: index, form: 'plain' as const }] : []),
      ...(!among(texts) && among(unescaped) ? [{ secret: index, form: 'URL-encoded' as const }] : []),
      ...(among(decoded) ? [{ secret: index, form: 'base64' as const }] : []),
    ];
  });
}

function piecesOf(secret: string): string[] {
  const size = Math.min(TELLING, secret.length);
  return Array.from({ length: secret.length - size + 1 }, (_, at) => secret.slice(at, at + size));
}

function withoutSequences(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return output.replace(/\u001b\[[0-?]*[ -/]*[@-~]|[\r\n]+ */g, '');
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString('latin1'));
}

/** Every long run that may be base64, decoded from each of four beginnings. */
function base64Decoded(text: string): string[] {
  const runs = text.match(/[\w+/-]{8,}/g) ?? [];
  return runs.flatMap((run) => [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')));
}
