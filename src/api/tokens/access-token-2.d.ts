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
    /** What a token that was read is good for, of one kind of service. */
    getServices(type: number): readonly {
      /** Seconds from `issueTs` until a privilege ends, by its number. */
      readonly __privileges: Readonly<Record<number, number>>;
    }[];
  }

  /** The kind of service that stands for Chat. */
  export const kChatServiceType: number;
}
