import { openConfigFile } from './config-file.ts';
import { nodeIo, resolvePath } from './files.ts';
import { asFields, layer } from './layers.ts';
import { chooseProfile } from './profiles.ts';
import { type Environment, environmentOverrides, type Flags } from './settings.ts';
import { namesInText } from './watch-list.ts';

/** Names that a configuration knows, be it right or not; each list is empty where it says nothing. */
export interface KnownNames {
  readonly profiles: readonly string[];
  readonly groups: readonly string[];
  /** Everybody who is watched, and members of groups. */
  readonly users: readonly string[];
}

/** Reads the names for whoever is typing a command line. Looks for no mistake and for no secret, and never rejects. */
export async function knownNames(
  flags: Pick<Flags, 'config' | 'profile'>,
  { env, cwd }: { readonly env: Environment; readonly cwd: string },
): Promise<KnownNames> {
  const file = await openConfigFile({ asked: flags.config, env, cwd }, nodeIo);
  const { fields } = layer(file.fields, [chooseProfile(flags, env, file).overrides, environmentOverrides(env)]);
  const groups = asFields(fields.groups);
  const listed = await namesOf(fields.users, (path) => nodeIo.readFile(resolvePath(path, file.folder, env)));
  return {
    profiles: Object.keys(asFields(file.fields.profiles)),
    groups: Object.keys(groups),
    users: [...new Set([...listed, ...Object.values(groups).flatMap(texts)])],
  };
}

async function namesOf(users: unknown, read: (path: string) => Promise<string>): Promise<readonly string[]> {
  const { file } = asFields(users);
  if (typeof file !== 'string') return texts(users);
  return read(file).then(
    (text) => [...namesInText(text)].map(({ name }) => name),
    () => [],
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
