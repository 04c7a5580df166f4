import { deviceStatus } from '../monitor/status.ts';

/** One device's status in words. */
export function deviceWord(status: string): string {
  const kind = deviceStatus(status);
  return kind === 'custom' ? `custom ${status}` : kind;
}
