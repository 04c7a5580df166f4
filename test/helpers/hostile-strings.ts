/** A text that a stranger may put into a uid, a resource, a status, an ext or an error, and what it tries. */
export interface HostileString {
  readonly name: string;
  readonly text: string;
}

const ESC = '\u{1b}';
const BEL = '\u{7}';
const ST = `${ESC}\\`;

const words = (text: string) => text.split(' ');

/** A few dozen characters each, by what they try. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  'CSI that moves, erases or colours': [
    ...words('A 9B 9C 9D H 1;1H 2J 3J J K 1K 2K 5L 5M 5P 5@ 5X 3S 3T'),
    ...words('31m 7m 0m 38;5;196m 38:2::255:0:0m 8m 5m !p 2;3r 1;1f 99G 99d s u 4h 20h'),
  ].map((rest) => `${ESC}[${rest}x`),
  'private modes': words(
    '?1049h ?1049l ?25l ?25h ?47h ?7l ?1000h ?1003h ?1006h ?2004h ?2004l ?5h ?3h ?2026h >4;2m =1u >1u <u',
  ).map((rest) => `${ESC}[${rest}`),
  'questions whose answers are typed into the shell': [
    ...words('c >c =c 5n 6n ?6n ?15n 14t 18t 21t 20t x 0x ?2026$p ?1$p 4$p ?u >q').map((rest) => `${ESC}[${rest}`),
    `${ESC}Z`,
    '\u{5}',
    `${ESC}]10;?${BEL}`,
    `${ESC}]11;?${ST}`,
    `${ESC}]4;1;?${BEL}`,
    `${ESC}]52;c;?${BEL}`,
    `${ESC}]50;?${BEL}`,
    `${ESC}P+q544e${ST}`,
    `${ESC}P$qm${ST}`,
    `${ESC}[?1;0;256S`,
  ],
  OSC: [
    `${ESC}]0;owned${BEL}`,
    `${ESC}]1;owned${BEL}`,
    `${ESC}]2;owned${ST}`,
    `${ESC}]4;1;#000000${BEL}`,
    `${ESC}]7;file://evil/${BEL}`,
    `${ESC}]8;;http://evil.example/${ST}click${ESC}]8;;${ST}`,
    `${ESC}]9;you were called${BEL}`,
    `${ESC}]9;4;1;50${BEL}`,
    `${ESC}]10;#ff0000${BEL}`,
    `${ESC}]12;red${ST}`,
    `${ESC}]52;c;cm0gLXJmIH4K${BEL}`,
    `${ESC}]52;p;cm0gLXJmIH4K${ST}`,
    `${ESC}]52;;!${BEL}`,
    `${ESC}]104${BEL}`,
    `${ESC}]110${BEL}`,
    `${ESC}]133;C${BEL}`,
    `${ESC}]633;E;rm${BEL}`,
    `${ESC}]777;notify;you;were called${BEL}`,
    `${ESC}]1337;File=inline=1:AAAA${BEL}`,
    `${ESC}]1337;SetUserVar=a=Yg==${BEL}`,
    `${ESC}]7700;status;0${BEL}`,
    `${ESC}]L owned${ST}`,
  ],
  'DCS, APC, PM and SOS': [
    `${ESC}Pq#0;2;0;0;0#0~~${ST}`,
    `${ESC}P1$r0m${ST}`,
    `${ESC}P0;1|17/ab${ST}`,
    `${ESC}Ptmux;${ESC}${ESC}]52;c;cm0=${BEL}${ST}`,
    `${ESC}Ptmux;${ESC}${ESC}[2J${ST}`,
    `${ESC}P=1s${ST}`,
    `${ESC}P${ESC}]52;c;cm0=${BEL}${ST}`,
    `${ESC}_Gf=100,a=T;iVBORw0KGgo=${ST}`,
    `${ESC}_Ga=d${ST}`,
    `${ESC}_owned${BEL}`,
    `${ESC}^owned${ST}`,
    `${ESC}Xowned${ST}`,
    `${ESC}kowned${ST}`,
  ],
  'two-character escapes': [...words('c 7 8 D E M H = > N O n o | } ~ #8 #3 (0 (B )0 %G %@'), ' F', ' G'].map(
    (rest) => `${ESC}${rest}q`,
  ),
  'C1 characters': [
    ...Array.from({ length: 32 }, (_, at) => `c1${String.fromCharCode(0x80 + at)}2Jx`),
    '\u{9d}0;owned\u{9c}',
    '\u{90}q#0\u{9c}',
    '\u{9f}Ga=d\u{9c}',
    '\u{9d}52;c;cm0=\u{7}',
    '\u{9b}6n\u{9b}c',
  ],
  'C0 characters': Array.from({ length: 32 }, (_, at) => `c0${String.fromCharCode(at)}x`).concat(
    'c0\u{7f}x',
    'a\rb',
    'a\r\nb',
    'a\n\n\nb',
    '\t\t',
    'a\b\b\bb',
    'over\u{7f}\u{7f}',
    '\u{e}lqk\u{f}',
  ),
  'sequences cut short': [
    ESC,
    `${ESC}[`,
    `${ESC}[3`,
    `${ESC}]`,
    `${ESC}]52;c;cm0`,
    `${ESC}P`,
    `${ESC}_G`,
    `${ESC}${ESC}`,
    `x${ESC}[?1049`,
    `${ESC}]0;`,
    `${ESC}(`,
    `${ESC}[38;5;`,
  ],
  'ends of sequences begun elsewhere': [
    '[2J',
    '[?1049l',
    ']0;owned\u{7}',
    '2J',
    ';1H',
    'c',
    `owned${BEL}`,
    `owned${ST}`,
    '\\',
    '52;c;cm0=\u{7}',
    '[201~',
    '1m',
  ],
  'sequences inside sequences': [
    `${ESC}${ESC}[2J`,
    `${ESC}[${ESC}[2J`,
    `${ESC}]0;${ESC}[2J${BEL}`,
    `${ESC}[3${ESC}]0;x${BEL}1m`,
    `${ESC}[\u{18}2J`,
    `${ESC}[\u{1a}31m`,
    `${ESC}[2\u{200b}J`,
    `${ESC}\u{0}[2J`,
    `${ESC}[2\nJ`,
    `␛${ESC}[2J`,
  ],
  'written as escapes, not as characters': [
    '\\u001b[2J',
    '\\x1b[2J',
    '\\033[2J',
    '\\e[2J',
    '^[[2J',
    '%1b[2J',
    '&#27;[2J',
    "$'\\e[2J'",
    '\u{c0}\u{9b}',
    '\u{c1}\u{9b}[2J',
    '\u{c2}\u{9b}2J',
    '\u{f0}\u{80}\u{80}\u{9b}',
  ],
  paste: [`${ESC}[200~rm -rf ~\r${ESC}[201~`, `${ESC}[201~\rreboot\r`, `safe${ESC}[201~;id\n`],
  direction: [
    ...words('\u{202a} \u{202b} \u{202c} \u{202d} \u{202e} \u{2066} \u{2067} \u{2068} \u{2069} \u{200e} \u{200f} \u{61c}').map(
      (mark) => `user${mark}nimda`,
    ),
    '\u{202e}\u{2066}\u{202e}txt.exe',
    'שלום עולם',
    'مرحبا بالعالم',
    'abc אבג 123 ابج',
    '\u{fdfd}',
    'لا إله',
    '\u{fdfa}\u{fdfb}',
  ],
  invisible: [
    ...words(
      '\u{200b} \u{200c} \u{200d} \u{2060} \u{2061} \u{2064} \u{206a} \u{206f} \u{feff} \u{ad} \u{34f} \u{180e} \u{180b} \u{17b4} \u{3164} \u{ffa0} \u{115f} \u{1160} \u{2800} \u{fe00} \u{fe0e} \u{fe0f} \u{e0100} \u{1d173} \u{1bca0} \u{e0001} \u{2028} \u{2029} \u{a0} \u{3000} \u{1680} \u{2003}',
    ).map((blank) => `ad${blank}min`),
    `flag${[...'evil'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
    '\u{fff9}base\u{fffa}note\u{fffb}',
    '\u{fffc}',
    '\u{200b}'.repeat(50),
    '\u{feff}=1+1',
  ],
  marks: [
    `Z${'\u{351}\u{36b}\u{343}\u{36a}\u{302}'.repeat(20)}algo`,
    `e${'\u{301}'.repeat(200)}`,
    '\u{301}starts with a mark',
    `a${'\u{20dd}\u{20e3}'.repeat(30)}`,
    `${'\u{e31}\u{e49}'.repeat(40)}`,
    'a\u{1ab0}\u{1ab1}\u{1ab2}\u{1ab3}\u{1ab4}\u{1ab5}',
    `\u{489}${'\u{489}'.repeat(60)}`,
    `🙂${'\u{301}'.repeat(80)}`,
  ],
  'broken Unicode': words(
    '\u{d83d} \u{de00} a\u{d83d}b \u{de00}\u{d83d} \u{d83d}\u{1b}[2J \u{fffe} \u{ffff} \u{fdd0} \u{1fffe} \u{10ffff} \u{e000} \u{f8ff} \u{f0000} \u{100000} \u{378} \u{1faff} \u{fffd}',
  ),
  'column marks of this program': words('\u{10f000} \u{10f001}x \u{10f014}owned a\u{10f063}b \u{10fffd}'),
  emoji: [
    ...words('👩‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🏴‍☠️ ❤️‍🔥 👩🏻‍❤️‍💋‍👩🏻 🧑🏿‍🤝‍🧑🏻 👁️‍🗨️ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'),
    ...words('🇩🇪 🇩 🇩🇪🇫 🇺🇸🇬🇧🇯🇵 1️⃣ #️⃣ 1\u{20e3} ❤️ ❤︎ ☀︎ ⌚︎ ©️ ™️ 👍🏽 🏽 👍🏽🏽 🫩 🫪 🍜 ⛹🏿‍♀️'),
    Array.from({ length: 40 }, () => '👩').join('\u{200d}'),
    '👩\u{200d}a\u{200d}👩',
    `${'🇩'.repeat(21)}`,
    `👍${'🏽'.repeat(30)}`,
  ],
  'width that depends on the terminal': words(
    'αβγδ ●◆○…–▌ ①②③ ±×÷° “quotes” ┌──┐ █▓▒░ ⅷ 〈〉 ⸻ ﷽﷽ ﷺ ꧅ 𒐫 ｶﾞｷﾞ ﾞﾞ ＡＢＣ ¥₩ ☺☻♥ ⚠⚡ ⏩⏰ 〰〽 ㊗㊙ 🀄🃏',
  ),
  'scripts that join': words(
    'नमस्ते क्क्क्क्क्क श्रीमान् தமிழ் স্বাগতম ကြိုဆို กำลัง ສະບາຍດີ ᄀᄀ가ᅡ 각각 ᄒᆞᆫ글 \u{d4e}\u{d4e}ക ꦏꦴ 𑀓𑁆𑀓 བོད་ཡིག \u{302e}\u{302f}한',
  ),
  formulas: [
    ...words('=1+1 +1+1 -1+1 @SUM(A1) \u{a0}=1 \u{200b}=1+1 \u{0}=1+1 \t=1+1 \r=1+1 \n=1+1 ＝1+1 ＋1 －1 ＠SUM'),
    ...words('"=1+1 ";=1+1 ,=1+1 ;=1+1 %0a=1 −1+1 "",=1+1,"" =1\r\n=2 =DDE("a","b") =IMPORTXML("http://evil","//a")'),
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://evil","x")',
    ' =1+1',
    "'=1+1",
  ],
  'what breaks out of JSON, HTML, SQL, shell and formats': [
    ...words('" \\" ","admin":true,"x":" "}]} {"a":1} null undefined __proto__ constructor toString %s%n%d {{7*7}} $(reboot)'),
    ...words('`reboot` <script>alert(1)</script> ../../etc/passwd -rf --help #comment NaN 1e999 007 true \u{24}{7*7}'),
    '; reboot',
    '| reboot',
    '&& reboot',
    "'; DROP TABLE users;--",
    '<b>bold</b>',
    '[object Object]',
    'a b',
    '',
    ' ',
  ],
};

const MEGABYTE = 2 ** 20;

/** A megabyte each on its way as JSON, and each too long in a way of its own. */
const LONG: Readonly<Record<string, string>> = {
  plain: 'a'.repeat(MEGABYTE),
  wide: '你'.repeat(MEGABYTE / 3),
  escapes: ESC.repeat(MEGABYTE / 6),
  sequences: `${ESC}[2J`.repeat(MEGABYTE / 9),
  'one letter with marks': `e${'\u{301}'.repeat(MEGABYTE / 2)}`,
  'one emoji': Array.from({ length: MEGABYTE / 7 }, () => '👩').join('\u{200d}'),
  'one conjunct': 'क्'.repeat(MEGABYTE / 6),
  'one syllable': '\u{1100}'.repeat(MEGABYTE / 3),
  overrides: '\u{202e}'.repeat(MEGABYTE / 3),
  'half surrogates': '\u{d83d}'.repeat(MEGABYTE / 6),
  'line feeds': '\n'.repeat(MEGABYTE / 2),
  blanks: ' '.repeat(MEGABYTE),
  'an escape where it is cut': `${'x'.repeat(4095)}${ESC}[2J${'y'.repeat(MEGABYTE)}`,
};

/** Everything short: more than 200 strings, no two the same. */
export const HOSTILE: readonly HostileString[] = Object.entries(SHORT).flatMap(([kind, texts]) =>
  texts.map((text, at) => ({ name: `${kind} ${at + 1}`, text })),
);

/** Everything long. */
export const HOSTILE_LONG: readonly HostileString[] = Object.entries(LONG).map(([kind, text]) => ({
  name: `a megabyte: ${kind}`,
  text,
}));
