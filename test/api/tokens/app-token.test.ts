import { AccessToken2 } from 'agora-token/src/AccessToken2.js';
import { describe, expect, it } from 'vitest';
import { tokenFrom } from '../../../src/api/tokens.ts';
import { simulate } from '../../helpers/simulator-calls.ts';
import { failureOf } from '../client-under-test.ts';

const APP_ID = '00112233445566778899aabbccddeeff';
const CERTIFICATE = 'ffeeddccbbaa99887766554433221100';
const base = new URL('https://a1.example.com/org/app');

const source = (appId: string, certificate: string) =>
  tokenFrom({ appId, appCertificate: { env: 'CERTIFICATE' } }, { env: { CERTIFICATE: certificate }, base, proxy: null });

describe('an app token', () => {
  it('is signed with the certificate, for this app and a day', async () => {
    const token = new AccessToken2();
    expect(token.from_string(await source(APP_ID, CERTIFICATE).get())).toBe(true);
    expect(String(token.appId)).toBe(APP_ID);
    expect(token.expire).toBe(86_400);
    expect(token.verifySignature(CERTIFICATE)).toBe(true);
  });

  it('is what a server takes', async () => {
    const simulator = await simulate();
    const token = await source(simulator.appId, simulator.appCertificate).get();
    expect(() => simulator.tokens.authorise(`Bearer ${token}`)).not.toThrow();
  });

  it.each([
    ['an App ID', 'no-app', CERTIFICATE, 'appId: "no-app" is no App ID'],
    ['a certificate', APP_ID, CERTIFICATE.slice(1), 'environment variable CERTIFICATE holds no app certificate'],
    ['a certificate', APP_ID, `${CERTIFICATE.slice(1)}g`, 'environment variable CERTIFICATE holds no app certificate'],
  ])('is not made from what cannot be %s', async (_, appId, certificate, why) => {
    const failure = await failureOf(source(appId, certificate).get());
    expect(failure).toMatchObject({ code: 'no-token', message: expect.stringContaining(why) });
    expect(failure.message).toContain('32 hexadecimal digits');
    expect(JSON.stringify(failure)).not.toContain(certificate.slice(0, 12));
  });
});
