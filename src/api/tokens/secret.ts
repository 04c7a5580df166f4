import { rememberSecret } from '../secrets-in-use.ts';
import { noToken } from './bearer.ts';
import { commandSecret } from './secret-command.ts';
import { fileSecret } from './secret-file.ts';

/** Where a secret lies: in an environment variable, on the first line of a file, or of what a program prints. */
export type SecretPlace = { readonly env: string } | { readonly file: string } | { readonly command: readonly string[] };

/** The environment as the process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret that can be read. */
export interface Secret {
  /** Where it lies, for messages: `environment variable CHAT_TOKEN`. Never the secret itself. */
  readonly name: string;
  /** Reads it anew, without blanks around it. Rejects with an `ApiError` of code `no-token`, or `aborted` when `stop` fires. */
  read(stop: AbortSignal): Promise<string>;
}

/** The secret at a place. */
export function secretAt(place: SecretPlace, env: Environment): Secret {
  const { name, read } = sourceAt(place, env);
  return {
    name,
    read: async (stop) => {
      const secret = await read(stop);
      rememberSecret(secret);
      return secret;
    },
  };
}

function sourceAt(place: SecretPlace, env: Environment): Secret {
  if ('env' in place) return envSecret(place.env, env);
  return 'file' in place ? fileSecret(place.file) : commandSecret(place.command, env);
}

function envSecret(variable: string, env: Environment): Secret {
  const name = `environment variable ${variable}`;
  return {
    name,
    read: async () => {
      const value = env[variable]?.trim();
      if (value) return value;
      throw noToken(`${name} is ${value === undefined ? 'not set' : 'empty'}`, `Set it: export ${variable}=...`);
    },
  };
}
