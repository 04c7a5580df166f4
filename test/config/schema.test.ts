import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LIMITS } from '../../src/api/contract.ts';
import { configJsonSchema, configSchema, DEFAULTS } from '../../src/config/schema.ts';
import { folderWith, loaded, loadIn, VALID } from '../helpers/config-folder.ts';

const properties = (schema: object) =>
  Object.entries((schema as { properties: Record<string, { description?: string }> }).properties);

test('every field is described, those inside sections too', () => {
  const { subscription, token } = configJsonSchema().properties as Record<string, object>;
  const { clientSecret, appCertificate } = (token as { properties: Record<string, object> }).properties;
  for (const schema of [configJsonSchema(), subscription, token, clientSecret, appCertificate]) {
    for (const [name, field] of properties(schema as object)) expect(field.description, name).toMatch(/\S/);
  }
});

test('the JSON Schema for editors states defaults, limits and what is required, and knows no other fields', () => {
  const schema = configJsonSchema();
  expect(schema).toMatchObject({ additionalProperties: false, required: ['host', 'uid', 'token'] });
  for (const [name, value] of Object.entries(DEFAULTS)) expect(schema.properties?.[name]).toMatchObject({ default: value });
  expect(schema.properties?.callsPerSecond).toMatchObject({ exclusiveMinimum: 0, maximum: 50 });
  expect(schema.properties?.token).toMatchObject({
    additionalProperties: false,
    oneOf: [['env'], ['file'], ['command'], ['clientId', 'clientSecret'], ['appId', 'appCertificate']].map((required) => ({
      required,
    })),
  });
});

test('the limits are those of the API', () => {
  const seconds = (text: string) => configSchema.safeParse({ ...VALID, subscription: { for: text } }).success;
  expect(seconds(`${LIMITS.expirySeconds.max}s`)).toBe(true);
  expect(seconds(`${LIMITS.expirySeconds.max + 1}s`)).toBe(false);
  expect(seconds(`${LIMITS.expirySeconds.min}s`)).toBe(true);
  const calls = (callsPerSecond: number) => configSchema.safeParse({ ...VALID, callsPerSecond }).success;
  expect([LIMITS.callsPerSecond, LIMITS.callsPerSecond + 1, 0.01].map(calls)).toEqual([true, false, true]);
  expect(DEFAULTS.extMaxBytes).toBe(LIMITS.extBytes);
});

test('config.example.json is strict JSON that shows every field but the other name of the app, and loads', async () => {
  const text = await readFile(new URL('../../config.example.json', import.meta.url), 'utf8');
  const example = JSON.parse(text) as Record<string, unknown>;
  const fields = properties(configJsonSchema()).map(([name]) => name);
  expect(Object.keys(example)).toEqual(fields.filter((name) => name !== 'appId'));
  const folder = await folderWith({ 'presence-monitor.config.json': text });
  const { config, watch } = await loaded(loadIn(folder, { env: { AGORA_CHAT_TOKEN: 'sesame' } }));
  expect(config.token).toEqual({ env: 'AGORA_CHAT_TOKEN' });
  expect(watch.names).toEqual(example.users);
});
