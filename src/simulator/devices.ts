import type { Random } from './random.ts';

/** How the ids of one platform look, with how often it is met. */
const PLATFORMS: readonly { weight: number; invent: (random: Random) => string }[] = [
  {
    weight: 30,
    invent: (random) => `android_${random.hex(8)}-${random.hex(4)}-${random.hex(4)}-${random.hex(4)}-${random.hex(12)}`,
  },
  { weight: 30, invent: (random) => `ios_${random.below(90) + 10}` },
  { weight: 20, invent: (random) => `webim_${random.hex(6)}` },
  { weight: 8, invent: (random) => `win_${random.hex(8)}` },
  { weight: 6, invent: (random) => `linux_${random.hex(8)}` },
  // Legal, and seen in the vendor's own example answers: no id at all.
  { weight: 6, invent: () => 'android' },
];
const TOTAL = PLATFORMS.reduce((sum, { weight }) => sum + weight, 0);

/** The resource ids of one user's devices: one to three, all different. */
export function inventDevices(random: Random): string[] {
  const devices = new Set<string>();
  const count = random.pick([1, 1, 2, 2, 2, 3]);
  for (let index = 0; index < count; index++) devices.add(inventDevice(random));
  return [...devices];
}

function inventDevice(random: Random): string {
  let left = random.below(TOTAL);
  for (const { weight, invent } of PLATFORMS) {
    if (left < weight) return invent(random);
    left -= weight;
  }
  throw new RangeError('the weights of the platforms do not add up');
}
