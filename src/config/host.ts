const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** What is wrong with a `host` setting, put as what is expected instead; null when it is fine. A host without a scheme means https. */
export function hostMistake(host: string): string | null {
  const url = parse(host);
  if (!url?.hostname) return 'a host such as "a1.example.com", with "https://" before it or not, and ":port" after it or not';
  if (url.username || url.password) return 'a host without user name and password: the token authorises every call';
  if (url.search || url.hash || url.pathname !== '/')
    return 'a host alone, without a path: organisation and app have fields of their own';
  if (url.protocol === 'https:') return null;
  if (url.protocol !== 'http:') return 'a host with "https://" or no scheme';
  return LOOPBACK.test(url.hostname) ? null : '"https://": over "http://" the token travels readable, so it is for loopback only';
}

function parse(host: string): URL | null {
  if (/\s/.test(host)) return null;
  const text = host.includes('://') ? host : `https://${host}`;
  return URL.canParse(text) ? new URL(text) : null;
}
