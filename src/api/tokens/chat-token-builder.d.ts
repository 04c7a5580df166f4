declare module 'agora-token/src/ChatTokenBuilder.js' {
  /** The vendor's builder of `007…` tokens, by the path of its file: the package's main file loads every product's. */
  export const ChatTokenBuilder: {
    /** Signs an app token for so many seconds from now; "" when `appId` or `appCertificate` is not of 32 hexadecimal digits. */
    buildAppToken(appId: string, appCertificate: string, seconds: number): string;
  };
}
