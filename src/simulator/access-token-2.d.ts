declare module 'agora-token/src/AccessToken2.js' {
  /** The vendor's own reader of `007…` tokens, which its package does not declare. */
  export class AccessToken2 {
    appId: { toString(): string };
    /** Seconds since the epoch. */
    issueTs: number;
    /** Seconds from `issueTs`. */
    expire: number;
    /** Reads a token; false when it is none. */
    from_string(token: string): boolean;
    /** Whether the token that was read was signed with this certificate. */
    verifySignature(appCertificate: string): boolean;
  }
}
