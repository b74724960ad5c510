const suffixes = [
  "security.microsoft.com",
  "securitycenter.microsoft.com",
  "securitycenter.windows.com",
  "security.microsoft.us",
  "securitycenter.microsoft.us"
]

/** This very machine, where plain http gives nothing away. */
export const isLoopback = (url: URL): boolean =>
  url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(url.hostname)

/**
 * Whether a token for Defender may be sent to `url`: over https to one of Defender's hosts, or to this machine.
 *
 * Defender answers from regional clusters (`api-eu3.securitycenter.microsoft.com`), so hosts are told by their suffix.
 */
export const mayReceiveToken = (url: URL): boolean =>
  (url.protocol === "https:" &&
    suffixes.some((suffix) => url.hostname === suffix || url.hostname.endsWith(`.${suffix}`))) ||
  ((url.protocol === "https:" || url.protocol === "http:") && isLoopback(url))
