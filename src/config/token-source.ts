import { safe } from '../text/safe.ts';
import { type ConfigIo, describeFileError } from './files.ts';
import type { Origin } from './origin.ts';
import { formatPath, type Problem } from './problem.ts';
import type { Config } from './schema.ts';
import { type Environment, TOKEN_VARIABLE } from './settings.ts';
import type { SecretPlace, TokenPlace } from './token-field.ts';

const READABLE_BY_OTHERS = 0o044;

/** The secret that a token comes from, or is: where it lies, and the path of that in the configuration. */
export function secretOf(token: TokenPlace): { readonly place: SecretPlace; readonly path: readonly string[] } {
  if ('clientId' in token) return { place: token.clientSecret, path: ['token', 'clientSecret'] };
  if ('appId' in token) return { place: token.appCertificate, path: ['token', 'appCertificate'] };
  return { place: token, path: ['token'] };
}

/** Environment variables that hold the token or its secret, whatever profile is chosen. */
export function secretVariables({ token, profiles = {} }: Pick<Config, 'token' | 'profiles'>): string[] {
  const others = Object.values(profiles).flatMap(({ token: other }) => (other === undefined ? [] : [other as TokenPlace]));
  const places = [token, ...others].map((place) => secretOf(place).place);
  return [TOKEN_VARIABLE, ...places.flatMap((place) => ('env' in place ? [place.env] : []))];
}

/** The same source of tokens with its secret at another place. */
export function withSecretAt(token: TokenPlace, place: SecretPlace): TokenPlace {
  if ('clientId' in token) return { ...token, clientSecret: place };
  return 'appId' in token ? { ...token, appCertificate: place } : place;
}

/**
 * Whether the token can be had, as far as that can be told without using it: at most one problem, and none for a program,
 * which is not run. Paths of files are absolute. A file that its group or others can read is refused, as it is when it is used.
 */
export async function tokenProblems(
  token: TokenPlace,
  locate: (path: readonly PropertyKey[]) => Origin,
  env: Environment,
  io: ConfigIo,
): Promise<Problem[]> {
  const { place, path } = secretOf(token);
  const what = path.length === 1 ? 'token' : 'secret';
  if ('command' in place) return [];
  if ('env' in place) {
    if (env[place.env]?.trim()) return [];
    const at = [...path, 'env'];
    const found = `the variable ${place.env}, which is not set or empty`;
    return [{ path: formatPath(at), found, expected: `the ${what} in it: export ${place.env}=...`, where: locate(at) }];
  }
  const at = [...path, 'file'];
  const problem = (found: string, expected: string): Problem[] => [{ path: formatPath(at), found, expected, where: locate(at) }];
  const shown = safe(place.file);
  try {
    const text = await io.readFile(place.file);
    const permissions = await io.permissions(place.file);
    if ((permissions & READABLE_BY_OTHERS) !== 0)
      return problem(`${shown}, which others can read`, 'a file of yours alone: chmod 600');
    return text.trim() === '' ? problem(`${shown}: an empty file`, `the ${what} in it`) : [];
  } catch (error) {
    return problem(`${shown}: ${describeFileError(error)}`, `a readable file that holds the ${what}`);
  }
}
