/** Whether a system's error code says that the certificate of the other side is not trusted. */
export function isCertificate(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
}

/** What to do about a certificate that is not trusted. */
export function certificateHint(code: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return 'Check the clock of this machine; when it is right, the other side needs a new certificate.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'It was issued for another name: set host to a name that stands in the certificate.';
    default:
      return 'If a CA of your own or an inspecting proxy issued it, name the file of that CA: export NODE_EXTRA_CA_CERTS=/path/to/ca.pem';
  }
}
