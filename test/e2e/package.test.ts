import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from './built-file.ts';

test('the packed program runs by npx in an empty folder and brings no other package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'presence-monitor-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const npm = (command: string, args: readonly string[], cwd: string) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  const packed = JSON.parse(npm('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT));
  const [{ filename, files }] = packed as [{ filename: string; files: { path: string }[] }];
  const parts = files.filter(({ path }) => path.startsWith('dist/parts/'));
  expect(parts.every(({ path }) => path.endsWith('.js'))).toBe(true);
  expect(
    files
      .filter((file) => !parts.includes(file))
      .map(({ path }) => path)
      .toSorted(),
  ).toEqual(
    [
      'LICENSE',
      'README.md',
      'config.example.json',
      'dist/THIRD-PARTY-LICENCES.txt',
      'dist/cli.js',
      'dist/config.schema.json',
      'dist/doctor.schema.json',
      'dist/lines.schema.json',
      'dist/results.schema.json',
      'dist/presence-monitor.1',
      'package.json',
    ].toSorted(),
  );

  expect(npm('npx', ['--yes', `./${filename}`, '--demo', '--seed', '7'], folder)).toMatch(/^USER +STATUS[\s\S]*alice/);

  npm('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], folder);
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['agora-presence-monitor']);
});
