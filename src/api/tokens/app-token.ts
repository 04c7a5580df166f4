import { ChatTokenBuilder } from 'agora-token/src/ChatTokenBuilder.js';
import { noToken } from './bearer.ts';
import type { Maker } from './renewing.ts';
import type { Secret } from './secret.ts';

/** The longest that the server honours an app token, in seconds. */
const DAY = 86_400;
const HEX_32 = /^[0-9a-f]{32}$/i;

/** App tokens signed here with the app's certificate, for a day each; nothing is sent for them. */
export function appTokens(appId: string, certificate: Secret): Maker {
  return {
    name: `the certificate of app ${appId}`,
    refusedHint:
      'The token was signed here: check that appId and the certificate belong together and to this app, and the clock of this machine.',
    longestPause: 30_000,
    make: async (stop) => {
      const appCertificate = await certificate.read(stop);
      // The builder answers "" to anything else, without saying why.
      if (!HEX_32.test(appId)) throw noToken(`appId: ${JSON.stringify(appId)} is no App ID: it has 32 hexadecimal digits`, COPY);
      if (!HEX_32.test(appCertificate)) {
        throw noToken(`${certificate.name} holds no app certificate: that has 32 hexadecimal digits`, COPY);
      }
      return { token: ChatTokenBuilder.buildAppToken(appId, appCertificate, DAY), lifetime: DAY * 1000 };
    },
  };
}

const COPY = 'Copy it from the project in the Agora Console.';
