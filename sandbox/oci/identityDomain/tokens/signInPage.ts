/** The page on which a user signs in. Its form goes to the address that it was read from; a script can post the same two fields. */
export function signInPage(action: string, appName: string, domainName: string, failed: boolean): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Sign in to ${escaped(domainName)}</title>
<h1>Sign in to ${escaped(domainName)}</h1>
<p>${escaped(appName)} asks for access. This is the local stand-in for an identity domain, not Oracle's software.</p>
${failed ? '<p role="alert">The user name or the password is not right.</p>\n' : ''}<form method="post" action="${escaped(action)}">
<p><label>User name <input name="username" autocomplete="username" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>Sign in</button></p>
</form>
</html>
`;
}

/** What an authorization request that cannot be sent back to its client looks like. */
export function refusalPage(reason: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The request is refused</title>
<h1>The request is refused</h1>
<p>${escaped(reason)}</p>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
