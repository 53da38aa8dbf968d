/** A SARIF message in which nothing is a link: `[text](target)` would be one (SARIF 2.1.0, 3.11.6), and so a backslash escapes. */
export function sarifText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}
