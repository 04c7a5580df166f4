import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../src/api/redaction.ts';
import { findSecrets } from '../helpers/find-secrets.ts';

const SECRET = 'YWMt+nj/EbUo=pPEe:ybKGMmN0wpeZsaLSh8';

describe('a secret', () => {
  it.each([
    ['as it is', SECRET],
    ['in a JSON text that escapes slashes', SECRET.replaceAll('/', '\\/')],
    ['in a URL', encodeURIComponent(SECRET)],
    ['in a URL with small letters', encodeURIComponent(SECRET).toLowerCase().replace(SECRET.toLowerCase(), '')],
    ['in base64', btoa(SECRET)],
    ['in base64 after one byte', btoa(`:${SECRET}`)],
    ['in base64 after two bytes', btoa(`a:${SECRET} and more`)],
    ['in base64 for URLs', Buffer.from(`Bearer ${SECRET}`).toString('base64url')],
  ])('is taken out %s', (_, text) => {
    const told = redactor([SECRET])(`before ${text} after`);
    expect(findSecrets(told, [SECRET])).toEqual([]);
    expect(told).toMatch(/^before .* after$/);
  });

  it('leaves what stands around it', () => {
    expect(redactor([SECRET])(`bad token ${SECRET}, again ${SECRET}.`)).toBe('bad token [secret], again [secret].');
  });

  it('that is part of another one is no help in guessing the rest', () => {
    expect(redactor(['open-sesame', 'open-sesame-42'])('open-sesame-42')).toBe('[secret]');
  });

  it('of a few characters is none: they stand everywhere', () => {
    expect(redactor(['ok', ''])('ok: all is ok')).toBe('ok: all is ok');
  });
});

it('no secret survives in base64 whatever stands around it', () => {
  const secret = fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme-ascii' });
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
      const encoded = Buffer.from(`${before}${hidden}${after}`).toString('base64');
      const decoded = redactor([hidden])(encoded).split('[secret]');
      expect(decoded.length).toBeGreaterThan(1);
      for (const rest of decoded) expect(Buffer.from(rest, 'base64').toString('latin1')).not.toContain(hidden);
    }),
  );
});
