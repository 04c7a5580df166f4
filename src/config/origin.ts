import { safe } from '../text/safe.ts';

/** Where a value comes from, or where one was looked for. Lines and columns count from 1. */
export type Origin =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly line?: number;
      readonly column?: number;
      /** The profile that it stands in, when that was chosen. */
      readonly profile?: string;
    }
  | { readonly kind: 'arguments' }
  | { readonly kind: 'stdin'; readonly line?: number }
  | { readonly kind: 'default' }
  | { readonly kind: 'nowhere'; readonly searched: readonly string[] };

/** The origin in words: `flag --as`, `environment PRESENCE_MONITOR_UID`, `profile prod, file monitor.json:7:3`, `default`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'flag':
    case 'environment':
      return `${origin.kind} ${origin.name}`;
    case 'file': {
      const profile = origin.profile === undefined ? '' : `profile ${safe(origin.profile)}, `;
      const place = [origin.line, origin.column].filter((n) => n !== undefined).map((n) => `:${n}`);
      return [profile, 'file ', origin.path, ...place].join('');
    }
    case 'arguments':
      return 'arguments';
    case 'stdin':
      return origin.line === undefined ? 'standard input' : `standard input, line ${origin.line}`;
    case 'default':
      return 'default';
    case 'nowhere':
      return `no configuration file; looked for ${origin.searched.join(' and ')}`;
  }
}
