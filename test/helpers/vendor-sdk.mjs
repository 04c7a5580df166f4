// Drives the vendor's own SDK in plain Node, in a process of its own because its timers never let one end.
// Usage: node vendor-sdk.mjs '{"url":…,"orgName":…,"appName":…,"uid":…,"token":…,"resource":…,"operations":[["publishPresence",{…}],…]}'
// Prints one line of JSON: what each operation resolved with, as {"value":…}, or rejected with, as {"error":…}.
import { createRequire } from 'node:module';

const { url, orgName, appName, uid, token, resource, operations } = JSON.parse(process.argv[2]);

globalThis.self = globalThis;
globalThis.request = ({ url: target, data, method, header, success, fail }) => {
  const body = method === 'GET' ? undefined : data;
  fetch(target, { method, headers: header, body })
    .then(async (answer) => {
      const text = await answer.text();
      success({ statusCode: answer.status, header: Object.fromEntries(answer.headers), data: JSON.parse(text) });
    })
    .catch(fail);
};

const sdk = createRequire(import.meta.url)('agora-chat');
const { connection: Connection, logger } = sdk.connection ? sdk : sdk.default;
logger?.setLevel?.('SILENT');

const connection = new Connection({ appKey: `${orgName}#${appName}`, apiUrl: url, url: 'ws://127.0.0.1:9/', isHttpDNS: false });
Object.assign(connection.context, { orgName, appName, userId: uid, accessToken: token });
connection.context.jid.clientResource = resource;

const results = [];
for (const [operation, argument] of operations) {
  try {
    results.push({ value: (await connection[operation](argument)) ?? null });
  } catch (error) {
    results.push({ error: error instanceof Error ? error.message : error });
  }
}
process.stdout.write(`\n${JSON.stringify(results)}\n`, () => process.exit(0));
