import { readFileSync, writeFileSync } from 'node:fs';
import { fillRegions, readmeParts } from './readme-parts.ts';

const README = new URL('../README.md', import.meta.url);

writeFileSync(README, fillRegions(readFileSync(README, 'utf8'), readmeParts()));
