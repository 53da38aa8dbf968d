import { html } from './escape';
import { MEDIA } from './style/media';
import { PICTURE } from './style/picture';
import { TABLES } from './style/tables';
import { TEXT } from './style/text';
import { THEME } from './style/theme';

/** Everything that the page looks like; narrow pages and paper last, because they override the rest. */
export const STYLE = html`${[THEME, TEXT, PICTURE, TABLES, MEDIA]}`;
