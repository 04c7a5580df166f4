declare module 'proxy-from-env' {
  /** The proxy that the environment names for an address; "" when it names none or `NO_PROXY` covers the address. */
  export function getProxyForUrl(url: string): string;
}
