import * as z from 'zod';
import { filePath } from './field-types.ts';

/** Where a secret lies: never the secret itself. */
export type SecretPlace = { readonly env: string } | { readonly file: string } | { readonly command: readonly string[] };

/** Where the token comes from, read from one of the forms that `tokenField` accepts. */
export type TokenPlace =
  | SecretPlace
  | { readonly clientId: string; readonly clientSecret: SecretPlace }
  | { readonly appId: string; readonly appCertificate: SecretPlace };

const VARIABLE = 'the name of an environment variable, such as "CHAT_TOKEN"';
const COMMAND = 'a program and its arguments as a list, such as ["pass","show","chat"]';
const CLIENT = 'the client id of the app';
const APP_ID = 'an App ID: 32 hexadecimal digits';
const PLACES = '{"env":"NAME"}, {"file":"PATH"} or {"command":["PROGRAM","ARGUMENT"]}';
const SECRET = `${PLACES}: keep the secret in an environment variable or a file and name that here`;
const TOKEN = `${PLACES}, {"clientId":"ID","clientSecret":SOURCE} or {"appId":"ID","appCertificate":SOURCE}: keep the token in an environment variable or a file and name that here`;

/** Names that look like a token, a client secret or a certificate put where the name of a variable belongs. */
const NO_SECRET = /^(?!YWMt|YXA6|[0-9a-f]{32}$)[A-Za-z_]\w{0,63}$/;

/** Where a token comes from. A secret itself is refused, even one that is put where the name of a variable belongs. */
export function tokenField() {
  const shape = {
    ...placeFields('token'),
    clientId: z
      .string(CLIENT)
      .regex(/^[\x21-\x7e]+$/, CLIENT)
      .optional()
      .describe('Client id; the server is asked for tokens with it'),
    clientSecret: secretField().optional().describe('Source of the client secret'),
    appId: z
      .string(APP_ID)
      .regex(/^[0-9a-f]{32}$/i, APP_ID)
      .optional()
      .describe('App ID; tokens are signed here for it'),
    appCertificate: secretField().optional().describe('Source of the app certificate'),
  };
  return inOneForm<TokenPlace, typeof shape>(
    shape,
    [...PLACE_FORMS, ['clientId', 'clientSecret'], ['appId', 'appCertificate']],
    TOKEN,
  );
}

const PLACE_FORMS = [['env'], ['file'], ['command']] as const;

function secretField() {
  return inOneForm<SecretPlace, ReturnType<typeof placeFields>>(placeFields('secret'), PLACE_FORMS, SECRET);
}

function placeFields(what: 'token' | 'secret') {
  const argument = z.string(COMMAND).regex(/^[^\0]*$/, COMMAND);
  const command = z.array(argument, COMMAND).refine(([program = '']) => program.trim() !== '', COMMAND);
  return {
    env: z.string(VARIABLE).regex(NO_SECRET, VARIABLE).optional().describe(`Environment variable that holds the ${what}`),
    file: filePath().optional().describe(`File that holds the ${what}; others must not be able to read it`),
    command: command.optional().describe(`Program, run without a shell, that prints the ${what} on its first line`),
  };
}

/** An object that holds exactly the fields of one of several forms. */
function inOneForm<T, Shape extends z.ZodRawShape>(shape: Shape, forms: readonly (readonly string[])[], expected: string) {
  return z
    .strictObject(shape, expected)
    .transform((source, context): T => {
      const given = Object.keys(source);
      if (forms.some((form) => form.length === given.length && form.every((name) => given.includes(name)))) return source as T;
      const params = { found: describeForm(given, forms) };
      context.addIssue({ code: 'custom', message: expected, params });
      return z.NEVER;
    })
    .meta({ oneOf: forms.map((required) => ({ required: [...required] })) });
}

function describeForm(given: readonly string[], forms: readonly (readonly string[])[]): string {
  const quoted = given.map((name) => `"${name}"`);
  if (given.length === 0) return 'an empty object';
  const half = forms.find((form) => given.every((name) => form.includes(name)));
  if (half === undefined) return `${quoted.join(' and ')} together`;
  return `${quoted.join()} without "${half.find((name) => !given.includes(name))}"`;
}
