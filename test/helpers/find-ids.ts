/** Where an id was found: which one, and in which form. */
export interface FoundId {
  readonly id: string;
  readonly form: 'plain' | 'URL-encoded' | 'JSON-escaped';
}

/**
 * Looks for ids in whatever a program put out, whatever their case: as they are, percent-encoded, and with escapes of JSON.
 * Escape sequences between their characters do not hide them. For ids that stand in no other word by chance.
 */
export function findIds(output: string, ids: readonly string[]): FoundId[] {
  const forms = {
    plain: [output, withoutSequences(output)],
    'URL-encoded': [percentDecoded(output)],
    'JSON-escaped': [unescaped(output)],
  };
  return ids.flatMap((id) =>
    (Object.keys(forms) as FoundId['form'][])
      .filter((form) => forms[form].some((text) => text.toLowerCase().includes(id.toLowerCase())))
      .slice(0, 1)
      .map((form) => ({ id, form })),
  );
}

function withoutSequences(output: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return output.replace(/\u001b\[[0-?]*[ -/]*[@-~]|[\r\n]+ */g, '');
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString());
}

function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\(.)/g, '$1');
}
