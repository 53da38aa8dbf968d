/** What differs between providers on the page. */
export interface SignInText {
  /** The application that asks. */
  readonly client: string;
  /** Where one signs in. */
  readonly provider: string;
  /** E.g. `an identity domain, not Oracle's software`. */
  readonly standInFor: string;
  /** Of the field `username`. */
  readonly userLabel: string;
  /** Said after a wrong user name or password. */
  readonly wrong: string;
}

/** The page on which a user signs in. Its form goes to the address that it was read from; a script can post the same two fields. */
export function signInPage(action: string, text: SignInText, failed: boolean): string {
  const title = `Sign in to ${text.provider}`;
  return page(
    title,
    `<p>${escaped(text.client)} asks for access. This is the local stand-in for ${escaped(text.standInFor)}.</p>
${failed ? `<p role="alert">${escaped(text.wrong)}</p>\n` : ''}<form method="post" action="${escaped(action)}">
<p><label>${escaped(text.userLabel)} <input name="username" autocomplete="username" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p>
</form>`,
  );
}

/** What an authorization request that cannot be sent back to its client looks like. */
export function refusalPage(reason: string): string {
  return page('The request is refused', `<p>${escaped(reason)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
${body}
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
